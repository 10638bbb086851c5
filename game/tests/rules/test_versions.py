"""Old rules stay as they were: published vectors never change, and every number of a version is pinned by them."""

import ast
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from msgspec import structs

from game.rules import RULES_VERSION, fight, hunt, tuning
from game.rules.battle import BattleEvent, BattleInputs, HuntOutcome
from game.rules.dice import Dice
from game.rules.v1 import numbers as numbers_v1
from game.rules.v2 import fight as fight_v2
from game.rules.v2 import hunt as hunt_v2
from game.rules.v2 import numbers as numbers_v2
from game.rules.versions import VERSIONS, BattleRules
from game.tests.rules.mutants import Number, numbers_in, rules_copy, sources
from game.tests.rules.vectors import FOLDER, hunt_vectors, hunts_file
from tools import check_battle, make_vectors
from tools.check_battle import Stream

PINNED = {
    1: "5648efdd2eb63d48b4e7f5b00bbf0ade3852100ee691610d192ca0f4b9bce7b2",
    2: "f97d5742130aebef545adb7e7d48d6b843be8ce9f94e551f31bd572be1e3a021",
}
"""SHA-256 of each version's vectors. A digest here never changes; a new version adds one."""
NO_EFFECT = {
    ("self.ready = [1] * len(sheet.skills)", -1): "rounds start at 1, so a skill that is ready in round 0 is ready",
    ("return 0", -1): "a strike without damage is tested by `done <= 0`",
    ("LEVEL_MAX = 60", 1): "not read by a replay: game/tests/actions/test_top_level.py pins it",
    ("LEVEL_MAX = 60", -1): "not read by a replay: game/tests/actions/test_top_level.py pins it",
}
"""Changes that no outcome can show, with the reason."""
VERIFIER_NO_EFFECT = {("self.ready = [1 for _ in self.skills]", -1): "as above"}


def replays(rules: BattleRules, version: int) -> bool:
    """Whether rules reproduce the vectors of a version."""
    for vector in hunt_vectors(version):
        dice = Dice(vector["server_seed"], vector["client_seed"], vector["nonce"])
        try:
            met, outcome = rules.replay_hunt(msgspec.convert(vector["inputs"], BattleInputs), dice)
        except (ValueError, ArithmeticError, LookupError):
            return False
        if (met, outcome) != (vector["met"], msgspec.convert(vector["outcome"], HuntOutcome)):
            return False
    return True


def line_of(source: str, number: Number) -> str:
    return source.splitlines()[number.line - 1].strip()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_vectors_of_a_published_version_never_change(version: int) -> None:
    assert hashlib.sha256(hunts_file(version).read_bytes()).hexdigest() == PINNED[version]


def test_every_version_has_vectors_and_the_verifier_knows_it() -> None:
    assert set(PINNED) == set(VERSIONS) == set(check_battle.RULES)
    assert {hunts_file(version) for version in VERSIONS} == set(FOLDER.glob("hunts_*.json"))
    for version, rules in VERSIONS.items():
        assert rules.level_max == check_battle.RULES[version].last_level


def test_the_game_plays_the_version_that_it_stores_with_a_battle() -> None:
    assert RULES_VERSION == 2, "let the imports below follow"
    assert VERSIONS[RULES_VERSION].replay_hunt is hunt_v2.replay_hunt
    assert (fight.fight, fight.soak) == (fight_v2.fight, fight_v2.soak)
    assert (hunt.meet, hunt.resolve_hunt, hunt.fair_xp) == (hunt_v2.meet, hunt_v2.resolve_hunt, hunt_v2.fair_xp)
    shared = [name for name in vars(numbers_v2) if name.isupper() and hasattr(tuning, name)]
    assert len(shared) >= 5 and all(getattr(tuning, name) == getattr(numbers_v2, name) for name in shared)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_imports_nothing_that_may_change(version: int) -> None:
    allowed = {"game.rules.battle", "game.rules.dice", "game.rules.sheet", "game.rules.skill", "collections.abc"}
    found = {
        node.module
        for source in sources(version).values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
    }
    assert found and {module for module in found if module and not module.startswith(f"game.rules.v{version}")} <= allowed


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("version", VERSIONS)
def test_no_number_of_a_version_changes_unnoticed(version: int, by: int, tmp_path: Path) -> None:
    """Each whole number in the version's code, changed by 1, makes the vectors fail."""
    checked, unnoticed = 0, []
    for file, source in sources(version).items():
        for number in numbers_in(source):
            line = line_of(source, number)
            if (line, by) not in NO_EFFECT:
                checked += 1
                if replays(rules_copy(tmp_path, version, {file: number.changed(source, by)}), version):
                    unnoticed.append(f"{file}:{number.line}: {line}")
    assert checked > 50 and unnoticed == []


def replayed(
    replay: Callable[[dict[str, Any], Any], tuple[str, dict[str, Any]]], stream: type = Stream, version: int = 1
) -> bool:
    """Whether a replay of the verifier reproduces the vectors of a version. stream: the class of its dice."""
    for vector in hunt_vectors(version):
        dice = stream(vector["server_seed"], vector["client_seed"], vector["nonce"])
        try:
            if replay(vector["inputs"], dice) != (vector["met"], vector["outcome"]):
                return False
        except (ValueError, ArithmeticError, LookupError, TypeError):
            return False
    return True


@pytest.mark.parametrize("version", check_battle.RULES)
def test_the_verifier_replays_the_vectors_of_every_version(version: int) -> None:
    assert replayed(check_battle.RULES[version].replay, version=version)


def test_a_second_version_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    """The second one is made as game/rules/versions.py describes: a copy in which a number differs."""
    numbers = sources(1)["numbers.py"].replace("ROLL_LOW, ROLL_HIGH = 850, 1150", "ROLL_LOW, ROLL_HIGH = 950, 1050")
    second = rules_copy(tmp_path, 1, {"numbers.py": numbers})
    assert not replays(second, 1) and replays(VERSIONS[1], 1) and replays(rules_copy(tmp_path, 1, {}), 1)


def test_the_maker_of_vectors_refuses_to_change_a_published_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(make_vectors, "OUT", tmp_path)
    make_vectors.main()
    assert (tmp_path / "hunts_v1.json").read_text() == hunts_file(1).read_text()
    make_vectors.main()
    monkeypatch.setattr(numbers_v1, "SOAK", 101)
    with pytest.raises(SystemExit, match="make a new version"):
        make_vectors.main()
    assert (tmp_path / "hunts_v1.json").read_text() == hunts_file(1).read_text()


@pytest.mark.parametrize("by", [1, -1])
def test_no_number_of_the_verifier_changes_unnoticed(by: int) -> None:
    """Each whole number in the rules of tools/check_battle.py, changed by 1, makes the vectors fail."""
    source = Path(check_battle.__file__).read_text()
    checked, unnoticed = 0, []
    for number in numbers_in(source, within=("meet", "Fighter", "FightReplay", "roll_again", "roll_under_event", "roll_with")):
        line = line_of(source, number)
        if (line, by) in VERIFIER_NO_EFFECT:
            continue
        checked += 1
        copy = ModuleType("check_battle_copy")
        exec(compile(number.changed(source, by), "check_battle_copy", "exec"), copy.__dict__)
        if all(replayed(rules.replay, copy.Stream, version) for version, rules in copy.RULES.items()):
            unnoticed.append(f"{number.line}: {line}")
    assert checked > 50 and unnoticed == []


def test_without_an_event_rules_2_give_what_rules_1_give() -> None:
    ordinary = [vector for vector in hunt_vectors(2) if "event" not in vector["inputs"]]
    assert ordinary == hunt_vectors(1)


def test_an_event_changes_no_roll_and_no_blow() -> None:
    """The fight of a hunt under an event is the fight without it, and so is the monster that is met."""
    plain = {(v["nonce"], v["inputs"]["hunter"]["attack"]): v for v in hunt_vectors(1)}
    under = [v for v in hunt_vectors(2) if "event" in v["inputs"] and v["nonce"] < 120]
    assert len(under) > 100
    for vector in under:
        twin = plain[vector["nonce"], vector["inputs"]["hunter"]["attack"]]
        assert (vector["met"], vector["outcome"]["fight"]) == (twin["met"], twin["outcome"]["fight"])


@pytest.mark.parametrize("percent", [50, 100, 150, 300])
def test_an_event_multiplies_gold_and_xp_and_rounds_down(percent: int) -> None:
    plain = {v["nonce"]: v for v in hunt_vectors(1)[:120]}
    event = BattleEvent(percent, percent, 100, ())
    won = 0
    for nonce, vector in plain.items():
        inputs = structs.replace(msgspec.convert(vector["inputs"], BattleInputs), event=event)
        _, outcome = VERSIONS[2].replay_hunt(inputs, Dice(vector["server_seed"], vector["client_seed"], nonce))
        xp, gold = vector["outcome"]["xp"], vector["outcome"]["gold"]
        won += outcome.fight.won
        assert outcome.gold == gold * percent // 100
        assert outcome.xp == (max(1, xp * percent // 100) if outcome.fight.won else 0)
        assert msgspec.to_builtins(outcome.loot) == tuple(tuple(found) for found in vector["outcome"]["loot"])
    assert won > 20


def test_a_chance_that_an_event_raises_above_all_is_certain() -> None:
    vector = next(v for v in hunt_vectors(2) if "event" in v["inputs"] and v["inputs"]["prey"]["drops"][0][1] == 9999)
    assert len(vector["outcome"]["loot"]) == 8


def test_a_battle_without_an_event_is_stored_as_before() -> None:
    """No byte more: an old site can read it, and stored battles decode."""
    for vector in hunt_vectors(1)[:3]:
        inputs = msgspec.convert(vector["inputs"], BattleInputs)
        assert inputs.event is None and set(json.loads(msgspec.json.encode(inputs))) == {"encounters", "hunter", "prey"}

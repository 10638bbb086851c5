"""Old battles stay checkable after the rules change."""

import copy
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from game.actions.fairness import reveal_seed
from game.actions.hunt import hunt
from game.models import Battle
from game.queries.battle import inputs_of, verdict
from game.queries.dice_seed import server_seed_of
from game.rules import RULES_VERSION
from game.rules.battle import BattleInputs
from game.rules.dice import Dice
from game.rules.versions import VERSIONS, BattleRules
from game.tests.make import by, make_character
from game.tests.rules.mutants import rules_copy, sources
from tools import check_battle

pytestmark = pytest.mark.django_db
NEXT = RULES_VERSION + 1


@pytest.fixture
def following(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BattleRules:
    """The next rules, for a test: every blow is harder and rounds are counted from 2, so that each battle differs.

    Registered as game/rules/versions.py describes.
    """
    numbers = sources(RULES_VERSION)["numbers.py"].replace(
        "ROLL_LOW, ROLL_HIGH = 850, 1150", "ROLL_LOW, ROLL_HIGH = 1200, 1500"
    )
    fight = sources(RULES_VERSION)["fight.py"].replace("for round_ in range(1, ", "for round_ in range(2, ")
    assert numbers != sources(RULES_VERSION)["numbers.py"] and fight != sources(RULES_VERSION)["fight.py"]
    rules = rules_copy(tmp_path, RULES_VERSION, {"numbers.py": numbers, "fight.py": fight})
    monkeypatch.setitem(VERSIONS, NEXT, rules)
    return rules


def fought() -> Battle:
    """A battle under the rules that are played, with its seed revealed."""
    character = make_character()
    number = hunt(by(character), place="old-mill").battle_id
    reveal_seed(by(character))
    battle = Battle.objects.select_related("seed").get(pk=number)
    assert battle.rules_version == RULES_VERSION
    return battle


def as_json(value: Struct) -> Any:
    return json.loads(msgspec.json.encode(value))


def as_sent(battle: Battle) -> dict[str, Any]:
    """The parts of GET /api/v1/battles/<id> that the verifier reads."""
    return {
        "rules_version": battle.rules_version, "commit": battle.seed.commit, "server_seed": battle.seed.server_seed,
        "client_seed": battle.seed.client_seed, "nonce": battle.nonce, "monster": battle.monster, "won": battle.won,
        "gold": battle.gold, "xp": battle.xp, "levels": battle.levels, "inputs": battle.inputs, "outcome": battle.outcome,
    }  # fmt: skip


def fought_under(rules: BattleRules, battle: Battle) -> Battle:
    """The battle as it goes under the next rules."""
    dice = Dice(server_seed_of(battle.seed), battle.seed.client_seed, battle.nonce)
    met, outcome = rules.replay_hunt(inputs_of(battle), dice)
    assert met == battle.monster
    battle.rules_version, battle.outcome = NEXT, as_json(outcome)
    battle.won, battle.gold, battle.xp = outcome.fight.won, outcome.gold, outcome.xp
    return battle


def fought_differently(rules: BattleRules) -> Battle:
    """A battle that goes another way under the next rules: in a short fight of small blows the two can agree."""
    for _ in range(50):
        battle = fought()
        first = battle.outcome
        if fought_under(rules, battle).outcome != first:
            return battle
    raise AssertionError("both versions agree in 50 battles")


def test_a_battle_is_judged_after_the_next_rules_came(following: BattleRules) -> None:
    battle = fought()
    assert verdict(battle).state == "true"
    battle.outcome["fight"]["blows"][0][4] += 1
    assert verdict(battle).state == "false"


def test_a_battle_under_the_next_rules_is_judged_by_them(following: BattleRules) -> None:
    battle = fought_differently(following)
    assert verdict(battle).state == "true"
    battle.rules_version = RULES_VERSION
    assert verdict(battle).state == "false", "the two versions differ in this battle"
    battle.rules_version, battle.gold = NEXT, battle.gold + 1
    assert verdict(battle).state == "false"


def test_only_rules_that_nobody_knows_cannot_be_judged() -> None:
    battle = fought()
    battle.rules_version = NEXT
    assert verdict(battle).state == "old" and f"rules {NEXT}" in verdict(battle).reason


def test_the_verifier_judges_by_the_version_too(following: BattleRules, monkeypatch: pytest.MonkeyPatch) -> None:
    first = as_sent(fought())
    later = as_sent(fought_under(following, fought()))
    assert check_battle.fault_of(later) == f"It was fought under rules {NEXT}; this checks rules 1, 2."

    def replay(inputs: dict[str, Any], _: check_battle.Stream) -> tuple[str, dict[str, Any]]:
        dice = Dice(later["server_seed"], later["client_seed"], later["nonce"])
        met, outcome = following.replay_hunt(msgspec.convert(inputs, BattleInputs), dice)
        return met, as_json(outcome)

    monkeypatch.setitem(check_battle.RULES, NEXT, check_battle.Rules(replay, 60))
    assert check_battle.fault_of(first) == check_battle.fault_of(later) == ""
    for battle in (first, later):
        forged = copy.deepcopy(battle)
        forged["outcome"]["gold"] += 1
        assert check_battle.fault_of(forged) != ""

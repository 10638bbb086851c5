"""docs/fairness.md is enough to check a battle: tools/check_battle.py, written from it alone, agrees with the game."""

import ast
import copy
import itertools
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content import catalogue
from game.rules import RULES_VERSION, mission, raid_v1, tuning
from game.rules.battle import BattleInputs, Drop, Encounters, MonsterProfile
from game.rules.dice import Dice, commitment
from game.rules.raid_hit import HitInputs, HitOutcome, RaidTarget, Striker
from game.rules.sheet import Sheet, sheet_of
from game.rules.skill import Skill
from game.rules.v2 import numbers
from game.rules.v2.hunt import replay_hunt
from game.rules.versions import HIT_RULES, RAID_RULES_VERSION, VERSIONS
from game.simulator.build import attributes_at
from game.tests.rules.strategies import sheets
from game.tests.rules.vectors import DiceVector, dice_vectors
from tools import check_battle
from tools.check_battle import Stream, fault_of, roll_again
from tools.make_fairness_example import BATTLE, DOCUMENT, MARK, example

LEVELS = (1, 2, 3, 6, 10, 14, 20, 30, 45, 60)
SEED = "5eed" * 16


def as_json(value: Any) -> Any:
    return json.loads(msgspec.json.encode(value))


def both(inputs: BattleInputs, server_seed: str, client_seed: str, nonce: int) -> tuple[tuple[str, Any], tuple[str, Any]]:
    """The game's own result and the verifier's, of one battle."""
    met, outcome = replay_hunt(inputs, Dice(server_seed, client_seed, nonce))
    return (met, as_json(outcome)), roll_again(as_json(inputs), Stream(server_seed, client_seed, nonce))


def found(pattern: str, text: str) -> str:
    """The first group of the first match."""
    match = re.search(pattern, text, re.S)
    assert match
    return match[1]


def test_the_verifier_imports_nothing_of_the_game() -> None:
    tree = ast.parse(Path(check_battle.__file__).read_text())
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert froms | plain <= {"collections.abc", "hashlib", "hmac", "json", "sys", "pathlib", "typing"}


def test_the_document_describes_the_rules_that_are_played() -> None:
    text = DOCUMENT.read_text()
    assert f"this page describes version {RULES_VERSION}" in text and RULES_VERSION in check_battle.RULES
    assert f"between({numbers.ROLL_LOW}, {numbers.ROLL_HIGH})" in text and f"after {numbers.ROUNDS_MAX} rounds" in text
    assert f"soak = {numbers.SOAK} + {numbers.SOAK_PER_LEVEL} × A's level" in text
    assert f"at least {tuning.FIGHT_FLOOR_PERCENT} % of `hp_max`" in text and f"older than {tuning.SEED_HOURS} hours" in text
    assert f"hp × 100 < hp_max × {numbers.EXECUTE_BELOW_PERCENT}" in text and f"× {numbers.MEND_BELOW_PERCENT})" in text
    assert f"At level {numbers.LEVEL_MAX} no experience" in text and f"monster's level − {numbers.FULL_XP_LEVELS}," in text
    assert tuning.DEFEAT_PERCENT == 25 and "a quarter of\nfull health at the most" in text and tuning.DAILY_MISSIONS == 3


def test_the_document_describes_the_hits_that_are_played() -> None:
    text = DOCUMENT.read_text().partition("## 10. A hit in a raid")[2].partition("## 11.")[0]
    assert f"this section describes version {RAID_RULES_VERSION}" in text and RAID_RULES_VERSION in check_battle.HIT_RULES
    assert f"between({raid_v1.ROLL_LOW}, {raid_v1.ROLL_HIGH})" in text
    assert f"`hp_max` × {raid_v1.ENRAGED_PERCENT} / 100" in text
    assert f"soak = {numbers.SOAK} + {numbers.SOAK_PER_LEVEL} × the hunter's level" in text
    assert ", ".join(f"{percent} for `{phase}`" for phase, percent in raid_v1.PHASE_PERCENT.items()) in text
    rows = re.findall(r"^\| raids (\d+) \| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$", text, re.M)
    assert [int(number) for number, *_ in rows] == list(HIT_RULES)
    assert all((DOCUMENT.parent.parent / path).exists() for _, *paths in rows for path in paths)
    told = set(re.findall(r"`(\w+)`", text))
    assert {*HitOutcome.__struct_fields__, *Striker.__struct_fields__, *RaidTarget.__struct_fields__} <= told


def test_the_worked_example_is_what_the_code_computes() -> None:
    battle = json.loads(BATTLE.read_text())
    text = DOCUMENT.read_text()
    assert text.partition(MARK)[2] == "\n" + example(battle), "run tools/make_fairness_example.py"
    met, outcome = replay_hunt(
        msgspec.convert(battle["inputs"], BattleInputs), Dice(battle["server_seed"], battle["client_seed"], battle["nonce"])
    )
    assert (met, as_json(outcome), commitment(battle["server_seed"])) == (
        battle["monster"],
        battle["outcome"],
        battle["commit"],
    )


def test_the_worked_example_is_checked_from_the_text_of_the_document_alone() -> None:
    """The JSON, the block's words, the table of rolls and the lines of the fight, as a reader finds them."""
    text = DOCUMENT.read_text()
    battle = json.loads(found(r"```json\n(.*?)```", text))
    assert fault_of(battle) == ""
    dice = Stream(battle["server_seed"], battle["client_seed"], battle["nonce"])
    roll_again(battle["inputs"], dice)
    rolls = re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| .* \|$", text, re.M)
    assert [tuple(map(int, row)) for row in rolls] == [
        (number, roll.words[-1], roll.faces, roll.result) for number, roll in enumerate(dice.rolls, 1)
    ]
    words = [int(line, 16) for line in found(r"```\n((?:[0-9a-f]{8}\n){8})```", text).split()]
    assert words == [roll.words[-1] for roll in dice.rolls[:8]]
    lines = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]*) \| (\w+) \| (\d+) \| (\d+), (\d+) \|$", text, re.M)
    assert [(int(r), a.strip(), o, int(n), [int(h), int(f)]) for r, a, o, n, h, f in lines] == [
        (blow[0], blow[2], blow[3], blow[4], blow[5]) for blow in battle["outcome"]["fight"]["blows"]
    ]


@pytest.mark.parametrize("vector", dice_vectors(), ids=lambda vector: str(vector["faces"]))
def test_the_verifier_rolls_what_the_vectors_say(vector: DiceVector) -> None:
    dice = Stream(vector["server_seed"], vector["client_seed"], vector["nonce"])
    assert [dice.below(vector["faces"], "") for _ in vector["rolls"]] == vector["rolls"]


def hunter(class_slug: str, level: int, skills: tuple[Skill, ...]) -> Sheet:
    content = catalogue()
    chosen = content.classes[class_slug]
    stats = content.derived(class_slug, level, attributes_at(chosen, level), [(item, 0) for item in chosen.gear])
    return sheet_of("Verifier", level, 10**6, stats, skills)


@pytest.mark.parametrize("class_slug", sorted(catalogue().classes))
def test_game_and_verifier_agree_for_every_class_with_each_of_its_skills(class_slug: str) -> None:
    """Each three of the skills that the level has, in an order that changes, against monsters of about the level."""
    content, kinds, seen = catalogue(), set(), 0
    for level in LEVELS:
        known = [content.fight_skills[s.slug] for s in content.class_skills[class_slug] if s.level <= level]
        near = sorted(content.places.values(), key=lambda p: (abs(p.level - level), p.slug))[:3]
        loadouts = list(itertools.permutations(known, min(3, len(known))))
        for number, skills in enumerate(loadouts):
            place = near[number % len(near)]
            sheet, encounters = hunter(class_slug, level, skills), content.encounters[place.slug]
            met, _ = replay_hunt(
                BattleInputs(encounters, sheet, content.monster_profiles[encounters.slugs[0]]), Dice(SEED, class_slug, number)
            )
            ours, theirs = both(BattleInputs(encounters, sheet, content.monster_profiles[met]), SEED, class_slug, number)
            assert ours == theirs
            used = {blow[2] for blow in theirs[1]["fight"]["blows"] if blow[1] == 0}
            kinds |= {skill.slug for skill in known if skill.slug in used}
            seen += 1
    assert seen > 300 and kinds == {s.slug for s in content.class_skills[class_slug]}


def test_game_and_verifier_agree_for_every_monster_and_every_outcome_of_a_blow() -> None:
    content, outcomes, skills = catalogue(), set(), set()
    for number, prey in enumerate(content.monster_profiles.values()):
        for class_slug in ("tombguard", "moonsinger"):
            known = [content.fight_skills[s.slug] for s in content.class_skills[class_slug] if s.level <= prey.sheet.level]
            inputs = BattleInputs(Encounters((prey.slug,), (7,)), hunter(class_slug, prey.sheet.level, tuple(known[-3:])), prey)
            for nonce in range(number, number + 4):
                ours, theirs = both(inputs, SEED, "monsters", nonce)
                assert ours == theirs
                outcomes |= {blow[3] for blow in theirs[1]["fight"]["blows"]}
                skills |= {blow[2] for blow in theirs[1]["fight"]["blows"]}
    assert outcomes == {"hit", "crit", "dodge", "bleed", "stunned", "heal", "bless", "ward", "blocked", "stun"}
    assert {slug for m in content.monsters.values() for slug in m.skills} <= skills


drops = st.builds(
    lambda item, chance, low, more: Drop(item, chance, low, low + more),
    st.sampled_from(["tooth", "pelt", "coin"]), st.integers(0, 10_000), st.integers(1, 3), st.integers(0, 3),
)  # fmt: skip
preys = st.builds(
    lambda sheet, xp, low, more, left: MonsterProfile("beast", sheet, xp, (low, low + more), tuple(left)),
    sheets, st.integers(1, 5000), st.integers(0, 50), st.integers(0, 50), st.lists(drops, max_size=5),
)  # fmt: skip
encounters = st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any)


@given(encounters, sheets, preys, st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(0, 10**6))
def test_game_and_verifier_agree_for_any_inputs(
    weights: list[int], sheet: Sheet, prey: MonsterProfile, seed: str, nonce: int
) -> None:
    slugs = tuple(f"beast-{index}" for index in range(len(weights)))
    ours, theirs = both(BattleInputs(Encounters(slugs, tuple(weights)), sheet, prey), seed, "client_Seed-1", nonce)
    assert ours == theirs


strikers = st.builds(
    Striker, level=st.integers(1, 60), attack=st.integers(0, 5000), crit=st.integers(0, 1000), crit_power=st.integers(100, 400),
    hp=st.integers(0, 5000), hp_max=st.integers(1, 5000),
)  # fmt: skip
targets = st.builds(RaidTarget, level=st.integers(1, 60), defence=st.integers(0, 3000), dodge=st.integers(0, 1000))
hit_inputs = st.builds(HitInputs, strikers, targets, st.sampled_from(list(raid_v1.PHASE_PERCENT)))


@given(hit_inputs, st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(0, 10**6))
def test_game_and_verifier_agree_for_any_hit(inputs: HitInputs, seed: str, nonce: int) -> None:
    ours = raid_v1.resolve_hit(inputs, Dice(seed, "client_Seed-1", nonce))
    assert as_json(ours) == check_battle.roll_hit(as_json(inputs), Stream(seed, "client_Seed-1", nonce))


HIT = {
    "raid": 3, "number": 7, "rules_version": 1, "server_seed": SEED, "commit": commitment(SEED), "client_seed": "mine", "nonce": 5,
    "inputs": as_json(HitInputs(Striker(10, 90, 100, 150, 80, 200), RaidTarget(20, 60, 50), "enrage")), "late": False,
}  # fmt: skip
HIT_CHANGES = [
    ("server_seed", "0" * 64), ("server_seed", None), ("commit", "0" * 64), ("client_seed", "another"), ("nonce", 6),
    ("rules_version", 2), ("inputs.hunter.attack", 900), ("inputs.phase", "plain"), ("outcome.damage", 400), ("outcome.lost", 1),
    ("outcome.outcome", "dodge"), ("counted", 1), ("hp_after", -10_000), ("late", True),
]  # fmt: skip


@pytest.mark.parametrize("path, value", HIT_CHANGES)
def test_a_hit_that_was_changed_anywhere_has_a_fault(path: str, value: Any, tmp_path: Path) -> None:
    outcome = check_battle.roll_hit(HIT["inputs"], Stream(SEED, "mine", 5))
    assert outcome["outcome"] == "hit"
    hit = copy.deepcopy(HIT) | {"outcome": outcome, "counted": outcome["damage"], "hp_after": 50}
    assert check_battle.hit_fault_of(hit) == ""
    *parts, last = path.split(".")
    target = hit
    for part in parts:
        target = target[part]
    target[last] = value
    assert check_battle.hit_fault_of(hit) != ""
    (tmp_path / "hit.json").write_text(json.dumps(hit))
    assert check_battle.main(str(tmp_path / "hit.json"), "--rolls") == 1


@pytest.mark.parametrize("character, day", [(1, 0), (7, 20_000), (123_456, 20_785)])
def test_the_day_s_missions_are_dealt_as_the_document_says(character: int, day: int) -> None:
    slugs = sorted(m.slug for m in catalogue().missions.values() if m.period == "daily")
    dice, left = Stream("daily-missions", str(character), day), list(slugs)
    assert mission.choose(slugs, character, day) == [left.pop(dice.below(len(left), "which mission")) for _ in range(3)]


CHANGES = [
    ("server_seed", "0" * 64), ("client_seed", "another"), ("nonce", 87), ("monster", "flour-rat"), ("commit", "0" * 64),
    ("inputs.hunter.attack", 900), ("inputs.prey.gold", [300, 700]), ("outcome.gold", 400), ("outcome.xp", 14),
    ("outcome.loot", []), ("outcome.fight.hp", [255, 0]), ("rules_version", 3), ("server_seed", None),
]  # fmt: skip


@pytest.mark.parametrize("path, value", CHANGES)
def test_a_battle_that_was_changed_anywhere_has_a_fault(path: str, value: int) -> None:
    battle = json.loads(BATTLE.read_text())
    assert fault_of(battle) == ""
    changed = copy.deepcopy(battle)
    *parts, last = path.split(".")
    target = changed
    for part in parts:
        target = target[part]
    target[last] = value
    assert fault_of(changed) != ""


def test_the_script_prints_one_sentence_and_lists_the_rolls(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_battle.main(str(BATTLE)) == 0
    assert capsys.readouterr().out == "The battle is as the dice say.\n"
    assert check_battle.main(str(BATTLE), "--rolls") == 0
    assert capsys.readouterr().out.count(" mod ") == 20


def test_the_document_lists_every_version_and_where_its_numbers_are() -> None:
    rows = re.findall(r"^\| (\d+) \| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$", DOCUMENT.read_text(), re.M)
    assert [int(number) for number, *_ in rows] == list(VERSIONS)
    root = DOCUMENT.parent.parent
    assert all((root / path).exists() for _, *paths in rows for path in paths)

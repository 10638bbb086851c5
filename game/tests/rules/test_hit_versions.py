"""Old rules of hits in raids stay as they were: published vectors never change, and they pin every number and formula."""

import ast
import hashlib
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import msgspec
import pytest

from game.rules import raid, raid_v1
from game.rules.dice import Dice
from game.rules.raid_hit import HitInputs, HitOutcome
from game.rules.versions import HIT_RULES, RAID_RULES_VERSION
from game.tests.rules.mutants import PACKAGE, formulas_changed, numbers_in
from game.tests.rules.vectors import FOLDER, hit_vectors, hits_file
from tools import check_battle

PINNED = {1: "389357467a77fc1df36384073a3935242bcffcb11441cd4843c89ad289a8978b"}
"""SHA-256 of each version's vectors. A digest here never changes; a new version adds one."""
NO_EFFECT: set[tuple[str, int]] = set()
"""Changes that no outcome can show."""
ResolveHit = Callable[[HitInputs, Dice], HitOutcome]


def source_of(version: int) -> str:
    return (PACKAGE / f"raid_v{version}.py").read_text()


def compiled(source: str) -> dict[str, Any]:
    copy = ModuleType("rules_copy")
    exec(compile(source, "rules_copy", "exec"), copy.__dict__)
    return copy.__dict__


def replays(resolve_hit: ResolveHit, version: int) -> bool:
    """Whether the rules reproduce the vectors of a version."""
    for vector in hit_vectors(version):
        dice = Dice(vector["server_seed"], vector["client_seed"], vector["nonce"])
        try:
            outcome = resolve_hit(msgspec.convert(vector["inputs"], HitInputs), dice)
        except (ValueError, ArithmeticError, LookupError):
            return False
        if outcome != msgspec.convert(vector["outcome"], HitOutcome):
            return False
    return True


def verifier_replays(roll_hit: Callable[[dict[str, Any], Any], dict[str, Any]], stream: type, version: int) -> bool:
    for vector in hit_vectors(version):
        try:
            rolled = roll_hit(vector["inputs"], stream(vector["server_seed"], vector["client_seed"], vector["nonce"]))
        except (ValueError, ArithmeticError, LookupError):
            return False
        if rolled != vector["outcome"]:
            return False
    return True


@pytest.mark.parametrize("version", HIT_RULES)
def test_the_vectors_of_a_published_version_never_change(version: int) -> None:
    assert hashlib.sha256(hits_file(version).read_bytes()).hexdigest() == PINNED[version]


def test_every_version_has_vectors_and_the_verifier_knows_it() -> None:
    assert set(PINNED) == set(HIT_RULES) == set(check_battle.HIT_RULES)
    assert {hits_file(version) for version in HIT_RULES} == set(FOLDER.glob("hits_*.json"))


def test_raids_are_played_by_the_version_that_is_stored_with_them() -> None:
    assert raid.resolve_hit is HIT_RULES[RAID_RULES_VERSION] is raid_v1.resolve_hit


@pytest.mark.parametrize("version", HIT_RULES)
def test_a_version_imports_nothing_that_may_change(version: int) -> None:
    tree = ast.parse(source_of(version))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert found and found <= {"game.rules.dice", "game.rules.raid_hit", "game.rules.v1.fight"}


@pytest.mark.parametrize("version", HIT_RULES)
def test_hits_of_every_version_go_as_its_vectors_say(version: int) -> None:
    assert replays(HIT_RULES[version], version)
    assert replays(compiled(source_of(version))["resolve_hit"], version), "a copy of the rules is what the next tests change"
    assert verifier_replays(check_battle.HIT_RULES[version], check_battle.Stream, version)
    kinds = {(v["inputs"]["phase"], v["outcome"]["outcome"]) for v in hit_vectors(version)}
    assert len(kinds) == 12, "every outcome in every phase"


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("version", HIT_RULES)
def test_no_number_of_a_version_changes_unnoticed(version: int, by: int) -> None:
    """Each whole number in the version's code, changed by 1, makes the vectors fail."""
    source, checked, unnoticed = source_of(version), 0, []
    for number in numbers_in(source):
        line = source.splitlines()[number.line - 1].strip()
        if (line, by) not in NO_EFFECT:
            checked += 1
            if replays(compiled(number.changed(source, by))["resolve_hit"], version):
                unnoticed.append(f"{number.line}: {line} ({number.value})")
    assert checked > 14 and unnoticed == []


@pytest.mark.parametrize("version", HIT_RULES)
def test_no_formula_of_a_version_changes_unnoticed(version: int) -> None:
    """Each operator that is swapped, and each min that becomes max, makes the vectors fail."""
    changed = list(formulas_changed(source_of(version)))
    unnoticed = [what for source, what in changed if replays(compiled(source)["resolve_hit"], version)]
    assert len(changed) > 12 and unnoticed == []


@pytest.mark.parametrize("by", [1, -1])
def test_no_number_of_the_verifier_changes_unnoticed(by: int) -> None:
    source = inspect.getsource(check_battle)
    checked, unnoticed = 0, []
    for number in numbers_in(source, within=("roll_hit",)):
        checked += 1
        copy = compiled(number.changed(source, by))
        if verifier_replays(copy["roll_hit"], copy["Stream"], 1):
            unnoticed.append(f"{number.line}: {source.splitlines()[number.line - 1].strip()}")
    assert checked > 14 and unnoticed == []

"""Dice and hunts against the vectors that the browser must reproduce as well (game/tests/browser/test_vectors.py)."""

import msgspec
import pytest

from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.dice import Dice, commitment
from game.rules.versions import VERSIONS
from game.tests.rules.vectors import DiceVector, dice_vectors, hunt_vectors


@pytest.mark.parametrize("vector", dice_vectors(), ids=lambda vector: str(vector["faces"]))
def test_dice_roll_what_the_vectors_say(vector: DiceVector) -> None:
    dice = Dice(vector["server_seed"], vector["client_seed"], vector["nonce"])
    assert [dice.below(vector["faces"]) for _ in vector["rolls"]] == vector["rolls"]
    assert commitment(vector["server_seed"]) == vector["commit"]


@pytest.mark.parametrize("version", VERSIONS)
def test_hunts_of_every_version_go_as_its_vectors_say(version: int) -> None:
    vectors = hunt_vectors(version)
    assert vectors
    for vector in vectors:
        dice = Dice(vector["server_seed"], vector["client_seed"], vector["nonce"])
        met, outcome = VERSIONS[version].replay_hunt(msgspec.convert(vector["inputs"], BattleInputs), dice)
        assert (met, outcome) == (vector["met"], msgspec.convert(vector["outcome"], HuntOutcome))

"""Dice, fights and hunts against the vectors that the browser is held to as well (game/tests/browser/test_vectors.py)."""

import json
from pathlib import Path

import msgspec
import pytest

from game.rules.dice import Dice, commitment
from game.rules.hunt import BattleInputs, HuntOutcome, replay_hunt

VECTORS = Path(__file__).resolve().parent.parent / "vectors"


@pytest.mark.parametrize("vector", json.loads((VECTORS / "dice.json").read_text()), ids=lambda v: str(v["faces"]))
def test_dice_roll_what_the_vectors_say(vector):
    dice = Dice(vector["server_seed"], vector["client_seed"], vector["nonce"])
    assert [dice.below(vector["faces"]) for _ in vector["rolls"]] == vector["rolls"]
    assert commitment(vector["server_seed"]) == vector["commit"]


def test_hunts_go_as_the_vectors_say():
    for vector in json.loads((VECTORS / "hunts.json").read_text()):
        dice = Dice(vector["server_seed"], vector["client_seed"], vector["nonce"])
        met, hunted = replay_hunt(msgspec.convert(vector["inputs"], BattleInputs), dice)
        assert (met, hunted) == (vector["met"], msgspec.convert(vector["outcome"], HuntOutcome))

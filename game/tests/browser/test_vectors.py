"""The browser's dice and fights against the vectors that Python is held to as well (game/tests/rules/test_vectors.py)."""

import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VECTORS = Path(__file__).resolve().parent.parent / "vectors"

ROLL = """async (vectors) => {
  const { Dice, commitment } = await import("/static/js/dice.js");
  return Promise.all(vectors.map(async (v) => {
    const dice = await Dice.make(v.server_seed, v.client_seed, v.nonce), rolls = [];
    for (const _ of v.rolls) rolls.push(await dice.below(v.faces));
    return { rolls, commit: await commitment(v.server_seed) };
  }));
}"""
HUNT = """async (vectors) => {
  const { Dice } = await import("/static/js/dice.js");
  const { runAgain } = await import("/static/js/fight.js");
  return Promise.all(vectors.map(async (v) => runAgain(v.inputs, await Dice.make(v.server_seed, v.client_seed, v.nonce))));
}"""


def test_the_browser_rolls_the_same_dice(open_page):
    vectors = json.loads((VECTORS / "dice.json").read_text())
    rolled = open_page("/").evaluate(ROLL, vectors)
    assert rolled == [{"rolls": v["rolls"], "commit": v["commit"]} for v in vectors]


def test_the_browser_fights_the_same_fights(open_page):
    vectors = json.loads((VECTORS / "hunts.json").read_text())
    assert open_page("/").evaluate(HUNT, vectors) == [{"met": v["met"], **v["outcome"]} for v in vectors]

"""What must hold of a fight between any two sheets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules import tuning
from game.rules.dice import Dice
from game.rules.fight import fight
from game.rules.sheet import Sheet
from game.tests.rules.strategies import sheets


@given(sheets, sheets, st.integers(0, 2**31))
@settings(max_examples=200, deadline=None)
def test_a_fight_ends_and_health_stays_within_its_bounds(one: Sheet, other: Sheet, nonce: int) -> None:
    fought = fight(one, other, Dice("seed", "client", nonce))
    assert 1 <= fought.rounds <= tuning.ROUNDS_MAX
    assert fought.won == (fought.hp[1] == 0 and fought.hp[0] > 0)
    assert all(0 <= blow.hp[0] <= one.hp_max and 0 <= blow.hp[1] <= other.hp_max for blow in fought.blows)
    assert fought == fight(one, other, Dice("seed", "client", nonce))

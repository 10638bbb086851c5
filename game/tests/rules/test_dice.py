"""What must hold of the dice."""

from hypothesis import given
from hypothesis import strategies as st

from game.rules.dice import Dice


@given(st.integers(1, 2**32), st.integers(0, 1000))
def test_a_die_stays_below_its_faces(faces: int, nonce: int) -> None:
    dice = Dice("seed", "client", nonce)
    assert all(0 <= dice.below(faces) < faces for _ in range(20))


def test_a_die_favours_no_face() -> None:
    dice = Dice("seed", "client", 1)
    counts = [0] * 6
    for _ in range(60_000):
        counts[dice.below(6)] += 1
    assert max(abs(count - 10_000) for count in counts) < 400

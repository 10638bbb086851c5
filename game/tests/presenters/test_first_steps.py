"""The first steps of a new player."""

from game.presenters.first_steps import UNTIL_LEVEL, first_steps
from game.tests.presenters.unsaved import unsaved_character

GROWN = 40
"""Strength of one who has spent points."""


def test_a_new_guest_has_five_steps_and_a_registered_player_four() -> None:
    new = unsaved_character()
    assert [step.done for step in first_steps(new, guest=True)] == [False] * 5
    assert [step.done for step in first_steps(new, guest=False)] == [False] * 4


def test_each_step_is_done_by_what_the_character_has_done() -> None:
    def done(**fields: object) -> list[bool]:
        return [step.done for step in first_steps(unsaved_character(**fields), guest=True)]

    assert done(kills=1) == [True, False, False, False, False]
    assert done(level=2, unspent=5) == [False] * 5
    assert done(level=2, unspent=0, strength=GROWN) == [False, True, False, False, False]
    assert done(level=3, unspent=5, strength=GROWN)[1:3] == [True, True], (
        "the next level brings points, and the step stays done"
    )
    assert done(streak_day=20_000) == [False, False, False, True, False]


def test_the_steps_disappear_when_all_are_done_or_the_level_is_higher() -> None:
    all_done = {"kills": 1, "level": 3, "strength": GROWN, "streak_day": 20_000}
    assert first_steps(unsaved_character(**all_done), guest=False) == []
    assert first_steps(unsaved_character(**all_done), guest=True), "a guest has not signed up yet"
    assert first_steps(unsaved_character(level=UNTIL_LEVEL, unspent=1), guest=True)
    assert first_steps(unsaved_character(level=UNTIL_LEVEL + 1, unspent=1), guest=True) == []

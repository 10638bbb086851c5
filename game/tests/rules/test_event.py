"""Of several events the best percentage counts."""

import pytest

from game.rules.battle import BattleEvent, EventName
from game.rules.event import EventOn, effect_on, event_state


def on(id: int = 1, xp: int = 100, gold: int = 100, drop: int = 100, marked: tuple[str, ...] = ()) -> EventOn:
    return EventOn(id, "staff", f"Event {id}", xp, gold, drop, marked)


def named(*ids: int) -> tuple[EventName, ...]:
    return tuple(EventName(id, "staff", f"Event {id}") for id in ids)


def test_without_an_event_nothing_changes() -> None:
    assert effect_on("flour-rat", []) is None


def test_an_event_that_changes_nothing_is_not_stored() -> None:
    assert effect_on("flour-rat", [on()]) is None


def test_an_event_without_marked_monsters_is_about_all() -> None:
    assert effect_on("flour-rat", [on(xp=150)]) == BattleEvent(150, 100, 100, named(1))


def test_an_event_with_marked_monsters_is_about_these_alone() -> None:
    event = on(gold=200, marked=("flour-rat", "gone-from-the-world"))
    assert effect_on("flour-rat", [event]) == BattleEvent(100, 200, 100, named(1))
    assert effect_on("shutter-moth", [event]) is None


def test_of_two_events_the_best_of_each_counts_and_both_are_named() -> None:
    both = [on(1, xp=150, gold=125, drop=125), on(2, xp=300, gold=50, drop=100)]
    assert effect_on("flour-rat", both) == BattleEvent(300, 125, 125, named(1, 2))


def test_events_are_not_multiplied_so_no_reward_passes_the_bound_of_one() -> None:
    effect = effect_on("flour-rat", [on(1, 300, 300, 300), on(2, 300, 300, 300)])
    assert effect == BattleEvent(300, 300, 300, named(1, 2))


def test_an_event_that_added_nothing_is_not_named() -> None:
    assert effect_on("flour-rat", [on(1, xp=300), on(2, xp=150)]) == BattleEvent(300, 100, 100, named(1))


def test_an_event_that_lowers_counts_only_where_no_other_leaves_it_as_it_is() -> None:
    assert effect_on("flour-rat", [on(1, gold=50)]) == BattleEvent(100, 50, 100, named(1))
    assert effect_on("flour-rat", [on(1, gold=50), on(2, xp=150)]) == BattleEvent(150, 100, 100, named(2))


@pytest.mark.parametrize(
    "starts_in, ends_in, stopped, state",
    [
        (0.001, 9, False, "coming"), (0, 9, False, "on"), (-9, 0.001, False, "on"), (-9, 0, False, "over"),
        (-9, 9, True, "stopped"), (9, 20, True, "stopped"),
    ],
)  # fmt: skip
def test_the_first_moment_belongs_to_an_event_and_the_last_does_not(
    starts_in: float, ends_in: float, stopped: bool, state: str
) -> None:
    assert event_state(starts_in=starts_in, ends_in=ends_in, stopped=stopped) == state

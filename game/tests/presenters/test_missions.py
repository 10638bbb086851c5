"""Missions with the catalogue's words, and the streak of days."""

from datetime import timedelta

import pytest
from msgspec import structs

from game.content import catalogue
from game.presenters.missions import mission_views, missions_page, seconds_left
from game.queries.missions import DealtMission, day_of
from game.rules import tuning
from game.tests.presenters.unsaved import NOW, unsaved_character

TODAY = day_of(NOW)
MISSION = next(iter(catalogue().missions.values()))
DEALT = DealtMission(pk=1, mission=MISSION.slug, day=TODAY, target=3, progress=1, gold=20, xp=30, claimed_at=None)


def test_a_mission_has_the_words_of_the_catalogue_and_the_progress_of_the_character() -> None:
    (view,) = mission_views([DEALT], unsaved_character())
    assert (view.name, view.giver, view.text, view.kind) == (MISSION.name, MISSION.giver, MISSION.text, MISSION.goal.event)
    assert (view.target, view.progress, view.gold, view.xp, view.done, view.claimed) == (3, 1, 20, 30, False, False)
    (done,) = mission_views([structs.replace(DEALT, progress=3, claimed_at=NOW)], unsaved_character())
    assert done.done and done.claimed


def test_a_mission_that_left_the_catalogue_keeps_its_slug_as_a_name() -> None:
    (view,) = mission_views([structs.replace(DEALT, mission="long-gone")], unsaved_character())
    assert (view.name, view.giver, view.text) == ("long-gone", "", "")


def test_no_experience_is_promised_at_the_last_level() -> None:
    (view,) = mission_views([DEALT], unsaved_character(level=tuning.LEVEL_MAX))
    assert (view.xp, view.gold) == (0, 20)


@pytest.mark.parametrize(("days", "last", "streak", "claimed", "bonus"), [
    (0, 0, 0, False, 0),  # never claimed
    (3, TODAY, 3, True, 20),
    (3, TODAY - 1, 3, False, 30),  # claiming today makes it four days
    (3, TODAY - 2, 0, False, 0),  # a day was missed
    (9, TODAY, 9, True, 60),  # the bonus stops growing
])  # fmt: skip
def test_the_streak_and_its_bonus(days: int, last: int, streak: int, claimed: bool, bonus: int) -> None:
    page = missions_page(unsaved_character(streak_days=days, streak_day=last), [DEALT], [], NOW)
    assert (page.streak, page.claimed_today, page.bonus) == (streak, claimed, bonus)


def test_the_day_ends_at_midnight_utc() -> None:
    assert seconds_left(NOW) == 2 * 3600
    assert seconds_left(NOW + timedelta(seconds=7199)) == 1
    assert seconds_left(NOW + timedelta(seconds=7200)) == 86_400

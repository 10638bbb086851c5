"""Asking to be told of a raid, and the notice when it opens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from game.actions.raid_open import open_scheduled
from game.actions.raid_reminder import AHEAD, forget_reminder, remind
from game.content.raid_windows import window_at, windows_after
from game.models import Notice, RaidReminder
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_who_asked_is_told_when_the_window_opens_and_nobody_else() -> None:
    asked, other, changed_mind = make_character(), make_character(), make_character()
    [window] = windows_after(timezone.now(), 1)
    for character in (asked, changed_mind):
        answer = remind(by(character), window=window.number)
        assert (answer.window, answer.is_set) == (window.opens_at, True)
    answer = forget_reminder(by(changed_mind), window=window.number)
    assert (answer.window, answer.is_set) == (window.opens_at, False)
    raid = open_scheduled(window.opens_at + timedelta(seconds=1))
    assert raid is not None
    notices = {
        character: list(Notice.objects.filter(character=character, link=f"/raids/{raid}/")) for character in (asked, other)
    }
    assert len(notices[asked]) == 1 and notices[other] == []
    assert not Notice.objects.filter(character=changed_mind, link=f"/raids/{raid}/").exists()


def test_asking_twice_is_one_reminder_and_forgetting_twice_does_no_harm() -> None:
    character = make_character()
    number = windows_after(timezone.now(), 3)[2].number
    for key in ("remind-key-1", "remind-key-2", "remind-key-2"):
        assert remind(by(character, key), window=number).is_set
    assert RaidReminder.objects.count() == 1
    for key in ("forget-key-1", "forget-key-2"):
        assert not forget_reminder(by(character, key), window=number).is_set
    assert not RaidReminder.objects.exists()


@pytest.mark.parametrize("verb", [remind, forget_reminder])
@pytest.mark.parametrize("step", [-1, 0, AHEAD + 1, 10**9])
def test_a_window_that_has_opened_or_is_too_far_off_is_refused(verb: object, step: int) -> None:
    number = window_at(timezone.now()).number + step
    with pytest.raises(GameError, match="calendar") as refused:
        verb(by(make_character()), window=number)  # type: ignore[operator]  # both take the same
    assert (refused.value.code, refused.value.field) == ("invalid", "window")
    assert not RaidReminder.objects.exists()

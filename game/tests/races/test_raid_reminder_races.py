"""Two requests for one reminder at the same moment."""

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.race import at_once
from game.actions.raid_reminder import forget_reminder, remind
from game.content.raid_windows import windows_after
from game.models import RaidReminder
from game.tests.make import by, make_character
from game.tests.races.together import without_the_lock, won

pytestmark = pytest.mark.django_db(transaction=True)


def next_window() -> int:
    return windows_after(timezone.now(), 1)[0].number


def test_two_requests_for_one_reminder_set_one_and_both_are_answered() -> None:
    character, number = make_character(), next_window()
    results = at_once(*[lambda: remind(by(character), window=number)] * 2)
    assert [answer.is_set for answer in won(results)] == [True, True] and RaidReminder.objects.count() == 1


def test_asking_and_taking_back_at_once_leaves_what_came_last() -> None:
    character, number = make_character(), next_window()
    calls = [lambda: remind(by(character), window=number), lambda: forget_reminder(by(character), window=number)]
    assert len(won(at_once(*calls))) == 2 and RaidReminder.objects.count() <= 1
    assert remind(by(character), window=number).is_set and RaidReminder.objects.count() == 1


def test_twin_without_lock_and_constraint_there_are_two_reminders(monkeypatch: pytest.MonkeyPatch) -> None:
    character, number = make_character(), next_window()
    without_the_lock(monkeypatch)
    calls = [lambda: remind(by(character), window=number)] * 2
    assert len(won(at_once(*calls))) == 2 and RaidReminder.objects.count() == 1, "the constraint holds alone"
    RaidReminder.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_raidreminder DROP CONSTRAINT one_reminder_per_window")
    try:
        assert len(won(at_once(*calls))) == 2 and RaidReminder.objects.count() == 2
    finally:
        RaidReminder.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                'ALTER TABLE game_raidreminder ADD CONSTRAINT one_reminder_per_window UNIQUE (character_id, "window")'
            )

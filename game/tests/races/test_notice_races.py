"""Notices and their mails when two write at once, and when a run is killed at any statement."""

from itertools import count
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from accounts.models import OutboxMessage
from accounts.tests.race import at_once
from game.actions import notice_digest, notices
from game.actions.mission_reminder import remind_of_missions
from game.actions.notice_digest import send_digests
from game.actions.notices import NewNotice, notify, notify_all
from game.models import Notice, NoticeDigest, NoticeSequence
from game.models.ids import CharacterId
from game.models.notice_choice import LETTER
from game.tests.actions.test_mission_reminder import DAY as MISSION_DAY
from game.tests.actions.test_mission_reminder import make_hunter
from game.tests.actions.test_notice_digest import DAY, make_reader
from game.tests.make import make_character
from game.tests.races.gate import Gate, closed_gate
from game.tests.races.mortal import Mortal

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_notices.py"


def open_for_two(gate: Gate) -> None:
    gate.wait_for(2)
    gate.open()


def two_at_once_in_opposite_orders() -> list[Any]:
    """Both have locked their first sequence, or wait for the other's, before either goes on."""
    first, second = make_character().id, make_character().id
    for each in (first, second):
        notify(each, "from before")

    def tell(*who: CharacterId) -> int:
        with transaction.atomic():
            return notify_all([NewNotice(c, LETTER, "news") for c in who])

    with closed_gate("BEFORE UPDATE ON game_noticesequence") as gate:
        return at_once(lambda: tell(first, second), lambda: tell(second, first), lambda: open_for_two(gate))[:2]


def test_two_that_tell_the_same_people_in_opposite_orders_both_succeed_and_no_number_is_missing() -> None:
    assert two_at_once_in_opposite_orders() == [2, 2]
    assert set(NoticeSequence.objects.values_list("last", flat=True)) == {3}
    assert list(Notice.objects.order_by("number").values_list("number", flat=True)) == [1, 1, 2, 2, 3, 3]


def test_twin_without_the_order_of_ids_they_block_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = "GROUP BY character_id ORDER BY character_id"
    assert ordered in notices._WRITE
    monkeypatch.setattr(notices, "_WRITE", notices._WRITE.replace(ordered, "GROUP BY character_id ORDER BY min(nth)"))
    results = two_at_once_in_opposite_orders()
    assert [isinstance(r, OperationalError) and "deadlock" in str(r) for r in results].count(True) == 1, results


def two_digests_at_once() -> list[Any]:
    """Both have read who is due before either writes."""
    notify(make_reader(LETTER).id, "news", kind=LETTER)
    with closed_gate("BEFORE INSERT ON game_noticedigest") as gate:
        return at_once(lambda: send_digests(DAY), lambda: send_digests(DAY), lambda: open_for_two(gate))[:2]


def test_two_digests_at_once_send_one_mail() -> None:
    assert sorted(two_digests_at_once()) == [0, 1] and OutboxMessage.objects.count() == 1


def test_twin_without_the_row_of_the_day_there_are_two_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = "ON CONFLICT (user_id, day) DO NOTHING "
    assert conflict in notice_digest._CLAIM
    monkeypatch.setattr(notice_digest, "_CLAIM", notice_digest._CLAIM.replace(conflict, ""))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_noticedigest DROP CONSTRAINT one_digest_a_day")
    try:
        assert two_digests_at_once() == [1, 1] and OutboxMessage.objects.count() == 2
    finally:
        NoticeDigest.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE game_noticedigest ADD CONSTRAINT one_digest_a_day UNIQUE (user_id, day)")


def test_a_digest_that_dies_at_any_statement_sends_each_mail_once_in_the_end(mortal: Mortal) -> None:
    reader = make_reader(LETTER)
    for number in count():
        OutboxMessage.objects.all().delete()
        NoticeDigest.objects.all().delete()
        NoticeSequence.objects.update(mailed=0)
        if number == 0:
            notify(reader.id, "news", kind=LETTER)
        mortal.begin({"action": "digest", "day": DAY.isoformat(), "dies_at": number})
        died = mortal.end()
        written = OutboxMessage.objects.count()
        assert written == NoticeDigest.objects.count() == (NoticeSequence.objects.get().mailed == 1)
        assert send_digests(DAY) == 1 - written
        assert (OutboxMessage.objects.count(), NoticeDigest.objects.count()) == (1, 1)
        if not died:
            break
    assert number >= 6, "it died at each statement and at the commit"


def test_a_reminder_that_dies_tells_everybody_once_in_the_end(mortal: Mortal) -> None:
    for number in (0, None):
        Notice.objects.all().delete()
        hunter = make_hunter(2)
        mortal.begin({"action": "remind", "day": MISSION_DAY, "dies_at": number})
        mortal.end()
        remind_of_missions(MISSION_DAY)
        assert Notice.objects.filter(character=hunter, kind="missions").count() == 1


def test_two_reminders_at_once_tell_everybody_once() -> None:
    hunters = [make_hunter(2) for _ in range(3)]
    with closed_gate("BEFORE UPDATE ON game_missiontask") as gate:
        results = at_once(
            lambda: remind_of_missions(MISSION_DAY), lambda: remind_of_missions(MISSION_DAY), lambda: open_for_two(gate)
        )[:2]  # fmt: skip
    assert sorted(results) == [0, 3] and Notice.objects.filter(kind="missions").count() == len(hunters)

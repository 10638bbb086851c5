"""The archive of messages: what moves, that readers cross the boundary, and what an erasure or the staff do on both sides of it."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.queries.rank import Rank
from game.actions import archive
from game.actions.chat_archive import COLUMNS, MESSAGES, archive_messages
from game.actions.forget import forget
from game.actions.staff_chat import hide_message
from game.actions.transaction import in_transaction
from game.models import ArchivedChatMessage, Character, ChatMessage, ChatRoom, Notice
from game.models.ids import ChatRoomId
from game.queries.chat import messages_of
from game.queries.chat_message import access_message, messages_around
from game.rules.errors import GameError
from game.tests import staff
from game.tests.archive import copy_only
from game.tests.chat import make_faction_room, make_messages, make_private_room, make_talker, say_in
from game.tests.make import make_character, owner_of

pytestmark = pytest.mark.django_db(transaction=True)
OLD = timedelta(days=91)


def make_history(count: int = 30, old: int = 20) -> tuple[ChatRoomId, Character]:
    room, one = make_faction_room(), make_talker()
    make_messages(room, [one], count)
    ChatMessage.objects.filter(number__lte=old).update(at=F("at") - OLD)
    return room, one


def all_pages(reader: Character, room: ChatRoomId, size: int = 7) -> list[int]:
    seen: list[int] = []
    before = None
    while page := messages_of(reader.id, room, limit=size, before=before):
        seen = [m.number for m in page] + seen
        before = page[0].number
    return seen


def test_both_tables_have_the_same_columns() -> None:
    assert set(COLUMNS) == {field.column for field in ChatMessage._meta.concrete_fields}


def test_messages_of_more_than_90_days_move_and_a_second_run_finds_nothing() -> None:
    make_history()
    assert archive_messages(timezone.now()) == "20 messages moved" and ArchivedChatMessage.objects.count() == 20
    assert archive_messages(timezone.now()) == "0 messages moved" and ChatMessage.objects.count() == 10


@pytest.mark.parametrize("stage", ["live", "copied", "moved"])
def test_readers_cross_the_boundary_without_a_gap_or_a_duplicate(stage: str) -> None:
    room, one = make_history()
    if stage == "copied":
        copy_only(MESSAGES)
    elif stage == "moved":
        archive_messages(timezone.now(), batch=3, most_batches=3)
        archive_messages(timezone.now())
    assert all_pages(one, room) == list(range(1, 31))
    assert [m.number for m in messages_of(one.id, room, limit=5, after=17)] == [18, 19, 20, 21, 22]
    found = ChatMessage.objects.filter(number=20).first() or ArchivedChatMessage.objects.get(number=20)
    assert [m.number for m in messages_around(access_message(one.id, found.pk))] == list(range(10, 31))


def test_the_archive_that_stops_after_any_step_is_finished_by_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that dies between the copy and the trim leaves rows in both tables, and readers see each once."""
    room, one = make_history()

    def dies(table: archive.ArchivedTable) -> str:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(archive, "_trim", dies)
        with pytest.raises(RuntimeError):
            archive_messages(timezone.now(), batch=8)
    assert ArchivedChatMessage.objects.count() == 8 and ChatMessage.objects.count() == 30
    assert all_pages(one, room) == list(range(1, 31))
    archive_messages(timezone.now(), batch=8)
    assert all_pages(one, room) == list(range(1, 31)) and ChatMessage.objects.count() == 10


@pytest.mark.parametrize("stage", ["live", "copied", "moved"])
def test_an_erased_author_loses_the_text_everywhere_and_the_archive_goes_on(stage: str) -> None:
    room, one = make_history()
    reader = make_character()
    if stage == "copied":
        copy_only(MESSAGES)
    elif stage == "moved":
        archive_messages(timezone.now())
    erase(user_id=owner_of(one).pk)
    page = messages_of(reader.id, room, limit=50)
    assert len(page) == 30 and {(m.text, m.name, m.state) for m in page} == {("", None, "erased")}
    assert not ArchivedChatMessage.objects.exclude(text="").exists() and not ChatMessage.objects.exclude(text="").exists()
    archive_messages(timezone.now())
    assert ArchivedChatMessage.objects.count() == 20 and ChatMessage.objects.count() == 10


def test_staff_hide_an_archived_message() -> None:
    room, one = make_history()
    copy_only(MESSAGES)
    first = ChatMessage.objects.get(number=1).pk
    hide_message(staff.by(staff.make_staff(Rank.MODERATOR)), message=first)
    archive_messages(timezone.now())
    second = ArchivedChatMessage.objects.get(number=2).pk
    hide_message(staff.by(staff.make_staff(Rank.MODERATOR)), message=second)
    assert [m.state for m in messages_of(one.id, room, limit=3, after=0)] == ["hidden", "hidden", "shown"]
    with pytest.raises(GameError):
        hide_message(staff.by(staff.make_staff(Rank.MODERATOR)), message=second)


def test_a_notice_of_a_private_room_loses_the_name_with_its_writer() -> None:
    one, two = make_talker(), make_talker()
    say_in(make_private_room(one, two), one)
    assert Notice.objects.get(character=two, kind="chat").text == f"{one.name} wrote to you."
    in_transaction(lambda: forget(Character.objects.select_for_update().get(pk=one.pk)))
    assert Notice.objects.get(character=two, kind="chat").text == f"gone_{one.pk} wrote to you."
    assert ChatRoom.objects.filter(kind="private").count() == 1

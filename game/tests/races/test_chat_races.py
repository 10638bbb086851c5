"""Rooms when several write at once, when one is killed, muted, expelled or erased in the middle, and when the archive moves."""

import threading
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, connection
from pytest_django import Settings

from accounts.actions.erase import erase
from accounts.models import User
from accounts.tests.race import at_once
from game.actions import chat
from game.actions.chat import say, take_back
from game.actions.chat_rooms import open_private
from game.models import Block, Character, ChatMember, ChatMessage, ChatRoom, ChatWriter, Notice, Receipt
from game.models.ids import CharacterId, ChatRoomId
from game.queries.chat_sending import BeforeMessage, before_message
from game.rules.errors import GameError
from game.tests.chat import make_faction_room, make_private_room, make_talker, numbers_in, say_in, sent_by
from game.tests.make import by, make_character, owner_of
from game.tests.races.gate import closed_gate
from game.tests.races.mortal import Mortal
from game.tests.races.together import won

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_chat.py"
KEY = "key-00000001"


def test_eight_at_once_in_one_room_get_the_numbers_1_to_8() -> None:
    room, people = make_faction_room(), [make_talker() for _ in range(8)]
    sent = at_once(*[lambda who=who: say(by(who), room=room, text="hello") for who in people])  # type: ignore[misc]
    assert sorted(s.number for s in won(sent)) == numbers_in(room) == list(range(1, 9))
    assert ChatRoom.objects.get(pk=room).last == 8
    times = list(ChatMessage.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)


def test_twin_without_the_room_as_the_lock_two_get_the_same_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number is read, and the row is not locked by its update; only the constraint refuses the second one."""
    room, people = make_faction_room(), [make_talker() for _ in range(2)]
    monkeypatch.setattr(chat, "_AUTHOR", chat._AUTHOR.replace(
        "UPDATE game_chatroom r SET last = r.last + 1 FROM writer, game_character c\n    WHERE",
        "SELECT r.id, r.last + 1 AS last, clock_timestamp() AS at FROM writer, game_character c, game_chatroom r\n    WHERE",
    ).replace("\n    RETURNING r.id, r.last, clock_timestamp() AS at", ""))  # fmt: skip
    with closed_gate("BEFORE INSERT ON game_chatmessage") as gate:
        opener = threading.Thread(target=lambda: (gate.wait_for(2), gate.open()))
        opener.start()
        results = at_once(*[lambda who=who: say(by(who), room=room, text="hello") for who in people])  # type: ignore[misc]
        opener.join()
    assert sum(isinstance(r, GameError | IntegrityError) for r in results) == 1 and numbers_in(room) == [1]


def four_at_once(one: Character, room: ChatRoomId) -> list[Any]:
    """All have read the limits before any writes, at their first attempt."""
    return at_once(*[lambda n=n: say(by(one), room=room, text=f"word {n}") for n in range(4)])  # type: ignore[misc]


def read_together(monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    """Each thread's first reading waits for those of the others."""
    gate, ready = threading.Barrier(together), threading.local()

    def read(*args: Any, **params: Any) -> BeforeMessage | None:
        found = before_message(*args, **params)
        if not getattr(ready, "was_here", False):
            ready.was_here = True
            gate.wait(10)
        return found

    monkeypatch.setattr(chat, "before_message", read)


def test_of_four_at_once_by_one_account_three_pass(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.LIMITS_ENFORCED = True
    room, one = make_faction_room(), make_talker()
    read_together(monkeypatch, 4)
    results = four_at_once(one, room)
    assert len(won(results)) == 3 and numbers_in(room) == [1, 2, 3] and sent_by(one) == 3
    assert [r.code for r in results if isinstance(r, GameError)] == ["too_fast"]


def test_twin_without_the_count_of_the_writer_four_pass(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.LIMITS_ENFORCED = True
    room, one = make_faction_room(), make_talker()
    read_together(monkeypatch, 4)
    monkeypatch.setattr(chat, "_AUTHOR", chat._AUTHOR.replace("WHERE w.sent = %%(sent)s::bigint", ""))
    assert len(won(four_at_once(one, room))) == 4


def test_the_same_request_twice_at_once_is_said_once() -> None:
    room, one = make_faction_room(), make_talker()
    first, second = at_once(*[lambda: say(by(one, KEY), room=room, text="hello")] * 2)
    assert first == second and numbers_in(room) == [1] and Receipt.objects.filter(action="say_in_room").count() == 1


def test_both_open_the_same_private_room_at_once_and_there_is_one() -> None:
    one, two = make_talker(), make_talker()
    opened = at_once(lambda: open_private(by(one), to=two.id), lambda: open_private(by(two), to=one.id))
    assert len({o.room for o in won(opened)}) == 1 and ChatMember.objects.count() == 2


@pytest.mark.parametrize("what", ["mute", "expel", "block"])
def test_what_is_committed_between_the_reading_and_the_writing_counts(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    one, two = make_talker(), make_talker()
    room = make_private_room(one, two)
    monkeypatch.setattr(chat, "before_message", changing(what, one, two))
    with pytest.raises(GameError) as error:
        say(by(one), room=room, text="hello")
    assert error.value.code == {"mute": "forbidden", "expel": "not_found", "block": "blocked"}[what]
    assert numbers_in(room) == [] and ChatRoom.objects.get(pk=room).last == 0


def changing(what: str, one: Character, two: Character) -> Any:
    """Reads, and then does what the name says, once."""
    done: list[bool] = []

    def read(*args: Any, **params: Any) -> BeforeMessage | None:
        found = before_message(*args, **params)
        if not done:
            done.append(True)
            if what == "mute":
                User.objects.filter(pk=owner_of(one).pk).update(muted_until="2999-01-01T00:00Z")
            elif what == "expel":
                ChatMember.objects.filter(character=one).delete()
            else:
                Block.objects.create(user=owner_of(two), blocked=owner_of(one), character=one)
        return found

    return read


def test_an_erasure_beside_a_message_leaves_no_text() -> None:
    """The message waits with its character's share lock; the erasure comes after it and finds it."""
    room, one = make_faction_room(), make_talker()
    user = owner_of(one)
    with closed_gate("BEFORE INSERT ON game_chatmessage") as gate:
        opener = threading.Thread(target=lambda: (gate.wait_for(2), gate.open()))
        opener.start()
        said, erased = at_once(lambda: say(by(one), room=room, text="hello"), lambda: after_the_message(gate, user.pk))
        opener.join()
    assert not isinstance(said, Exception) and erased is None
    assert [(m.text, m.state) for m in ChatMessage.objects.all()] == [("", "erased")] and not ChatWriter.objects.exists()


def after_the_message(gate: Any, user: int) -> None:
    gate.wait_for(1)
    erase(user_id=user)


def test_after_an_erasure_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    room, one = make_faction_room(), make_talker()
    user = owner_of(one).pk

    def read(*args: Any, **params: Any) -> BeforeMessage | None:
        found = before_message(*args, **params)
        if found is not None:
            erase(user_id=user)
        return found

    monkeypatch.setattr(chat, "before_message", read)
    with pytest.raises(GameError) as error:
        say(by(one), room=room, text="hello")
    assert error.value.code == "not_found" and numbers_in(room) == []


def everything() -> list[list[Any]]:
    return [list(m.objects.order_by("pk").values()) for m in (ChatMessage, ChatWriter, ChatRoom, Notice, Receipt)]  # type: ignore[attr-defined]


def test_a_sender_killed_before_any_statement_has_said_nothing_and_the_key_works(mortal: Mortal) -> None:
    """Two statements, of which the second writes all; the room has no gap."""
    room, other = make_faction_room(), make_character()
    for dies_at in count():
        one = make_talker()
        text = f"listen, @{other.name}, {dies_at}"
        before = everything()
        mortal.begin({"character": one.pk, "room": room, "text": text, "key": KEY, "message": 0, "dies_at": dies_at})
        died = mortal.end()
        assert (everything() == before) == died, f"statement {dies_at}"
        first = say(by(one, KEY), room=room, text=text)
        assert say(by(one, KEY), room=room, text=text) == first
        assert numbers_in(room) == list(range(1, dies_at + 2)) == list(range(1, ChatRoom.objects.get(pk=room).last + 1))
        if not died:
            break
    assert dies_at >= 2


def test_taking_back_killed_before_any_statement_is_whole_or_not_at_all(mortal: Mortal) -> None:
    room = make_faction_room()
    for dies_at in count():
        one = make_talker()
        sent = say_in(room, one)
        mortal.begin({"character": one.pk, "room": room, "text": "", "key": KEY, "message": sent.id, "dies_at": dies_at})
        died = mortal.end()
        assert (ChatMessage.objects.get(pk=sent.id).state == "shown") == died
        take_back(by(one, KEY), message=sent.id)
        assert ChatMessage.objects.get(pk=sent.id).state == "taken_back"
        if not died:
            break
    assert dies_at >= 4


def test_two_rooms_naming_each_others_members_at_once_both_get_through() -> None:
    """Notices are numbered under locks in the order of the characters, whatever the order of the names."""
    one, two = make_talker(), make_talker()
    rooms = make_faction_room(), make_private_room(one, two)
    three, four = make_talker(), make_talker()
    ChatMember.objects.bulk_create([ChatMember(room_id=rooms[1], character=c) for c in (three, four)])
    results = at_once(
        lambda: say(by(one), room=rooms[0], text=f"@{three.name} @{four.name}"),
        lambda: say(by(two), room=rooms[1], text=f"@{four.name} @{three.name}"),
    )
    assert len(won(results)) == 2


def test_ids_of_characters_are_compared_in_the_database() -> None:
    """The reading is one statement for a stranger, too."""
    room = make_faction_room()
    assert before_message(CharacterId(10**15), room, words=[], names=[]) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT last FROM game_chatroom WHERE id = %s", [room])
        assert cursor.fetchone() == (0,)

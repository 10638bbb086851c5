"""Data of rooms for tests."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from game.actions.chat import MessageSent, say
from game.actions.chat_rooms import open_private
from game.models import Character, ChatMessage, ChatRoom, ChatWriter
from game.models.ids import ChatRoomId
from game.tests.make import by, make_character

_numbers = itertools.count(1)
LEVEL = 3


def make_faction_room(faction: str = "vampire") -> ChatRoomId:
    """A migration makes the rooms of the factions; the tests' database begins without them (conftest.py)."""
    return ChatRoomId(ChatRoom.objects.get_or_create(kind="faction", key=faction)[0].pk)


def make_talker(**fields: Any) -> Character:
    """A character that may write."""
    return make_character(**{"level": LEVEL, **fields})


def make_private_room(one: Character, other: Character) -> ChatRoomId:
    return ChatRoomId(open_private(by(one), to=other.id).room)


def say_in(room: ChatRoomId, who: Character, text: str = "", key: str | None = None) -> MessageSent:
    """Without the pace: what the account wrote before becomes older."""
    make_older(seconds=10)
    return say(by(who, key), room=room, text=text or f"word {next(_numbers)}")


def make_older(seconds: float) -> None:
    """Everything that was said is so much older."""
    ChatMessage.objects.update(at=F("at") - timedelta(seconds=seconds))


def make_messages(room: ChatRoomId, authors: list[Character], count: int, at: datetime | None = None) -> None:
    """Many rows at once, after those that the room has."""
    with connection.cursor() as cursor:
        cursor.execute(_MANY, [room, [author.pk for author in authors], at or timezone.now() - timedelta(hours=1), count])
        cursor.execute("UPDATE game_chatroom SET last = last + %s WHERE id = %s", [count, room])


_MANY = """
WITH given AS (SELECT %s::bigint AS room, %s::bigint[] AS authors, %s::timestamptz AS at, %s::int AS count)
INSERT INTO game_chatmessage (room_id, author_id, number, text, mentions, battles, raids, at)
SELECT r.id, g.authors[1 + n %% cardinality(g.authors)], r.last + n, 'message ' || r.last + n, '{}', '{}', '{}', g.at + n * interval '1 ms'
FROM given g JOIN game_chatroom r ON r.id = g.room, generate_series(1, g.count) n ORDER BY n
"""


def sent_by(who: Character) -> int:
    """The number of messages of the account, as its writer's row has it."""
    found = ChatWriter.objects.filter(user=who.user).first()
    return found.sent if found else 0


def numbers_in(room: ChatRoomId) -> list[int]:
    return list(ChatMessage.objects.filter(room_id=room).order_by("id").values_list("number", flat=True))


def make_crowd(count: int) -> list[Character]:
    """Characters of accounts of their own, as rows: hashing their passwords would take longer than a test."""
    users = User.objects.bulk_create([User(username=f"crowd_{n}", password="!") for n in range(count)])
    return Character.objects.bulk_create([
        Character(user=user, name=f"Crowd_{n}", skeleton=f"crowd{n}", faction="vampire", class_slug="courtblade", level=LEVEL)
        for n, user in enumerate(users)
    ])  # fmt: skip

"""What is read before a message is written, in one statement: the writer, the room, the limits, the words, and who is named."""

from datetime import datetime
from functools import cache
from typing import Any

from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.models.ids import CharacterId, ChatRoomId
from game.queries import chat_rooms
from game.queries.blocks import BETWEEN
from game.rules.chat import PACE, SLOW_MAX, LastWords
from vvw_site.foundation.database.statement import Statement

_SLOW_AMONG = 3 * SLOW_MAX // 5
"""An account writes no more messages in the longest slow mode (rules/chat.py: PACE)."""


class BeforeMessage(Struct, frozen=True, array_like=True):
    """kind: "" if the character may not read the room, or there is none. sent: messages of the account so far; a write names it.
    muted_until: also of a past mute. banned: whether the account is suspended now. words: those of the message that staff keep out.
    named: ids of those who are mentioned, may read the room, and neither block the writer nor are blocked. told: further ones who
    get a notice."""

    kind: str
    slow_seconds: int
    writes: bool
    name: str
    level: int
    muted_until: datetime | None
    is_muted: bool
    banned: bool
    sent: int
    last: LastWords
    words: list[str]
    named: list[CharacterId]
    told: list[CharacterId]


def before_message(character: CharacterId, room: ChatRoomId, *, words: list[str], names: list[str]) -> BeforeMessage | None:
    """words: of the message, folded. names: that it mentions, in lower case. None if the character is gone. One statement."""
    kinds = tuple(chat_rooms.chat_room_kinds().values())
    found: BeforeMessage | None = _before(kinds).row(character=character, room=room, words=words, names=names)
    return found


@cache
def _before(kinds: tuple[Any, ...]) -> Statement:
    """Served by messages_of_author, name_unique_without_case, the words' unique index and the primary keys."""
    readable = f"(SELECT CASE WHEN {chat_rooms.may_read()} THEN r.kind END)"
    blocked = BETWEEN.format(one="c.user_id", other="w.user_id")
    return Statement(
        f"""WITH w AS MATERIALIZED (
            SELECT c.id, c.name, c.level, c.user_id, u.muted_until, u.banned_until,
                r.id AS room_id, {readable} AS kind, coalesce(r.slow_seconds, 0) AS slow, coalesce({chat_rooms.may_write()}, false) AS writes,
                {chat_rooms.told()} AS told
            FROM game_character c JOIN ({ACCOUNT}) u ON u.id = c.user_id LEFT JOIN game_chatroom r ON r.id = %(room)s
            WHERE c.id = %(character)s AND c.deleted_at IS NULL
        ), own AS MATERIALIZED (
            SELECT m.room_id, m.text, m.at FROM w JOIN game_character o ON o.user_id = w.user_id, LATERAL (
                SELECT id, room_id, text, at FROM game_chatmessage WHERE author_id = o.id ORDER BY id DESC LIMIT {PACE}
            ) m ORDER BY m.at DESC LIMIT {PACE}
        ), slowed AS (
            SELECT m.at FROM w JOIN game_character o ON o.user_id = w.user_id AND w.slow > 0, LATERAL (
                SELECT room_id, at FROM game_chatmessage WHERE author_id = o.id ORDER BY id DESC LIMIT {_SLOW_AMONG}
            ) m WHERE m.room_id = w.room_id ORDER BY m.at DESC LIMIT 1
        )
        SELECT json_build_array(coalesce(w.kind, ''), w.slow, w.writes, w.name, w.level,
            w.muted_until, coalesce(w.muted_until > now(), false), coalesce(w.banned_until > now(), false),
            coalesce((SELECT sent FROM game_chatwriter g WHERE g.user_id = w.user_id), 0),
            json_build_array(
                (SELECT coalesce(json_agg(extract(epoch FROM clock_timestamp() - at)::float8 ORDER BY at DESC), '[]') FROM own),
                coalesce((SELECT text FROM own ORDER BY at DESC LIMIT 1), ''),
                coalesce((SELECT room_id FROM own ORDER BY at DESC LIMIT 1), 0),
                (SELECT extract(epoch FROM clock_timestamp() - at)::float8 FROM slowed)
            ),
            (SELECT coalesce(json_agg(word), '[]') FROM game_chatword WHERE folded = ANY (%(words)s::text[])),
            (SELECT coalesce(json_agg(c.id), '[]') FROM game_character c JOIN game_chatroom r ON r.id = w.room_id
             WHERE lower(c.name) = ANY (%(names)s::text[]) AND c.user_id IS NOT NULL AND c.deleted_at IS NULL AND c.id <> w.id
                AND {chat_rooms.may_read()} AND NOT {blocked}),
            to_json(w.told)
        )::text FROM w""",  # noqa: S608 (constants of the code)
        BeforeMessage,
    )

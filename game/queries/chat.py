"""What readers see of rooms: the rooms of a character, pages of messages, and what changed in a room."""

from datetime import datetime
from functools import cache
from typing import Any

from msgspec import Struct

from game.models.ids import CharacterId, ChatRoomId
from game.queries import chat_rooms
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement

ROOMS_MAX = 60
WITHDRAWN_AMONG = 200
"""Live readers are told which of so many newest messages were taken back or hidden."""


class RoomLine(Struct, frozen=True, array_like=True):
    """A room of a list. title: of queries/chat_rooms.py. last: number of the last message; seen: up to which the reader has seen.
    at: of the last message, None before the first or if it is archived. writes: whether the reader may write."""

    id: ChatRoomId
    kind: str
    key: str
    title: str
    last: int
    seen: int
    at: datetime | None
    slow_seconds: int
    writes: bool


class NamedBattle(Struct, frozen=True, array_like=True):
    """A battle that a message names. hunter: as the character is called now."""

    id: int
    hunter: str
    monster: str
    place: str
    won: bool


class NamedRaid(Struct, frozen=True, array_like=True):
    id: int
    boss: str
    state: str


class StoredMessage(Struct, frozen=True, array_like=True):
    """text: "" unless it is shown. author: the character's id; name: None if it was erased. account: its user, 0 if erased. mentions:
    the names of those who are mentioned and can be found, as they are called now."""

    number: int
    id: int
    text: str
    state: str
    at: datetime
    author: int
    account: int
    name: str | None
    emblem: int
    faction: str
    tag: str
    mentions: list[str]
    battles: list[NamedBattle]
    raids: list[NamedRaid]


class RoomChange(Struct, frozen=True, array_like=True):
    """last: the room's last number. messages: oldest first. withdrawn: (number, state) of those among the newest that are not shown."""

    last: int
    messages: list[StoredMessage]
    withdrawn: list[tuple[int, str]]


def rooms_of(character: CharacterId, room: ChatRoomId | None = None) -> list[RoomLine]:
    """The rooms that a character may read, by kind, the newest first; `room` is always among them if it is one of them. One
    statement. Private rooms without a message are listed only for those who opened them."""
    found: list[RoomLine] = _statements(_registered()).rooms.rows(character=character, room=room)
    return found


def messages_of(
    character: CharacterId, room: ChatRoomId, *, limit: int, before: int | None = None, after: int | None = None
) -> list[StoredMessage]:
    """Messages of a room, oldest first: the last ones before a number, or the first ones after one. Those of accounts that the
    character's account has blocked are left out. One statement, over the live table and the archive. GameError not_found unless the
    character may read the room."""
    statements = _statements(_registered())
    if after is not None:
        found = statements.after.row(character=character, room=room, bound=after, most=limit)
    else:
        found = statements.before.row(character=character, room=room, bound=before, most=limit)
    if found is None:
        raise no_such_room()
    page: list[StoredMessage] = found
    return page


def changes_of(room: ChatRoomId, after: int, limit: int) -> RoomChange | None:
    """The newest messages after a number, for everybody who may read the room. None if there is no such room. One statement."""
    found: RoomChange | None = _CHANGES.row(room=room, after=after, most=limit, among=WITHDRAWN_AMONG)
    return found


def last_numbers(rooms: list[int]) -> dict[int, int]:
    """The last number of each room. One statement."""
    return dict(_LAST.rows(rooms=rooms))


class Admitted(Struct, frozen=True, array_like=True):
    """A character that may read a room. hides: the accounts that its own has blocked."""

    room: int
    character: int
    hides: list[int]


def admitted(pairs: list[tuple[int, int]]) -> list[Admitted]:
    """Those of these pairs of room and character in which the character may read the room. One statement."""
    rooms, characters = [room for room, _ in pairs], [character for _, character in pairs]
    found: list[Admitted] = _statements(_registered()).admitted.rows(rooms=rooms, characters=characters)
    return found


def no_such_room() -> GameError:
    return GameError("not_found", "There is no such room, or it is not yours.", field="id")


MESSAGE = """json_build_array(m.number, m.id, CASE WHEN m.state = 'shown' THEN m.text ELSE '' END, m.state, m.at, a.id,
    coalesce(a.user_id, 0), CASE WHEN a.user_id IS NOT NULL THEN a.name END, a.emblem, a.faction, a.clan_tag,
    (SELECT coalesce(json_agg(n.name), '[]') FROM game_character n
     WHERE n.id = ANY (m.mentions) AND n.user_id IS NOT NULL AND n.deleted_at IS NULL),
    (SELECT coalesce(json_agg(json_build_array(b.id, h.name, b.monster, b.place, b.won)), '[]') FROM (
        SELECT id, character_id, monster, place, won FROM game_battle WHERE id = ANY (m.battles)
        UNION SELECT id, character_id, monster, place, won FROM game_archivedbattle WHERE id = ANY (m.battles)
     ) b JOIN game_character h ON h.id = b.character_id),
    (SELECT coalesce(json_agg(json_build_array(d.id, d.boss, d.state)), '[]') FROM game_raid d WHERE d.id = ANY (m.raids)))"""
"""StoredMessage of a message m and its author a."""
_COLUMNS = "m.id, m.room_id, m.author_id, m.number, m.text, m.state, m.mentions, m.battles, m.raids, m.at"


class _Statements(Struct, frozen=True):
    rooms: Statement
    before: Statement
    after: Statement
    admitted: Statement


def _registered() -> tuple[chat_rooms.ChatRoomKind, ...]:
    return tuple(chat_rooms.chat_room_kinds().values())


@cache
def _statements(kinds: tuple[Any, ...]) -> _Statements:
    """For the kinds that are registered now. Served by one_room_per_kind_and_key, a_message_has_a_number_of_its_own and its like of
    the archive, a_reader_has_seen_up_to_one_number, one_block_per_pair and the primary keys."""
    return _Statements(_rooms(), _page("before"), _page("after"), _admitted())


def _rooms() -> Statement:
    return Statement(
        f"""SELECT json_build_array(r.id, r.kind, r.key, {chat_rooms.title()}, r.last, coalesce(s.number, 0), m.at, r.slow_seconds,
            {chat_rooms.may_write()})::text
        FROM game_character c CROSS JOIN LATERAL ({chat_rooms.keys_of_all()}) mine
        JOIN game_chatroom r ON r.kind = mine.kind AND r.key = mine.key
        LEFT JOIN game_chatseen s ON s.room_id = r.id AND s.character_id = c.id
        LEFT JOIN game_chatmessage m ON m.room_id = r.id AND m.number = r.last
        WHERE c.id = %(character)s AND c.deleted_at IS NULL
            AND (r.kind <> 'private' OR r.last > 0 OR r.opened_by_id = c.id OR r.id = %(room)s::bigint)
        ORDER BY r.id IS NOT DISTINCT FROM %(room)s::bigint DESC, mine.nth, m.at DESC NULLS LAST, r.id DESC LIMIT {ROOMS_MAX}""",  # noqa: S608
        RoomLine,
    )


def _page(side: str) -> Statement:
    bound, order = {
        "before": ("(%(bound)s::bigint IS NULL OR m.number < %(bound)s::bigint)", "DESC"),
        "after": ("m.number > %(bound)s::bigint", "ASC"),
    }[side]
    not_hidden = "NOT EXISTS (SELECT FROM game_character x WHERE x.id = m.author_id AND x.user_id = ANY (me.hides))"

    def part(table: str, more: str = "") -> str:
        return f"""(SELECT {_COLUMNS} FROM {table} m WHERE m.room_id = me.room_id AND {bound} AND {not_hidden} {more}
            ORDER BY m.number {order} LIMIT %(most)s)"""  # noqa: S608

    live = part("game_chatmessage")
    old = part(
        "game_archivedchatmessage",
        "AND NOT EXISTS (SELECT FROM game_chatmessage l WHERE l.room_id = m.room_id AND l.number = m.number)",
    )
    return Statement(
        f"""WITH me AS MATERIALIZED (
            SELECT r.id AS room_id, ARRAY(SELECT k.blocked_id FROM game_block k WHERE k.user_id = c.user_id) AS hides
            FROM game_character c JOIN game_chatroom r ON r.id = %(room)s
            WHERE c.id = %(character)s AND c.deleted_at IS NULL AND {chat_rooms.may_read()}
        ) SELECT (SELECT coalesce(json_agg({MESSAGE} ORDER BY m.number), '[]') FROM (
            SELECT * FROM ({live} UNION ALL {old}) m ORDER BY m.number {order} LIMIT %(most)s
        ) m JOIN game_character a ON a.id = m.author_id)::text FROM me""",  # noqa: S608
        list[StoredMessage],
    )


def _admitted() -> Statement:
    return Statement(
        f"""SELECT json_build_array(r.id, c.id, ARRAY(SELECT k.blocked_id FROM game_block k WHERE k.user_id = c.user_id))::text
        FROM unnest(%(rooms)s::bigint[], %(characters)s::bigint[]) AS g(room, character)
        JOIN game_chatroom r ON r.id = g.room JOIN game_character c ON c.id = g.character
        WHERE c.deleted_at IS NULL AND c.user_id IS NOT NULL AND {chat_rooms.may_read()}""",  # noqa: S608
        Admitted,
    )


# Served by a_message_has_a_number_of_its_own and messages_withdrawn.
_CHANGES = Statement(
    f"""SELECT json_build_array(r.last,
    (SELECT coalesce(json_agg({MESSAGE} ORDER BY m.number), '[]') FROM (
        SELECT * FROM game_chatmessage m WHERE m.room_id = r.id AND m.number > %(after)s ORDER BY m.number DESC LIMIT %(most)s
     ) m JOIN game_character a ON a.id = m.author_id),
    (SELECT coalesce(json_agg(json_build_array(w.number, w.state) ORDER BY w.number), '[]') FROM game_chatmessage w
     WHERE w.room_id = r.id AND w.state <> 'shown' AND w.number > r.last - %(among)s))::text
    FROM game_chatroom r WHERE r.id = %(room)s""",  # noqa: S608 (constants of the code)
    RoomChange,
)
_LAST = Statement(
    "SELECT json_build_array(id, last)::text FROM game_chatroom WHERE id = ANY (%(rooms)s::bigint[])", tuple[int, int]
)

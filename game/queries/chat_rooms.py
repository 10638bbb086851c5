"""The kinds of rooms there are: who may read one, who may write, and what it is called. Later features register theirs."""

from msgspec import Struct

from game.queries.blocks import BETWEEN


class ChatRoomKind(Struct, frozen=True):
    """All is SQL over a character c (with an account) and, but for `keys`, a room r of this kind.

    keys: a SELECT of one column `key` (text): the keys of the rooms that the character may read. title: what its members call the
    room. writes: whether the character may write, of one who may read; if not, the refusal has refused_code and refused_words.
    told: a SELECT of one column `id` (bigint): the characters who get a notice of a message although it does not name them.

    icon: of static/img/icons.svg. word: for people ("clan").
    """

    kind: str
    keys: str
    title: str
    word: str
    icon: str = "speech"
    writes: str = "true"
    refused_code: str = "forbidden"
    refused_words: str = "You cannot write in this room now."
    told: str = ""


FACTION, PRIVATE = "faction", "private"
_kinds: dict[str, ChatRoomKind] = {}


def register(kind: ChatRoomKind) -> None:
    """In the order in which pages show them."""
    _kinds[kind.kind] = kind


def unregister(kind: str) -> None:
    """For tests of a kind of their own."""
    del _kinds[kind]


def chat_room_kinds() -> dict[str, ChatRoomKind]:
    """All kinds by name."""
    return dict(_kinds)


def may_read() -> str:
    """SQL: whether c may read r."""
    cases = " ".join(f"WHEN '{k.kind}' THEN r.key IN (SELECT key FROM ({k.keys}) k)" for k in _kinds.values())  # noqa: S608
    return f"(CASE r.kind {cases} ELSE false END)"


def may_write() -> str:
    """SQL: whether c, who may read r, may write in it."""
    return _by_kind("writes", "false")


def title() -> str:
    """SQL: what c calls r."""
    return _by_kind("title", "''")


def told() -> str:
    """SQL: an array of the characters other than c who are told of every message in r."""
    cases = " ".join(f"WHEN '{k.kind}' THEN ARRAY({k.told})" for k in _kinds.values() if k.told)
    return f"(CASE r.kind {cases} ELSE '{{}}'::bigint[] END)"


def keys_of_all() -> str:
    """SQL: a SELECT of (kind, key, nth) of all rooms that c may read. nth: the order of the kinds."""
    return " UNION ALL ".join(
        f"SELECT '{k.kind}' AS kind, k.key, {nth} AS nth FROM ({k.keys}) k"  # noqa: S608 (constants of the code)
        for nth, k in enumerate(_kinds.values())
    )


def _by_kind(field: str, other: str) -> str:
    cases = " ".join(f"WHEN '{k.kind}' THEN ({getattr(k, field)})" for k in _kinds.values())
    return f"(CASE r.kind {cases} ELSE {other} END)"


_OTHERS = (
    "FROM game_chatmember o JOIN game_character oc ON oc.id = o.character_id WHERE o.room_id = r.id AND o.character_id <> c.id"
)

register(ChatRoomKind(FACTION, "SELECT c.faction AS key", "r.key", "faction", icon="banner"))
register(ChatRoomKind(
    PRIVATE,
    "SELECT p.key FROM game_chatmember mine JOIN game_chatroom p ON p.id = mine.room_id WHERE mine.character_id = c.id",
    f"coalesce((SELECT oc.name {_OTHERS} AND oc.user_id IS NOT NULL LIMIT 1), '')", "private", icon="mail",
    writes=f"EXISTS (SELECT {_OTHERS} AND oc.deleted_at IS NULL AND NOT {BETWEEN.format(one='oc.user_id', other='c.user_id')})",
    refused_code="blocked",
    refused_words="Nothing reaches the other side: one of you has blocked the other, or the other is gone.",
    told=f"SELECT oc.id {_OTHERS} AND oc.deleted_at IS NULL",
))  # fmt: skip

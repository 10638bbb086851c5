"""A character's notices: a page of them, and how many notices and letters are unread."""

from msgspec import Struct

from game.models import Notice
from game.models.ids import CharacterId
from vvw_site.foundation.database.statement import Statement

UNREAD_MAX = 100
"""So many unread ones are counted at most; pages show this as “99+”."""


class Unread(Struct, frozen=True):
    """How many are unread, each up to UNREAD_MAX."""

    notices: int
    letters: int


class NewestNotices(Struct, frozen=True):
    """last: number of the character's last notice, 0 before the first. notices: newest first."""

    last: int
    unread: Unread
    notices: list["NumberedNotice"]


class NumberedNotice(Struct, frozen=True):
    """number: counts the character's notices. at: ISO 8601."""

    number: int
    id: int
    kind: str
    text: str
    link: str
    at: str
    read: bool


def notices_of(character: int, limit: int, before: int | None = None, kind: str = "") -> list[Notice]:
    """Newest first, read ones included. before: an id; only older notices. kind: only of this kind. One statement, served by
    notices_of_character, or by notices_of_kind."""
    found = Notice.objects.filter(character_id=character)
    if before is not None:
        found = found.filter(pk__lt=before)
    if kind:
        found = found.filter(kind=kind)
    return list(found.order_by("-pk")[:limit])


def unread_of(character: CharacterId) -> Unread:
    """One statement."""
    found: Unread = _UNREAD.row(character=character)
    return found


def newest_notices(character: CharacterId, *, after: int, limit: int) -> NewestNotices | None:
    """The newest notices with a number above `after`, at most so many; None if there is no living character. One statement."""
    found: NewestNotices | None = _NEWEST.row(character=character, after=after, limit=limit)
    return found


def last_numbers(characters: list[CharacterId]) -> dict[int, int]:
    """The number of the last notice of each of these characters. One statement."""
    return dict(_LAST.rows(characters=list(characters)))


# Served by notices_unread and letters_unread; neither touches more than UNREAD_MAX rows.
UNREAD = f"""(SELECT json_build_object(
    'notices', (SELECT count(*) FROM (
        SELECT FROM game_notice n WHERE n.character_id = c.id AND n.read_at IS NULL LIMIT {UNREAD_MAX}) n),
    'letters', (SELECT count(*) FROM (
        SELECT FROM game_letter l WHERE l.recipient_id = c.id AND l.read_at IS NULL AND l.deleted_by_recipient_at IS NULL
        LIMIT {UNREAD_MAX}) l)))"""  # noqa: S608 (constants of the code)
"""`Unread` of a character under the alias c, as a part of statements that read something else as well."""
_UNREAD = Statement(f"SELECT {UNREAD}::text FROM game_character c WHERE c.id = %(character)s", Unread)  # noqa: S608
# Served by a_notice_has_a_number_of_its_own.
_NEWEST = Statement(
    f"""SELECT json_build_object(
        'last', coalesce((SELECT last FROM game_noticesequence WHERE character_id = c.id), 0), 'unread', {UNREAD},
        'notices', (SELECT coalesce(json_agg(n ORDER BY n.number DESC), '[]') FROM (
            SELECT number, id, kind, text, link, at, read_at IS NOT NULL AS read FROM game_notice
            WHERE character_id = c.id AND number > %(after)s ORDER BY number DESC LIMIT %(limit)s) n))::text
    FROM game_character c WHERE c.id = %(character)s AND c.deleted_at IS NULL""",  # noqa: S608 (constants of the code)
    NewestNotices,
)
_LAST = Statement(
    "SELECT json_build_array(character_id, last)::text FROM game_noticesequence "
    "WHERE character_id = ANY(%(characters)s::bigint[])",
    tuple[int, int],
)

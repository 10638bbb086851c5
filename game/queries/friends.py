"""Friends, requests, mentors and pupils: what is read before one asks another, and the lists of the pages."""

from datetime import datetime

from msgspec import Struct

from accounts.models.ids import UserId
from game.models import HiddenSeen
from game.models.ids import CharacterId
from game.queries.blocks import BETWEEN
from game.rules.friends import REST_DAYS, RequestCounts
from vvw_site.foundation.database.statement import Statement


class BetweenTwo(Struct, frozen=True, array_like=True):
    """What stands between a character and another, before one asks the other.

    asked: whether the first has asked this already and waits. wait: seconds until it can ask this again after its request was
    declined or taken back. asks: whether the other asks for the same, seen from its side. friends: whether they are. seats: of the
    mentor's pupils. has_mentor: whether the pupil has one. teaches: whether the two are that mentor and pupil.
    """

    blocked: bool
    asked: bool
    wait: int
    asks: bool
    friends: bool
    seats: list[int]
    has_mentor: bool
    teaches: bool
    counts: RequestCounts


class Relation(Struct, frozen=True, array_like=True):
    """What another is to a character, for a profile. asked: it asked the other to be its friend; asks: the other asks. block: the number
    of the user's own block of the other's account, 0 without one."""

    friend: bool
    asked: bool
    asks: bool
    block: int


class Person(Struct, frozen=True, array_like=True):
    """A character in a list of friends. seen_at: None if the player does not show it. at: since when."""

    id: CharacterId
    name: str
    emblem: int
    level: int
    class_slug: str
    faction: str
    clan_tag: str
    title: str
    seen_at: datetime | None
    at: datetime


class RequestLine(Struct, frozen=True, array_like=True):
    """An open request. kind: what the asked one would be to the asker. sent: whether the reader asked. person: the other one."""

    kind: str
    sent: bool
    person: Person


class MentorLine(Struct, frozen=True, array_like=True):
    """teaches: whether the reader is the mentor. rose_at: when the pupil was last seen to have gained a level."""

    teaches: bool
    rose_at: datetime | None
    person: Person


def between_two(
    *, user: UserId, character: CharacterId, other_user: UserId, other: CharacterId, kind: str, mirrored: str,
    mentor: CharacterId, pupil: CharacterId,
) -> BetweenTwo:  # fmt: skip
    """What stands between the two. kind: what the character asks; mirrored: the same from the other's side. mentor, pupil: which of
    the two would be which. One statement."""
    found: BetweenTwo = _BETWEEN_TWO.row(
        user=user, character=character, other_user=other_user, other=other, kind=kind, mirrored=mirrored, mentor=mentor,
        pupil=pupil, one=min(character, other), two=max(character, other), rest=REST_DAYS,
    )  # fmt: skip
    return found


def friends_of(character: CharacterId, limit: int, after: str = "") -> list[Person]:
    """Living friends by name; after: a name, only later ones. One statement.

    They are not ordered by when they were seen: that would tell it of those who hide it.
    """
    found: list[Person] = _FRIENDS.row(character=character, after=after.lower(), limit=limit)
    return found


def count_friends(character: CharacterId) -> int:
    """Living friends. One statement."""
    found: int = _COUNT.row(character=character)
    return found


def requests_of(character: CharacterId, limit: int = 120) -> list[RequestLine]:
    """Open requests to and from a character, newest first. One statement."""
    found: list[RequestLine] = _REQUESTS.row(character=character, limit=limit)
    return found


def mentors_of(character: CharacterId) -> list[MentorLine]:
    """Its mentor and its pupils. One statement."""
    found: list[MentorLine] = _MENTORS.row(character=character)
    return found


def hides_seen(user: UserId) -> bool:
    """One statement."""
    return HiddenSeen.objects.filter(pk=user).exists()


def relation(*, user: UserId, character: CharacterId, other_user: UserId, other: CharacterId) -> Relation:
    """One statement."""
    found: Relation = _RELATION.row(
        user=user, character=character, other_user=other_user, other=other, one=min(character, other), two=max(character, other)
    )
    return found


def is_friend(one: CharacterId, other: CharacterId) -> bool:
    """One statement."""
    found: bool = _IS_FRIEND.row(one=min(one, other), two=max(one, other))
    return found


_SEEN = "CASE WHEN EXISTS (SELECT FROM game_hiddenseen v WHERE v.user_id = c.user_id) THEN NULL ELSE c.seen_at END"
_PERSON = f"""json_build_array(c.id, c.name, c.emblem, c.level, c.class_slug, c.faction, c.clan_tag, c.title, {_SEEN}, x.at)"""
# A request or a friendship is shown only to a living character with an owner.
_LIVING = "c.deleted_at IS NULL AND c.user_id IS NOT NULL"
# Served by two_are_friends_once and by the index of the other side's foreign key.
_SIDES = """(SELECT other_id AS id, at FROM game_friendship WHERE one_id = %(character)s
    UNION ALL SELECT one_id, at FROM game_friendship WHERE other_id = %(character)s) x"""
_FRIENDS = Statement(f"""SELECT coalesce(json_agg(p.person ORDER BY p.lower), '[]')::text FROM (
    SELECT {_PERSON} AS person, lower(c.name) AS lower FROM {_SIDES} JOIN game_character c ON c.id = x.id
    WHERE {_LIVING} AND lower(c.name) > %(after)s ORDER BY lower(c.name) LIMIT %(limit)s
) p""", list[Person])  # noqa: S608 # fmt: skip
_COUNT = Statement(
    f"SELECT to_json(count(*))::text FROM {_SIDES} JOIN game_character c ON c.id = x.id WHERE {_LIVING}",  # noqa: S608
    int,
)
# Served by one_asks_another_once and by the index of the asked one's foreign key.
_REQUESTS = Statement(f"""SELECT coalesce(json_agg(p.line ORDER BY p.id DESC), '[]')::text FROM (
    SELECT json_build_array(x.kind, x.sent, {_PERSON}) AS line, x.id FROM (
        SELECT id, kind, true AS sent, asked_id AS other, at FROM game_friendrequest
        WHERE asker_id = %(character)s AND closed_at IS NULL
        UNION ALL
        SELECT id, kind, false, asker_id, at FROM game_friendrequest WHERE asked_id = %(character)s AND closed_at IS NULL
    ) x JOIN game_character c ON c.id = x.other WHERE {_LIVING} ORDER BY x.id DESC LIMIT %(limit)s
) p""", list[RequestLine])  # noqa: S608 # fmt: skip
# Served by a_seat_has_one_pupil and by the unique index of the pupil.
_MENTORS = Statement(f"""SELECT coalesce(json_agg(json_build_array(x.teaches, x.rose_at, {_PERSON}) ORDER BY x.teaches, x.seat), '[]')::text
FROM (
    SELECT true AS teaches, pupil_id AS other, rose_at, seat, at FROM game_mentorship WHERE mentor_id = %(character)s
    UNION ALL SELECT false, mentor_id, rose_at, seat, at FROM game_mentorship WHERE pupil_id = %(character)s
) x JOIN game_character c ON c.id = x.other WHERE {_LIVING}""", list[MentorLine])  # noqa: S608 # fmt: skip
_IS_FRIEND = Statement(
    "SELECT to_json(EXISTS (SELECT FROM game_friendship WHERE one_id = %(one)s AND other_id = %(two)s))::text", bool
)
_ASKS = """EXISTS (SELECT FROM game_friendrequest r
    WHERE r.asker_id = {asker} AND r.asked_id = {asked} AND r.kind = 'friend' AND r.closed_at IS NULL)"""
_RELATION = Statement(f"""SELECT json_build_array(
    EXISTS (SELECT FROM game_friendship WHERE one_id = %(one)s AND other_id = %(two)s),
    {_ASKS.format(asker="%(character)s", asked="%(other)s")}, {_ASKS.format(asker="%(other)s", asked="%(character)s")},
    coalesce((SELECT k.id FROM game_block k WHERE k.user_id = %(user)s AND k.blocked_id = %(other_user)s), 0)
)::text""", Relation)  # noqa: S608 # fmt: skip
_WAIT = "ceil(extract(epoch FROM r.closed_at + %(rest)s::int * interval '1 day' - now()))"
_BETWEEN_TWO = Statement(f"""
WITH request AS MATERIALIZED (
    SELECT r.closed_at, r.asker_id = %(character)s AND r.kind = %(kind)s AS mine,
        r.asker_id = %(other)s AND r.kind = %(mirrored)s AND r.closed_at IS NULL AS theirs
    FROM game_friendrequest r
    WHERE (r.asker_id, r.asked_id) IN ((%(character)s, %(other)s), (%(other)s, %(character)s))
)
SELECT json_build_array(
    {BETWEEN.format(one="%(user)s", other="%(other_user)s")},
    EXISTS (SELECT FROM request r WHERE r.mine AND r.closed_at IS NULL),
    greatest(0, coalesce((SELECT {_WAIT} FROM request r WHERE r.mine AND r.closed_at IS NOT NULL), 0)),
    EXISTS (SELECT FROM request r WHERE r.theirs),
    EXISTS (SELECT FROM game_friendship WHERE one_id = %(one)s AND other_id = %(two)s),
    (SELECT coalesce(json_agg(m.seat), '[]') FROM game_mentorship m WHERE m.mentor_id = %(mentor)s),
    EXISTS (SELECT FROM game_mentorship m WHERE m.pupil_id = %(pupil)s),
    EXISTS (SELECT FROM game_mentorship m WHERE m.pupil_id = %(pupil)s AND m.mentor_id = %(mentor)s),
    json_build_array(
        (SELECT count(*) FROM game_friendrequest r WHERE r.asker_id = %(character)s AND r.closed_at IS NULL),
        (SELECT count(*) FROM game_friendrequest r WHERE r.asked_id = %(other)s AND r.closed_at IS NULL),
        (SELECT count(*) FROM game_friendrequest r JOIN game_character c ON c.id = r.asker_id
            WHERE c.user_id = %(user)s AND r.at > now() - interval '1 day'),
        (SELECT count(*) FROM game_friendship WHERE one_id = %(character)s)
            + (SELECT count(*) FROM game_friendship WHERE other_id = %(character)s),
        (SELECT count(*) FROM game_friendship WHERE one_id = %(other)s)
            + (SELECT count(*) FROM game_friendship WHERE other_id = %(other)s)
    )
)::text""", BetweenTwo)  # noqa: S608 # fmt: skip

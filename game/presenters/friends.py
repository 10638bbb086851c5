"""The pages of friends: who they are and when they were seen, what waits for an answer, mentors and pupils, and blocks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from msgspec import Struct

from game.content import catalogue
from game.models import Block, Character
from game.models.friend_request import FRIEND, MENTOR, PUPIL
from game.queries.friends import MentorLine, Person, RequestLine
from game.rules.friends import FRIENDS_MOST, MENTOR_BONUS, MENTOR_GAP, MENTOR_HOURS, PUPILS_MOST

KIND_WORDS = {FRIEND: "friend", MENTOR: "mentor", PUPIL: "pupil"}
ASKS = {FRIEND: "wants to be your friend", MENTOR: "wants you as a mentor", PUPIL: "wants to be your mentor"}
"""What somebody who asks wants, by the kind of the request."""
ASKED = {FRIEND: "to be your friend", MENTOR: "to be your mentor", PUPIL: "to be your pupil"}


class FriendLine(Struct, frozen=True):
    """One person. seen: in words; empty if it is not shown. class_name: empty if it left the catalogue."""

    id: int
    name: str
    emblem: int
    level: int
    class_name: str
    faction: str
    clan_tag: str
    seen: str
    at: datetime


class AskLine(Struct, frozen=True):
    """A request. words: what it asks."""

    kind: str
    who: FriendLine
    words: str


class FriendsPage(Struct, frozen=True):
    """friends: one page of them, by name. count: of all. next: the name after which the next page begins. received, sent: open
    requests. typed, error_field: of a form that was refused."""

    friends: list[FriendLine]
    count: int
    next: str
    received: list[AskLine]
    sent: list[AskLine]
    hides_seen: bool
    most: int = FRIENDS_MOST


class TaughtLine(Struct, frozen=True):
    """A pupil or a mentor. left: levels until the pair has reached its end. bonus_until: how long the bonus holds that the pupil's
    last level gave, if nothing comes after it."""

    who: FriendLine
    left: int
    bonus_until: datetime | None


class MentorsPage(Struct, frozen=True):
    """bonus: percent of XP that the reader has now. can_teach_below: the highest level that a pupil of the reader may have, 0 for
    none."""

    mentor: TaughtLine | None
    pupils: list[TaughtLine]
    received: list[AskLine]
    sent: list[AskLine]
    bonus: int
    can_teach_up_to: int
    seats: int = PUPILS_MOST
    gap: int = MENTOR_GAP
    percent: int = MENTOR_BONUS
    hours: int = MENTOR_HOURS


class BlockLine(Struct, frozen=True):
    """name: empty if the character is gone for good."""

    id: int
    name: str
    emblem: int
    is_reachable: bool
    at: datetime


class BlocksPage(Struct, frozen=True):
    blocks: list[BlockLine]
    next: int | None


def friends_page(
    friends: Sequence[Person], size: int, count: int, requests: Sequence[RequestLine], now: datetime, *, hides_seen: bool
) -> FriendsPage:
    """friends: up to `size` and one more, which says that there is another page."""
    shown = [friend_line(one, now) for one in friends[:size]]
    received, sent = _asks(requests, now, (FRIEND,))
    return FriendsPage(shown, count, shown[-1].name if len(friends) > size else "", received, sent, hides_seen)


def mentors_page(reader: Character, lines: Sequence[MentorLine], requests: Sequence[RequestLine], now: datetime) -> MentorsPage:
    received, sent = _asks(requests, now, (MENTOR, PUPIL))
    pupils = [_taught(line, reader, now) for line in lines if line.teaches]
    mentors = [_taught(line, reader, now) for line in lines if not line.teaches]
    return MentorsPage(
        mentors[0] if mentors else None, pupils, received, sent, reader.mentor_bonus, max(0, reader.level - MENTOR_GAP)
    )


def blocks_page(blocks: Sequence[Block], size: int) -> BlocksPage:
    lines = [
        BlockLine(
            block.pk, block.character.name if block.character.user_id is not None else "", block.character.emblem,
            block.character.user_id is not None and block.character.deleted_at is None, block.at,
        )
        for block in blocks[:size]
    ]  # fmt: skip
    return BlocksPage(lines, lines[-1].id if len(blocks) > size else None)


def friend_line(person: Person, now: datetime) -> FriendLine:
    its_class = catalogue().classes.get(person.class_slug)
    return FriendLine(
        person.id, person.name, person.emblem, person.level, its_class.name if its_class else "", person.faction,
        person.clan_tag, "" if person.seen_at is None else seen_words(person.seen_at, now), person.at,
    )  # fmt: skip


def bonus_until(line: MentorLine, now: datetime) -> datetime | None:
    """How long the pupil's last level gives the mentor the bonus; None if it does not."""
    until = None if line.rose_at is None else line.rose_at + timedelta(hours=MENTOR_HOURS)
    return until if until is not None and until > now else None


def seen_words(at: datetime, now: datetime) -> str:
    """Such as "today", "yesterday", "3 days ago", "2 months ago": never an hour."""
    days = (timezone.localdate(now) - timezone.localdate(at)).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 60:
        return f"{days} days ago"
    return f"{days // 30} months ago" if days < 730 else f"{days // 365} years ago"


def _asks(requests: Sequence[RequestLine], now: datetime, kinds: tuple[str, ...]) -> tuple[list[AskLine], list[AskLine]]:
    """Received and sent ones of these kinds."""
    received: list[AskLine] = []
    sent: list[AskLine] = []
    for request in requests:
        if request.kind in kinds:
            words = (ASKED if request.sent else ASKS)[request.kind]
            (sent if request.sent else received).append(AskLine(request.kind, friend_line(request.person, now), words))
    return received, sent


def _taught(line: MentorLine, reader: Character, now: datetime) -> TaughtLine:
    mentor, pupil = (reader.level, line.person.level) if line.teaches else (line.person.level, reader.level)
    return TaughtLine(friend_line(line.person, now), max(0, mentor - MENTOR_GAP - pupil + 1), bonus_until(line, now))

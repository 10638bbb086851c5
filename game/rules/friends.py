"""Friends, mentors and requests: how many there may be, how long a refusal holds, and who can teach whom."""

from msgspec import Struct

from game.rules.errors import GameError

FRIENDS_MOST = 1_000
"""Friends of a character."""
OPEN_MOST = 20
"""Requests of a character that wait for an answer."""
WAITING_MOST = 100
"""Requests to a character that wait for its answer."""
REQUESTS_A_DAY = 60
"""Requests of an account in 24 hours, without those that were accepted."""
REST_DAYS = 7
"""So long after a request was declined or taken back, the asker cannot ask the same again."""
BLOCKS_MOST = 1_000
"""Accounts that one account can block."""

PUPILS_MOST = 3
MENTOR_GAP = 20
"""A mentor is at least so many levels above the pupil. With fewer, the pair has reached its end."""
MENTOR_BONUS = 15
"""Percent more XP for a mentor whose pupil gains levels."""
MENTOR_HOURS = 72
"""The bonus holds for so long after the pupil's last new level."""


class RequestCounts(Struct, frozen=True, array_like=True):
    """open: requests of the asker that wait. waiting: requests to the other that wait. day: of the asker's account in 24 hours.
    friends, friends_of_other: how many each has."""

    open: int
    waiting: int
    day: int
    friends: int
    friends_of_other: int


def check_counts(counts: RequestCounts, name: str) -> None:
    """Whether one more request can be made. GameError too_fast, too_much. name: of the other."""
    if counts.day >= REQUESTS_A_DAY:
        raise GameError("too_fast", f"That was {REQUESTS_A_DAY} requests in a day. Ask again tomorrow.", retry_after=86_400)
    if counts.open >= OPEN_MOST:
        raise GameError(
            "too_much", f"{OPEN_MOST} of your requests wait for an answer. Take one back, or wait.", field="name"
        )  # fmt: skip
    if counts.waiting >= WAITING_MOST:
        raise GameError("too_much", f"{name} has too many requests to answer already. Try again another day.", field="name")


def check_room(counts: RequestCounts, name: str) -> None:
    """Whether both can have one more friend. GameError too_much."""
    if counts.friends >= FRIENDS_MOST:
        raise GameError("too_much", f"You have {FRIENDS_MOST:,} friends, which is as many as anybody can have.", field="name")
    if counts.friends_of_other >= FRIENDS_MOST:
        raise GameError("too_much", f"{name} has as many friends as anybody can have.", field="name")


def can_teach(mentor_level: int, pupil_level: int) -> bool:
    return mentor_level - pupil_level >= MENTOR_GAP


def check_gap(mentor_level: int, pupil_level: int) -> None:
    """GameError level_too_low."""
    if not can_teach(mentor_level, pupil_level):
        raise GameError(
            "level_too_low", f"A mentor stands {MENTOR_GAP} levels above the pupil. Here it is level {mentor_level} and level {pupil_level}.",
            field="name",
        )  # fmt: skip


def free_seat(taken: list[int]) -> int | None:
    """The lowest seat that no pupil has; None if all are taken."""
    return next((seat for seat in range(1, PUPILS_MOST + 1) if seat not in taken), None)

"""The leaderboards: the top twenty of a category, remembered for five minutes, and one's own rank."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from msgspec import Struct

from game.models import Character
from game.rules.errors import GameError
from vvw_site.foundation.read_through import invalidate, read_through, stale_while_revalidate

SIZE = 20
SECONDS = 300
NEAR = 5
"""Seconds; so much older a board may be than the next process's."""
CATEGORIES: dict[str, tuple[str, ...]] = {"level": ("level", "xp"), "kills": ("kills",), "gold": ("gold_earned",)}
"""The columns that rank, highest first; ties go to the older character."""


class BoardRow(Struct, frozen=True, rename={"class_slug": "class"}):
    rank: int
    name: str
    value: int
    faction: str
    emblem: int
    class_slug: str


class OwnRank(Struct, frozen=True):
    """Where a character stands in a category, and with what value."""

    rank: int
    value: int


class Board(Struct, frozen=True):
    updated_at: datetime
    rows: list[BoardRow]


def board(category: str) -> Board:
    """The top of a category. One statement at most. GameError not_found for a category that is none."""
    if category not in CATEGORIES:
        raise GameError("not_found", f"There is no such board. Choose one of {', '.join(CATEGORIES)}.", field="category")
    return stale_while_revalidate(_key(category), Board, SECONDS, lambda: _read(category), NEAR)


def board_and_place(category: str, character: Character) -> tuple[Board, OwnRank | None]:
    """A board and the character's own place, which agree: its row's when it has one, else a place behind the rows.

    A board that is older than the character's rise onto it is counted anew. None for a character that is on no board.
    One statement at most, three when the board is counted anew.
    """
    best = board(category)
    place = _place(best, character, category)
    if place is not None and _belongs_on(best, place, character):
        drop(category)
        best = board(category)
        place = _place(best, character, category)
    return best, place


def drop(*categories: str) -> None:
    """Forget these boards, or all: somebody who was on one may be on it no longer, or must be."""
    for category in categories or CATEGORIES:
        invalidate(_key(category))


def drop_with(name: str) -> None:
    """Forget the boards on which a character stands. Who is on none cannot make others count again."""
    for category in CATEGORIES:
        newest = stale_while_revalidate(_key(category), Board, SECONDS, lambda c=category: _read(c))  # type: ignore[misc]
        if any(row.name == name for row in newest.rows):
            drop(category)


def _key(category: str) -> str:
    return f"board:{category}"


def _ranked() -> QuerySet[Character]:
    """Who is on the boards: living characters of accounts that are neither suspended nor closed."""
    return Character.objects.filter(
        Q(user__banned_until__isnull=True) | Q(user__banned_until__lte=Now()), deleted_at__isnull=True, user__is_active=True
    )


def _read(category: str) -> Board:
    columns = CATEGORIES[category]
    best = _ranked().order_by(*(f"-{c}" for c in columns), "pk")[:SIZE]
    rows = best.values_list("name", columns[0], "faction", "emblem", "class_slug")
    return Board(timezone.now(), [BoardRow(rank, *row) for rank, row in enumerate(rows, 1)])


def _row_of(best: Board, character: Character) -> BoardRow | None:
    return next((row for row in best.rows if row.name == character.name), None)


def _place(best: Board, character: Character, category: str) -> OwnRank | None:
    """From its row; else counted once for this board, so that it stays until the board changes."""
    if row := _row_of(best, character):
        return OwnRank(row.rank, row.value)
    key = f"place:{category}:{best.updated_at.timestamp()}:{character.pk}"
    return read_through(key, OwnRank | None, SECONDS, lambda: _count(character, category))


def _belongs_on(best: Board, place: OwnRank, character: Character) -> bool:
    """Does the place, counted later than the rows, contradict them?"""
    if _row_of(best, character):
        return False
    return not best.rows or place.rank <= len(best.rows) or place.value > best.rows[-1].value


def _count(character: Character, category: str) -> OwnRank | None:
    """One statement: who is ahead by the row as it is now, and whether it is ranked at all."""
    columns = CATEGORIES[category]
    ahead, same = Q(), Q()
    for column in columns:
        ahead |= same & Q(**{f"{column}__gt": getattr(character, column)})
        same &= Q(**{column: getattr(character, column)})
    ahead |= same & Q(pk__lt=character.pk)
    found = _ranked().aggregate(ahead=Count("pk", filter=ahead), ranked=Count("pk", filter=Q(pk=character.pk)))
    return OwnRank(found["ahead"] + 1, getattr(character, columns[0])) if found["ranked"] else None

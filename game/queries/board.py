"""Leaderboards: the top twenty of a category, cached for five minutes, and a character's own rank."""

from datetime import datetime
from functools import partial

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from msgspec import Struct

from game.models import Character
from game.rules.errors import GameError
from vvw_site.foundation.read_through import invalidate, read_through, stale_while_revalidate

SIZE = 20
SECONDS = 300
LOCAL_SECONDS = 5
"""How long a process serves its own copy of a board."""
CATEGORIES: dict[str, tuple[str, ...]] = {"level": ("level", "xp"), "kills": ("kills",), "gold": ("gold_earned",)}
"""The columns that a category ranks by, highest first. Of two equal characters the older one comes first."""


class BoardRow(Struct, frozen=True, rename={"class_slug": "class"}):
    """value: of the category's first column. emblem: number of the character's crest."""

    rank: int
    name: str
    value: int
    faction: str
    emblem: int
    class_slug: str


class OwnRank(Struct, frozen=True):
    """A character's rank in a category, and its value there."""

    rank: int
    value: int


class Board(Struct, frozen=True):
    """rows: the first SIZE, best first."""

    updated_at: datetime
    rows: list[BoardRow]


def board(category: str) -> Board:
    """One statement at most. GameError not_found for an unknown category."""
    if category not in CATEGORIES:
        raise GameError("not_found", f"There is no such board. Choose one of {', '.join(CATEGORIES)}.", field="category")
    return stale_while_revalidate(_key(category), Board, SECONDS, partial(_read, category), LOCAL_SECONDS)


def board_and_rank(category: str, character: Character) -> tuple[Board, OwnRank | None]:
    """A board and the character's own rank, which never contradict each other: the rank of its row, or one behind all rows.

    When the character has risen onto the board since the board was read, the board is read again. The rank is None for a
    character that is not ranked. One statement at most, three when the board is read again.
    """
    found = board(category)
    rank = _rank(found, character, category)
    if rank is not None and _belongs_on(found, rank, character):
        drop(category)
        found = board(category)
        rank = _rank(found, character, category)
    return found, rank


def drop(*categories: str) -> None:
    """Invalidate these boards, or all of them: call it when somebody joins, leaves or is renamed."""
    for category in categories or CATEGORIES:
        invalidate(_key(category))


def drop_with(name: str) -> None:
    """Invalidate the boards that show a character. A character on none of them causes no reads for others."""
    for category in CATEGORIES:
        newest = stale_while_revalidate(_key(category), Board, SECONDS, partial(_read, category))
        if any(row.name == name for row in newest.rows):
            drop(category)


def _key(category: str) -> str:
    return f"board:{category}"


def _ranked() -> QuerySet[Character]:
    """The ranked characters: living ones of accounts that are neither suspended nor closed."""
    return Character.objects.filter(
        Q(user__banned_until__isnull=True) | Q(user__banned_until__lte=Now()), deleted_at__isnull=True, user__is_active=True
    )


def _read(category: str) -> Board:
    columns = CATEGORIES[category]
    first = _ranked().order_by(*(f"-{c}" for c in columns), "pk")[:SIZE]
    rows = first.values_list("name", columns[0], "faction", "emblem", "class_slug")
    return Board(timezone.now(), [BoardRow(rank, *row) for rank, row in enumerate(rows, 1)])


def _row_of(found: Board, character: Character) -> BoardRow | None:
    return next((row for row in found.rows if row.name == character.name), None)


def _rank(found: Board, character: Character, category: str) -> OwnRank | None:
    """The rank of its row. Without a row it is counted once for this board, and stays the same until the board changes."""
    if row := _row_of(found, character):
        return OwnRank(row.rank, row.value)
    key = f"place:{category}:{found.updated_at.timestamp()}:{character.pk}"
    return read_through(key, OwnRank | None, SECONDS, lambda: _count(character, category))


def _belongs_on(found: Board, rank: OwnRank, character: Character) -> bool:
    """Whether the rank, which was counted later than the rows, contradicts them."""
    if _row_of(found, character):
        return False
    return not found.rows or rank.rank <= len(found.rows) or rank.value > found.rows[-1].value


def _count(character: Character, category: str) -> OwnRank | None:
    """One statement, which counts the characters ahead and finds out whether this one is ranked."""
    columns = CATEGORIES[category]
    ahead, same = Q(), Q()
    for column in columns:
        ahead |= same & Q(**{f"{column}__gt": getattr(character, column)})
        same &= Q(**{column: getattr(character, column)})
    ahead |= same & Q(pk__lt=character.pk)
    found = _ranked().aggregate(ahead=Count("pk", filter=ahead), ranked=Count("pk", filter=Q(pk=character.pk)))
    return OwnRank(found["ahead"] + 1, getattr(character, columns[0])) if found["ranked"] else None

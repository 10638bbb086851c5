"""The leaderboards: the top twenty of a category, remembered for five minutes, and one's own rank."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from msgspec import Struct

from game.models import Character
from game.queries.cached import remembered
from game.rules.errors import GameError

SIZE = 20
SECONDS = 300
NEAR = 5
"""Seconds; so much older a board may be than the next process's."""
CATEGORIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "level": ("Level", ("level", "xp")),
    "kills": ("Kills", ("kills",)),
    "gold": ("Gold earned", ("gold_earned",)),
}
"""Title and the columns that rank, highest first; ties go to the older character."""


class Row(Struct, frozen=True, rename={"class_slug": "class"}):
    rank: int
    name: str
    value: int
    faction: str
    emblem: int
    class_slug: str


class Board(Struct, frozen=True):
    updated_at: datetime
    rows: list[Row]


def board(category: str) -> Board:
    """The top of a category. One statement at most. GameError not_found for a category that is none."""
    if category not in CATEGORIES:
        raise GameError("not_found", f"There is no such board. Choose one of {', '.join(CATEGORIES)}.", field="category")
    return remembered(f"board:{category}", Board, SECONDS, lambda: _read(category), near=NEAR)


def _read(category: str) -> Board:
    columns = CATEGORIES[category][1]
    best = Character.objects.filter(deleted_at__isnull=True).order_by(*(f"-{c}" for c in columns), "pk")[:SIZE]
    rows = best.values_list("name", columns[0], "faction", "emblem", "class_slug")
    return Board(timezone.now(), [Row(rank, *row) for rank, row in enumerate(rows, 1)])


def value_of(character: Character, category: str) -> int:
    """What a character counts in a category."""
    return getattr(character, CATEGORIES[category][1][0])


def rank_of(character: Character, category: str) -> int:
    """A character's own place in a category, remembered for as long as the board. One statement at most."""
    return remembered(f"rank:{category}:{character.pk}", int, SECONDS, lambda: _count_ahead(character, category) + 1)


def _count_ahead(character: Character, category: str) -> int:
    columns = CATEGORIES[category][1]
    ahead, same = Q(), Q()
    for column in columns:
        ahead |= same & Q(**{f"{column}__gt": getattr(character, column)})
        same &= Q(**{column: getattr(character, column)})
    ahead |= same & Q(pk__lt=character.pk)
    return Character.objects.filter(ahead, deleted_at__isnull=True).count()

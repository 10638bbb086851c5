"""What a hurt character can drink."""

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item
from game.models import Character, Holding
from vvw_site.foundation.database.rows import Rows


class Drink(Struct, frozen=True):
    """A holding that heals. health: points that it would give now."""

    holding: int
    item: Item
    quantity: int
    health: int


def drink_of(character: Character, *, hp: int, hp_max: int) -> Drink | None:
    """The weakest that brings back what is missing, else the strongest; None without any that the level allows. One statement."""
    found = []
    for row in _HELD.find(character=character.pk, items=_healing()):
        item = catalogue().items[row.item]
        if item.use and item.suits(character.level, character.faction):
            heals = item.use.health + hp_max * item.use.health_percent // 100
            found.append(Drink(row.pk, item, row.quantity, min(heals, hp_max - hp)))
    return max(found, key=lambda drink: (drink.health, -drink.item.price), default=None)


def _healing() -> list[str]:
    return [slug for slug, item in catalogue().items.items() if item.use and (item.use.health or item.use.health_percent)]


class _HeldRow(Struct, frozen=True, array_like=True):
    pk: int
    item: str
    quantity: int


_HELD = Rows(_HeldRow, Holding, "WHERE m.character_id = %(character)s AND m.item = ANY(%(items)s::varchar[]) ORDER BY m.id")

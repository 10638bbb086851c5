"""The holdings of a character."""

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item
from game.models import Character, Holding
from game.queries.sheet import Worn, left_now
from game.rules.forge import is_due_for_repair
from game.rules.trade import resale
from vvw_site.foundation.database.rows import Rows


class HeldItem(Struct, frozen=True):
    """A holding with its item. worth: gold that a shop pays for one. left: fights that it still lasts, of what can be worn. lent: it is
    not the character's own: it can be worn and given back."""

    id: int
    item: Item
    quantity: int
    slot: str | None
    worth: int
    upgrade: int = 0
    left: int = 0
    lent: bool = False

    @property
    def as_worn(self) -> Worn:
        """As it is worn, or would be."""
        return Worn(self.item.slug, self.upgrade, self.left)

    @property
    def broken(self) -> bool:
        return self.item.slot is not None and self.left == 0

    @property
    def due_for_repair(self) -> bool:
        """Whether it should be repaired soon."""
        return self.item.slot is not None and is_due_for_repair(self.item.durability, self.left)

    @property
    def equipped(self) -> bool:
        return self.slot is not None


def held_by(character: Character) -> list[HeldItem]:
    """Everything that a character holds, without items that left the catalogue. What arrived last is first. One statement."""
    items = catalogue().items
    return [
        HeldItem(
            h.pk,
            item,
            h.quantity,
            h.slot,
            resale(item.price),
            h.upgrade,
            left_now(h.durability, h.worn_from, character.fights),
            h.lent_by_id is not None,
        )
        for h in _HELD.find(character=character.pk)
        if (item := items.get(h.item)) is not None
    ]


class _HoldingRow(Struct, frozen=True, array_like=True):
    pk: int
    item: str
    quantity: int
    slot: str | None
    upgrade: int
    durability: int
    worn_from: int | None
    lent_by_id: int | None


_HELD = Rows(_HoldingRow, Holding, "WHERE m.character_id = %(character)s ORDER BY m.acquired_at DESC, m.id DESC")

"""How wearing an item would change a character's stats."""

from msgspec import Struct, structs

from game.content.schema import Item
from game.models import Character
from game.presenters.stat_words import DERIVED_WORDS, PERMILLE
from game.queries.sheet import Worn, derived


class Change(Struct, frozen=True):
    """One derived stat before and after. word: its name. permille: whether it is in thousandths, shown as a percentage."""

    stat: str
    word: str
    before: int
    after: int
    permille: bool

    @property
    def by(self) -> int:
        return self.after - self.before


def if_worn(character: Character, worn: dict[str, Worn], item: Item, thing: Worn | None = None) -> list[Change]:
    """The derived stats that would change by wearing the item, caps and sets included.

    thing: the item as it is, with its upgrades and fights left; None for a new one. The item must be one that is worn.
    """
    assert item.slot is not None
    thing = thing or Worn(item.slug, 0, item.durability)
    before = structs.asdict(derived(character, worn.values()))
    after = structs.asdict(derived(character, (worn | {item.slot: thing}).values()))
    return [
        Change(stat, word, before[stat], after[stat], stat in PERMILLE)
        for stat, word in DERIVED_WORDS.items()
        if before[stat] != after[stat]
    ]


def may_wear(character: Character, item: Item) -> bool:
    return item.slot is not None and item.suits(character.level, character.faction)

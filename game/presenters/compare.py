"""How a piece compares with what is worn in its slot."""

from msgspec import Struct, structs

from game.content.schema import Item
from game.models import Character
from game.presenters.stat_words import DERIVED_WORDS, PERMILLE
from game.queries.sheet import Worn, derived


class Change(Struct, frozen=True):
    """One derived stat before and after. permille: show as a percentage with one decimal."""

    stat: str
    word: str
    before: int
    after: int
    permille: bool

    @property
    def by(self) -> int:
        return self.after - self.before


def if_worn(character: Character, worn: dict[str, Worn], item: Item, thing: Worn | None = None) -> list[Change]:
    """The derived stats that would change by putting the item on, new or as `thing` is; caps and sets counted. No statement."""
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

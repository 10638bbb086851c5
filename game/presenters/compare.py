"""How wearing an item would change a character's stats."""

from functools import cached_property

from msgspec import Struct, structs

from game.content import catalogue
from game.content.schema import Item
from game.models import Character
from game.presenters.stat_words import DERIVED_WORDS, PERMILLE
from game.queries.sheet import Worn, derived
from game.rules.sheet import Derived


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


class Comparison(Struct, frozen=True):
    """What would change by wearing an item. slot: where. instead_of: the item worn there, with its upgrades; None if there is none
    or it left the catalogue."""

    slot: str
    instead_of: Item | None
    upgrade: int
    changes: list[Change]


class WornGear:
    """What a character wears, to compare many items with it."""

    def __init__(self, character: Character, worn: dict[str, Worn]) -> None:
        self.character, self.worn = character, worn
        self._found: dict[Worn, list[Change]] = {}

    @cached_property
    def _before(self) -> Derived:
        return derived(self.character, self.worn.values())

    def compare(self, item: Item, thing: Worn | None = None) -> Comparison:
        """thing, item: as for if_worn."""
        assert item.slot is not None
        here = self.worn.get(item.slot)
        instead_of = catalogue().items.get(here.item) if here else None
        return Comparison(item.slot, instead_of, here.upgrade if here else 0, self.changes(item, thing))

    def changes(self, item: Item, thing: Worn | None = None) -> list[Change]:
        assert item.slot is not None
        thing = thing or Worn(item.slug, 0, item.durability)
        same = Worn(thing.item, thing.upgrade, min(1, thing.left))  # the fights left matter only when there are none
        if same not in self._found:
            self._found[same] = changes_between(self._before, derived(self.character, (self.worn | {item.slot: same}).values()))
        return self._found[same]


def changes_between(before: Derived, after: Derived, *, always: tuple[str, ...] = ()) -> list[Change]:
    """The stats that differ, and those named in `always`, which come first."""
    was, becomes = structs.asdict(before), structs.asdict(after)
    stats = [*always, *(stat for stat in DERIVED_WORDS if stat not in always and was[stat] != becomes[stat])]
    return [Change(stat, DERIVED_WORDS[stat], was[stat], becomes[stat], stat in PERMILLE) for stat in stats]


def if_worn(character: Character, worn: dict[str, Worn], item: Item, thing: Worn | None = None) -> list[Change]:
    """The derived stats that would change by wearing the item, caps and sets included.

    thing: the item as it is, with its upgrades and fights left; None for a new one. The item must be one that is worn.
    """
    return WornGear(character, worn).changes(item, thing)


def may_wear(character: Character, item: Item) -> bool:
    return item.slot is not None and item.suits(character.level, character.faction)

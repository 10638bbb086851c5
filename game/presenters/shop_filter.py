"""The filter of the shop page: which offers pass it, in which order, and the address that keeps it."""

from collections.abc import Iterable
from urllib.parse import urlencode

from msgspec import Struct, structs

from game.content.schema import Item
from game.content.vocabulary import FAMILIES
from game.content.vocabulary import SLOTS as SLOTS
from game.models import Character
from game.rules import tuning
from game.rules.search import searchable, words_of

KINDS: tuple[str, ...] = tuple(FAMILIES)
SORTS = {"shelf": "Shelf order", "price": "Cheapest first", "level": "Highest level first", "name": "By name"}
LEVEL_MAX = tuning.LEVEL_MAX


class ShopFilter(Struct, frozen=True):
    """words: parts of the name. kind, slot: "" for all. level: the lowest level of an item. fits: only what the character
    could wear or use now. page: from 1."""

    words: str = ""
    kind: str = ""
    slot: str = ""
    level: int = 1
    fits: bool = False
    sort: str = "shelf"
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return structs.replace(self, sort="shelf", page=1) != ShopFilter()


def filtered(items: Iterable[Item], wanted: ShopFilter, character: Character) -> list[Item]:
    """items: in the order of the shelf."""
    words = words_of(wanted.words)
    found = [
        i
        for i in items
        if (not wanted.kind or i.kind == wanted.kind)
        and (not wanted.slot or i.slot == wanted.slot)
        and i.level >= wanted.level
        and (not wanted.fits or i.suits(character.level, character.faction))
        and all(word in searchable(i.name) for word in words)
    ]
    if wanted.sort == "price":
        found.sort(key=lambda i: (i.price, i.name))
    elif wanted.sort == "level":
        found.sort(key=lambda i: (-i.level, i.name))
    elif wanted.sort == "name":
        found.sort(key=lambda i: i.name)
    return found


def query_of(region: str, wanted: ShopFilter) -> str:
    """The query of an address that shows this shop with this filter. What has its default is left out."""
    fields = {
        "region": region,
        "q": wanted.words,
        "kind": wanted.kind,
        "slot": wanted.slot,
        "level": wanted.level if wanted.level > 1 else "",
        "fits": "1" if wanted.fits else "",
        "sort": wanted.sort if wanted.sort != "shelf" else "",
        "page": wanted.page if wanted.page > 1 else "",
    }
    return urlencode({name: value for name, value in fields.items() if value})

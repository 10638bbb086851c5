"""A hub is a list of items, monsters or places: by kind, family, rarity, level, region, rank or shop."""

from collections.abc import Sequence

from msgspec import Struct

from game.content import wiki_urls
from game.content.registry import Entry

SECTIONS = {
    "items": ("Items", wiki_urls.ITEMS),
    "monsters": ("Monsters", wiki_urls.MONSTERS),
    "locations": ("Places", wiki_urls.LOCATIONS),
}
"""Section -> name and address of its complete list."""


class Hub(Struct, frozen=True):
    """One list. lead: its introduction. crumbs: the pages above it, as (name, address). group: the heading under which other
    lists link to it. short: the text of these links."""

    section: str
    address: str
    name: str
    lead: str
    entries: Sequence[Entry]
    crumbs: list[tuple[str, str]] = []
    group: str = ""
    short: str = ""

    @property
    def is_section(self) -> bool:
        """Whether it is the complete list of its section."""
        return self.address == SECTIONS[self.section][1]

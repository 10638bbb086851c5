"""The pages of a hub: cards of its entries, and links to related lists."""

from collections.abc import Iterator, Sequence

from game.content.coming import coming_note
from game.content.registry import FOLDERS, Entry
from game.content.schema import Item
from game.content.vocabulary import RARITIES
from seo_pages import words
from seo_pages.facts import addresses, titles
from seo_pages.facts.head import head, sentences, title
from seo_pages.facts.hub import Hub
from seo_pages.facts.hub_cards import card_of
from seo_pages.facts.hubs import HubGroup
from seo_pages.facts.paging import adjacent_pages, page_links, pages_of
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

SIZE = 28
"""Cards per page: it fills full rows of one, two and four, and keeps the page light enough with style and pictures."""
FIRST = 12
"""Cards on a section's first page, which is mainly there for its links."""
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
"""Section -> the kind of its entries, in the code and in the text of pages."""


def hub_pages(world: WikiWorld, site: Site, hub: Hub, groups: list[HubGroup]) -> Iterator[PageFacts]:
    """The facts of each page of a list. groups: the links to related lists."""
    pages = [hub.entries[:FIRST]] if hub.is_section else pages_of(hub.entries, SIZE)
    start = 0
    for number, entries in enumerate(pages, 1):
        yield _page(world, site, hub, groups, number, len(pages), entries, start)
        start += len(entries)


def _page(
    world: WikiWorld, site: Site, hub: Hub, groups: list[HubGroup], number: int, of: int, entries: Sequence[Entry], start: int
) -> PageFacts:
    address = addresses.paged(hub.address, number)
    part = f", page {number}" if number > 1 else ""
    total = len(hub.entries)
    kind = KINDS[hub.section]
    many = words.count(total, kind)
    best = max(entries, key=lambda e: (RARITIES.index(e.rarity) if isinstance(e, Item) else 0, e.level))
    names = f"From {entries[0].name} to {entries[-1].name}." if len(entries) > 1 else f"{entries[0].name}."
    if hub.is_section:
        description = sentences(
            f"{hub.name} of Vampires vs Werewolves: {many}, by what they are and by level.",
            "Where each is found, and its numbers.",
        )
    else:
        description = sentences(
            f"{hub.name}{part}: {many} by level.", names, "Numbers, where to find them, what they are good for."
        )
    page = head(
        site, address, name=hub.name + part, title=title(hub.name + part, *titles.hub(hub)),
        description=description,
        crumbs=[*hub.crumbs, (hub.name, hub.address)] if number > 1 else hub.crumbs,
        picture=addresses.picture(kind, best.slug), alt=f"{best.name}, one of them", section=hub.section,
        also=adjacent_pages(hub.address, number, of),
    )  # fmt: skip
    return page | {
        "lead": hub.lead if number == 1 else "",
        "shut": _note(hub),
        "cards": [card_of(world, e) for e in entries],
        "total": total,
        "first": start + 1,
        "last": start + len(entries),
        "noun": kind,
        "root": hub.is_section,
        "pages": page_links(hub.address, of),
        "number": number,
        "groups": groups if number == 1 else [],
        "here": hub.address,
    }


def _note(hub: Hub) -> str:
    """That none of its items is of use yet; empty if one is."""
    notes = {coming_note(entry) if isinstance(entry, Item) else "" for entry in hub.entries}
    return notes.pop() if len(notes) == 1 else ""

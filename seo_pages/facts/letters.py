"""A to Z: every entry by the first letter of its name."""

import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import TypedDict

from game.content import wiki_urls
from seo_pages import words
from seo_pages.facts import addresses
from seo_pages.facts.covers import place_cover
from seo_pages.facts.guides import NAMES
from seo_pages.facts.head import head
from seo_pages.facts.paging import adjacent_pages, page_links, pages_of
from seo_pages.facts.refs import EntryRef
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

NAMES_A_PAGE = 72


class LetterLink(TypedDict):
    """count: names under the letter."""

    text: str
    href: str
    count: int


def letter_of(name: str) -> str:
    """The letter under which a name is listed. "The" is ignored; names that begin with no letter are listed under "0"."""
    first = unicodedata.normalize("NFKD", name.removeprefix("The "))[:1].lower()
    return first if first and first in ascii_lowercase else "0"


def letters(world: WikiWorld) -> dict[str, list[EntryRef]]:
    """letter -> links to its entries, by name."""
    found: dict[str, list[EntryRef]] = {}
    for kind in ("item", "monster", "place"):
        for ref in world.ref[kind].values():
            found.setdefault(letter_of(ref["name"]), []).append(ref)
    return {letter: sorted(found[letter], key=lambda r: r["name"].removeprefix("The ")) for letter in sorted(found)}


def letters_page(world: WikiWorld, site: Site, links: list[LetterLink]) -> PageFacts:
    total = words.number(sum(link["count"] for link in links))
    guides = [{"name": n, "href": addresses.GUIDES[k]} for k, (n, _) in NAMES.items()]
    return head(
        site, wiki_urls.LETTERS, name="A to Z", title=f"A to Z: all {total} names | VvW wiki",
        description=f"All {total} items, monsters and places of Vampires vs Werewolves by the first letter of their names.",
        crumbs=[], section="", **place_cover(world, 3),
    ) | {"letters": links, "entries": [], "total": 0, "here": "", "guides": guides, "pages": [], "number": 1}  # fmt: skip


def letter_pages(
    world: WikiWorld, site: Site, links: list[LetterLink], letter: str, refs: list[EntryRef]
) -> Iterator[tuple[str, PageFacts]]:
    """(address, facts) of each page of a letter's names."""
    root = addresses.letter(letter)
    heading = "Names that begin with a number" if letter == "0" else f"Names with {letter.upper()}"
    many = words.count(len(refs), "item, monster or place", "items, monsters and places")
    pages = pages_of(refs, NAMES_A_PAGE)
    for number, here in enumerate(pages, 1):
        name = heading + (f", page {number}" if number > 1 else "")
        entries = [{"name": r["name"], "href": r["href"], "note": r["note"], "tint": r["tint"]} for r in here]
        address = addresses.paged(root, number)
        page = head(
            site, address, name=name, title=f"{name}: {len(refs)} in the wiki | VvW wiki",
            description=words.clip(f"{name}: {many}, from {here[0]['name']} to {here[-1]['name']}.", 158),
            crumbs=[("A to Z", wiki_urls.LETTERS)] + [(heading, root)] * (number > 1), also=adjacent_pages(root, number, len(pages)), section="",
            **place_cover(world, ord(letter) + number),
        )  # fmt: skip
        shown = {
            "letters": links,
            "entries": entries,
            "total": len(refs),
            "here": root,
            "guides": [],
            "pages": page_links(root, len(pages)),
            "number": number,
        }
        yield address, page | shown

"""The facts that every page has: title, description, crumbs, address and picture; and rows of tables of facts."""

from collections.abc import Sequence
from typing import TypedDict

from game.content import wiki_urls
from seo_pages import words
from seo_pages.facts.refs import NamedLink
from seo_pages.site import Site

TITLE, DESCRIPTION = 60, 155
"""The longest that search engines show in full, in characters."""
SITE_NAME = " | VvW wiki"
HOME = ("Wiki", wiki_urls.WIKI)


def title(name: str, *more: str) -> str:
    """The name, the first of `more` that fits, and the site's name if it fits too."""
    for end in (SITE_NAME, ""):
        for extra in more:
            if len(whole := f"{name}: {extra}{end}") <= TITLE:
                return whole
    return words.clip(name, TITLE - len(SITE_NAME)) + SITE_NAME


def sentences(first: str, *more: str | Sequence[str]) -> str:
    """The first part, cut if it is too long, and each further part that still fits into a description. A part with several wordings
    has the longest first."""
    text = words.clip(first, DESCRIPTION)
    for part in more:
        wordings = (part,) if isinstance(part, str) else part
        fitting = next((one for one in wordings if one and len(text) + len(one) < DESCRIPTION), "")
        text += f" {fitting}" if fitting else ""
    return text


class Cover(TypedDict):
    """The sharing picture of a page. picture: its address. alt: its text alternative."""

    picture: str
    alt: str


class PagePicture(TypedDict):
    """url: absolute."""

    url: str
    alt: str


class PageHead(TypedDict):
    """The facts that every page has; `head` explains them."""

    address: str
    url: str
    name: str
    title: str
    description: str
    crumbs: list[NamedLink]
    picture: PagePicture
    section: str
    tint: str
    also: dict[str, str]
    site_url: str


class FactPart(TypedDict):
    """A text, with the number as the game has it, so that a test can compare. stat: empty if there is no such number."""

    text: str
    stat: str
    raw: int | None


class Fact(TypedDict):
    """A row of a table of facts."""

    name: str
    href: str
    parts: list[FactPart]


class Chip(TypedDict):
    """A small link under the heading."""

    text: str
    href: str
    tint: str


def head(
    site: Site, address: str, *, name: str, title: str, description: str, crumbs: list[tuple[str, str]], picture: str, alt: str,
    section: str, tint: str = "", also: dict[str, str] | None = None,
) -> PageHead:  # fmt: skip
    """The facts that every page has.

    crumbs: (name, address) of the pages above, without the wiki's front page and without this page. picture: address of the
    1200 x 630 picture. section: which link of the top bar is marked. also: rel -> address ("prev", "next").
    """
    return {
        "address": address,
        "url": site.absolute(address),
        "name": name,
        "title": title,
        "description": description,
        "crumbs": [{"name": n, "href": h} for n, h in (HOME, *crumbs)] if address != HOME[1] else [],
        "picture": {"url": site.absolute(picture), "alt": alt},
        "section": section,
        "tint": tint,
        "also": also or {},
        "site_url": site.absolute("/"),
    }


def fact(name: str, text: str, stat: str = "", raw: int | None = None, href: str = "") -> Fact:
    return {"name": name, "href": href, "parts": [{"text": text, "stat": stat, "raw": raw}]}


def span(name: str, low: tuple[str, int], high: tuple[str, int], unit: str = "") -> Fact:
    """A row with two numbers: gold from 3 to 7. low, high: (stat, number)."""
    parts: list[FactPart] = [
        {"text": words.number(raw) + end, "stat": stat, "raw": raw} for (stat, raw), end in ((low, ""), (high, unit))
    ]
    return {"name": name, "href": "", "parts": parts}

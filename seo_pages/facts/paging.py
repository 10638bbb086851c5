"""Divides a long list into pages, and links the pages with each other."""

from collections.abc import Sequence
from typing import TypedDict, TypeVar

from seo_pages.facts import addresses

T = TypeVar("T")


class PageLink(TypedDict):
    number: int
    href: str


def pages_of(entries: Sequence[T], size: int) -> list[Sequence[T]]:
    """A list divided into pages of about equal length, at most `size`; one empty page for an empty list."""
    count = max(1, -(-len(entries) // size))
    each = -(-len(entries) // count) if entries else 1
    return [entries[i * each : (i + 1) * each] for i in range(count)]


def page_links(address: str, count: int) -> list[PageLink]:
    """Links to the pages of a list; none if it has only one page."""
    return [{"number": n, "href": addresses.paged(address, n)} for n in range(1, count + 1)] if count > 1 else []


def adjacent_pages(address: str, number: int, count: int) -> dict[str, str]:
    """The addresses of the previous and the next page, by rel."""
    found = {"prev": addresses.paged(address, number - 1)} if number > 1 else {}
    return found | ({"next": addresses.paged(address, number + 1)} if number < count else {})

"""A static page: an address, a template and the facts that it shows. It depends on content only."""

from typing import Any

from msgspec import Struct

PageFacts = dict[str, Any]
"""All that a template shows, JSON-able. Each template needs other keys, which a test checks by rendering every page."""


class WikiPage(Struct, frozen=True):
    """path: of the file in the build: "wiki/items/clerks-sabre/index.html". kind: item, monster, place, hub or other.
    template: below templates/seo_pages/. Two pages with equal facts and templates have equal bytes."""

    path: str
    kind: str
    template: str
    facts: PageFacts

    @property
    def address(self) -> str:
        """The path of its URL: "/wiki/items/clerks-sabre/"."""
        return "/" + self.path.removesuffix("index.html")

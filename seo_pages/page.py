"""What a static page is: an address, a template and the plain facts that it shows. A pure function of content."""

from typing import Any

from msgspec import Struct


class WikiPage(Struct, frozen=True):
    """path: where it lies in the built folder, with the file: "wiki/items/clerks-sabre/index.html".

    kind: item, monster, location, hub or other. template: below templates/seo_pages/. facts: JSON-able, all that the
    page shows; two pages with equal facts and templates have equal bytes.
    """

    path: str
    kind: str
    template: str
    facts: dict[str, Any]

    @property
    def address(self) -> str:
        """Path of the address, with slashes at both ends for folders: "/wiki/items/clerks-sabre/"."""
        return "/" + self.path.removesuffix("index.html")

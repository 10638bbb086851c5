"""The address of the static pages and of their assets: the only input of a page that is not content."""

from msgspec import Struct


class Site(Struct, frozen=True):
    """url: scheme and host, no slash at the end: "https://vvw.example".

    assets: plain name -> address in the build: "wiki.css" -> "/wiki/assets/wiki.1f2e3d.css". Pages need "wiki.css",
    "wiki-search.js" and "search.json", and use "favicon.svg" if there is one.
    """

    url: str
    assets: dict[str, str]

    def absolute(self, path: str) -> str:
        """A path with the host in front."""
        return self.url.rstrip("/") + path

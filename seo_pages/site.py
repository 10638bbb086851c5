"""Where the static pages are served: the only input of a page that is not content."""

from msgspec import Struct


class Site(Struct, frozen=True):
    """url: scheme and host, no slash at the end: "https://vvw.example".

    assets: a plain name to the address that the build gave it: "wiki.css" -> "/wiki/assets/wiki.1f2e3d.css". The pages ask for
    "wiki.css", "wiki-search.js" and "search.json", and use "favicon.svg" when it is there.
    """

    url: str
    assets: dict[str, str]

    def absolute(self, path: str) -> str:
        """A path with the host in front."""
        return self.url.rstrip("/") + path

"""Addresses that pages had in an earlier build. They lead to the page's address of today for good, because people and search engines
have stored them.

deploy/nginx/pages-moved.conf has the same for the proxy; a test compares, and `python -m seo_pages.moved` prints it.
"""

import sys

from game.content import wiki_urls

MOVED = {
    f"{wiki_urls.LOCATIONS}quarrys/": f"{wiki_urls.LOCATIONS}quarries/",
}
"""Old address -> address of today. Both end with a slash."""


def target_of(path: str) -> str | None:
    """The address of today for an old one, with or without its slash at the end; None if `path` is no old address."""
    return MOVED.get(path if path.endswith("/") else f"{path}/")


def proxy_lines() -> str:
    """The lines for a map of nginx: old address -> address of today."""
    head = "# Pages that moved, for the map $vvw_moved. Made by `python -m seo_pages.moved`; a test compares.\n"
    return head + "".join(f"{old} {new};\n{old.rstrip('/')} {new};\n" for old, new in sorted(MOVED.items()))


if __name__ == "__main__":
    sys.stdout.write(proxy_lines())

"""The sitemap index, and a sitemap for each kind of page with the day on which each page's words last changed."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from game.content import wiki_urls
from seo_pages.build.digests import digest_of
from seo_pages.build.outputs import Output
from seo_pages.facts import addresses
from seo_pages.page import WikiPage

FILES = {"item": "items", "monster": "monsters", "place": "locations", "hub": "hubs", "other": "hubs"}
LIVE = (
    "sitemap-raids.xml", "sitemap-events.xml", "sitemap-hall.xml", "sitemap-news.xml", "sitemap-clans.xml", "sitemap-about.xml",
)  # fmt: skip
"""Sitemaps that the index names and the game makes, with the days of their pages in them."""
NOT_LISTED = ("404.html", addresses.file_path(wiki_urls.SEARCH))
"""Pages that nobody should find by a search engine: the search has nothing to read."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(pages: Sequence[WikiPage], days: Mapping[str, str], url: str) -> list[Output]:
    """days: by path. A sitemap may contain 50,000 addresses; our largest has fewer than a thousand."""
    listed: dict[str, list[WikiPage]] = {}
    for page in pages:
        if page.path not in NOT_LISTED:
            listed.setdefault(FILES[page.kind], []).append(page)
    made = {f"sitemap-{name}.xml": _sitemap(found, days, url) for name, found in sorted(listed.items())}
    latest = {f"sitemap-{name}.xml": max(days[page.path] for page in found) for name, found in listed.items()}
    rows = "".join(f"<sitemap><loc>{escape(url)}/{name}</loc><lastmod>{latest[name]}</lastmod></sitemap>\n" for name in made)
    rows += "".join(f"<sitemap><loc>{escape(url)}/{name}</loc></sitemap>\n" for name in LIVE)
    made["sitemap.xml"] = f"{HEAD}<sitemapindex {SCHEMA}>\n{rows}</sitemapindex>\n"
    return [Output(path, digest_of(text.encode()), text.encode()) for path, text in made.items()]


def _sitemap(pages: Sequence[WikiPage], days: Mapping[str, str], url: str) -> str:
    rows = "".join(
        f"<url><loc>{escape(url + page.address)}</loc><lastmod>{days[page.path]}</lastmod></url>\n" for page in pages
    )
    return f"{HEAD}<urlset {SCHEMA}>\n{rows}</urlset>\n"

"""Which files a build holds, and how the bytes of each are made from what it shows."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from game import emblems
from game.content.registry import FOLDERS, Catalogue, Entry, load
from seo_pages import plan, search
from seo_pages.build import sources
from seo_pages.build.digests import digest_of, digest_of_value
from seo_pages.facts.world import World
from seo_pages.page import Page
from seo_pages.pictures import picture
from seo_pages.render import render
from seo_pages.site import Site


class Card(Struct, frozen=True):
    """A picture for sharing, of an entry of the content that lies in `fixtures`."""

    kind: str
    slug: str
    fixtures: Path


class Output(Struct, frozen=True):
    """path: in the build. inputs: digest of all that shapes it. what: a Page; kind, entry and hue of an emblem; bytes; or a
    card's kind, slug and where the content lies that it shows."""

    path: str
    inputs: str
    what: Page | tuple[str, Entry, int] | bytes | Card


class Plan(Struct, frozen=True):
    """All outputs but the sitemaps, which need the days; the pages among them in the order of the site."""

    site: Site
    outputs: list[Output]
    pages: list[Page]
    pictures: list[Output]


def plan_outputs(content: Catalogue, url: str, fixtures: Path) -> Plan:
    """Everything that a site of this content and address (`https://example.org`) holds. fixtures: where the content lies."""
    world = World(content)
    assets = _assets(world)
    site = Site(url, {name: f"/{output.path}" for name, output in assets.items()})
    pages = plan.plan(world, site)
    shape = digest_of_value([sources.showing(), url, site.assets])
    shown = [
        Output(page.path, digest_of(shape.encode(), msgspec.json.encode(page, order="deterministic")), page) for page in pages
    ]
    return Plan(site, [*shown, *_emblems(content), *assets.values(), _robots(url)], pages, _pictures(content, fixtures))


def make(output: Output, site: Site) -> tuple[bytes, bytes]:
    """The bytes of an output, and the same without what may change though the file says the same (addresses of style and
    script): by these the sitemap tells when a page last changed."""
    what = output.what
    if isinstance(what, bytes):
        return what, what
    if isinstance(what, tuple):
        svg = emblems.entry_emblem(*what).encode()
        return svg, svg
    if isinstance(what, Card):
        png = picture(what.kind, what.slug, _content(what.fixtures))
        return png, png
    html = render(what, site)
    words = html
    for address in site.assets.values():
        words = words.replace(address, "")
    return html.encode(), words.encode()


def _emblems(content: Catalogue) -> list[Output]:
    shape = sources.drawing().encode()
    drawn = [(kind, entry, content.hue_of(entry)) for kind in FOLDERS for entry in content.entries(kind).values()]
    return [
        Output(f"wiki/emblems/{what[0]}/{what[1].slug}.svg", digest_of(shape, digest_of_value(what).encode()), what)
        for what in drawn
    ]


def _pictures(content: Catalogue, fixtures: Path) -> list[Output]:
    shape = digest_of_value([sources.carding(), list(content.regions.values())]).encode()
    return [
        Output(
            f"wiki/og/{kind}/{entry.slug}.png",
            digest_of(shape, digest_of_value(entry).encode()),
            Card(kind, entry.slug, fixtures),
        )
        for kind in FOLDERS
        for entry in content.entries(kind).values()
    ]


@cache
def _content(fixtures: Path) -> Catalogue:
    """In a worker that was forked it is there already, and the whole of it need not travel with each picture."""
    return load(fixtures)


def _assets(world: World) -> dict[str, Output]:
    """Style, script and the index of the search, each under a name with a hash of its content: caches never ask again."""
    found = sources.asset_bytes()
    found["search.json"] = msgspec.json.encode(search.index(world))
    made = {}
    for name, raw in found.items():
        digest = digest_of(raw)
        stem, _, ending = name.rpartition(".")
        made[name] = Output(f"wiki/assets/{stem}.{digest[:12]}.{ending}", digest, raw)
    return made


CARD_FETCHERS = (
    "Applebot", "Bluesky Cardyb", "Cardyb", "Discordbot", "Embedly", "facebookexternalhit", "Facebot", "Iframely", "LinkedInBot",
    "Mastodon", "Pinterestbot", "redditbot", "SkypeUriPreview", "Slackbot", "Slackbot-LinkExpanding", "TelegramBot", "Twitterbot",
    "Viber", "vkShare", "WhatsApp",
)  # fmt: skip
"""They fetch a link that somebody shared, to show its title and picture beside it."""


def _robots(url: str) -> Output:
    """Crawlers may see everything that shows the world; the game itself tells them nothing. Battles are shared by link, so
    whoever draws the card of a link may read them."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/accounts/", "/admin/", "/api/", "/play/", "/ws/"))
    fetchers = "".join(f"User-agent: {name}\n" for name in CARD_FETCHERS)
    text = f"User-agent: *\n{closed}\n{fetchers}Allow: /play/battles/\n{closed}\nSitemap: {url}/sitemap.xml\n"
    return Output("robots.txt", digest_of(text.encode()), text.encode())

"""The list of files in a build, and how the bytes of each are made."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from game import emblems
from game.content import wiki_urls
from game.content.registry import FOLDERS, Catalogue, Entry, load
from seo_pages import plan, search
from seo_pages.build import sources
from seo_pages.build.digests import digest_of, digest_of_value
from seo_pages.facts import addresses
from seo_pages.facts.world import WikiWorld
from seo_pages.page import WikiPage
from seo_pages.pictures import picture
from seo_pages.render import render
from seo_pages.site import Site


class SharingPicture(Struct, frozen=True):
    """The picture of an entry for links to its page. fixtures: the folder of the content."""

    kind: str
    slug: str
    fixtures: Path


class Output(Struct, frozen=True):
    """path: in the build. inputs: digest of all that determines the file. subject: a page; kind, entry and hue of an emblem;
    bytes; or a sharing picture."""

    path: str
    inputs: str
    subject: WikiPage | tuple[str, Entry, int] | bytes | SharingPicture


class BuildPlan(Struct, frozen=True):
    """All outputs except the sitemaps, which need the days of change. pages: the pages among the outputs, in the site's order."""

    site: Site
    outputs: list[Output]
    pages: list[WikiPage]
    pictures: list[Output]


def plan_outputs(content: Catalogue, url: str, fixtures: Path) -> BuildPlan:
    """All files of a site with this content. url: `https://example.org`. fixtures: the folder of the content."""
    world = WikiWorld(content)
    assets = _assets(world)
    site = Site(url, {name: f"/{output.path}" for name, output in assets.items()})
    pages = plan.plan(world, site)
    code = digest_of_value([sources.page_code_digest(), url, site.assets])
    page_outputs = [
        Output(page.path, digest_of(code.encode(), msgspec.json.encode(page, order="deterministic")), page) for page in pages
    ]
    return BuildPlan(
        site,
        [*page_outputs, *_emblems(content), *assets.values(), _any_picture(), _robots(url)],
        pages,
        _pictures(content, fixtures),
    )


def make(output: Output, site: Site) -> tuple[bytes, bytes]:
    """The bytes of an output, and its words: the bytes without the addresses of style sheet and script. The sitemap's day of
    change follows the words, so that a new style sheet does not change the day of every page."""
    subject = output.subject
    if isinstance(subject, bytes):
        return subject, subject
    if isinstance(subject, tuple):
        svg = emblems.entry_emblem(*subject).encode()
        return svg, svg
    if isinstance(subject, SharingPicture):
        png = picture(subject.kind, subject.slug, _content(subject.fixtures))
        return png, png
    html = render(subject, site)
    words = html
    for address in site.assets.values():
        words = words.replace(address, "")
    return html.encode(), words.encode()


def _emblems(content: Catalogue) -> list[Output]:
    code = sources.emblem_code_digest().encode()
    subjects = [(kind, entry, content.hue_of(entry)) for kind in FOLDERS for entry in content.entries(kind).values()]
    return [
        Output(
            addresses.file_path(addresses.emblem(kind, entry.slug)),
            digest_of(code, digest_of_value((kind, entry, hue)).encode()),
            (kind, entry, hue),
        )
        for kind, entry, hue in subjects
    ]


def _pictures(content: Catalogue, fixtures: Path) -> list[Output]:
    code = digest_of_value([sources.card_code_digest(), list(content.regions.values())]).encode()
    return [
        Output(
            addresses.file_path(addresses.picture(kind, entry.slug)),
            digest_of(code, digest_of_value(entry).encode()),
            SharingPicture(kind, entry.slug, fixtures),
        )
        for kind in FOLDERS
        for entry in content.entries(kind).values()
    ]


def _any_picture() -> Output:
    """The site's own sharing picture, which the web server sends for one that is not drawn yet."""
    raw = sources.ANY_PICTURE.read_bytes()
    return Output(addresses.ANY_PICTURE, digest_of(raw), raw)


@cache
def _content(fixtures: Path) -> Catalogue:
    """Cached: a forked worker has it already, and it is not sent along with each picture."""
    return load(fixtures)


def _assets(world: WikiWorld) -> dict[str, Output]:
    """Style sheet, script, icon and search index, by plain name. Each file name has a hash of its content, so it is cached for ever."""
    found = sources.asset_bytes()
    found["search.json"] = msgspec.json.encode(search.index(world))
    made = {}
    for name, raw in found.items():
        digest = digest_of(raw)
        stem, _, ending = name.rpartition(".")
        made[name] = Output(addresses.file_path(f"{wiki_urls.ASSETS}{stem}.{digest[:12]}.{ending}"), digest, raw)
    return made


CARD_FETCHERS = (
    "Applebot", "Bluesky Cardyb", "Cardyb", "Discordbot", "Embedly", "facebookexternalhit", "Facebot", "Iframely", "LinkedInBot",
    "Mastodon", "Pinterestbot", "redditbot", "SkypeUriPreview", "Slackbot", "Slackbot-LinkExpanding", "TelegramBot", "Twitterbot",
    "Viber", "vkShare", "WhatsApp",
)  # fmt: skip
"""User agents that fetch a shared link to show its title and picture."""


def _robots(url: str) -> Output:
    """Crawlers may read the wiki and the public pages, of which one is in the game: the calendar of raids. They may not read the
    rest of the game, accounts, admin or API. Battles are not for search engines: there are
    millions of them, alike, and their pages say noindex too. People share links to them, so CARD_FETCHERS may read them."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/accounts/", "/admin/", "/api/", "/play/", "/ws/"))
    fetchers = "".join(f"User-agent: {name}\n" for name in CARD_FETCHERS)
    raids = "Allow: /play/raids/\n"
    text = f"User-agent: *\n{raids}{closed}\n{fetchers}Allow: /play/battles/\n{raids}{closed}\nSitemap: {url}/sitemap.xml\n"
    return Output("robots.txt", digest_of(text.encode()), text.encode())

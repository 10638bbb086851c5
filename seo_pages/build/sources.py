"""What a build depends on: the content, the code and templates, the settings. Equal keys mean that nothing is to be done."""

from importlib.metadata import version
from pathlib import Path

from game.content.schema import FILES
from seo_pages.build.compress import BROTLI_QUALITY, GZIP_LEVEL
from seo_pages.build.digests import digest_of, digest_of_files
from seo_pages.style import packed

CHECKOUT = Path(__file__).resolve().parents[2]
FIXTURES = CHECKOUT / "fixtures"
DRAWING = ("game/emblems/**/*.py", "game/content/schema.py", "game/content/vocabulary.py")
"""What shapes an emblem, beside its entry."""
SHOWING = (*DRAWING, "seo_pages/**/*.py", "templates/seo_pages/**/*")
"""What shapes a page, beside its facts."""
CARDS = (*DRAWING, "seo_pages/cards/**/*.py", "seo_pages/pictures.py", "seo_pages/words.py")
"""What shapes a picture for sharing, beside its entry and the regions."""
SHAPE_NOTHING = ("tests", "management", "build", "cards")
"""Folders of ours without a say in what a page shows; of the build, PLANNING has what matters."""
ASSETS = {
    "wiki.css": "static/css/wiki.css",
    "wiki-search.js": "static/js/wiki-search.js",
    "favicon.svg": "static/img/favicon.svg",
}
"""Files that pages ask for, by the name in the page's code."""
PLANNING = ("game/content/*.py", "game/rules/*.py", "seo_pages/build/*.py")
"""What shapes the facts, and which files there are."""
PACKAGES = ("jinja2", "msgspec", "brotli")
VERSIONS = " ".join([*(version(package) for package in PACKAGES), str(GZIP_LEVEL), str(BROTLI_QUALITY)])


def drawing() -> str:
    return digest_of(digest_of_files(CHECKOUT, DRAWING).encode(), VERSIONS.encode())


def carding() -> str:
    fonts = " ".join(version(package) for package in ("resvg", "font-source-serif-pro"))
    return digest_of(digest_of_files(CHECKOUT, CARDS).encode(), fonts.encode())


def showing() -> str:
    return digest_of(digest_of_files(CHECKOUT, SHOWING, SHAPE_NOTHING).encode(), VERSIONS.encode())


def key(fixtures: Path, url: str) -> str:
    """Of everything at once, without loading the content: that alone would take longer than to find nothing changed."""
    content = digest_of_files(fixtures, [f"{name}.json" for name in FILES])
    code = digest_of_files(CHECKOUT, PLANNING)
    parts = (content, showing(), carding(), code, url)
    return digest_of(*(part.encode() for part in parts), *asset_bytes().values())


def asset_bytes() -> dict[str, bytes]:
    """By name in the pages' code, in the order of ASSETS; sheets packed, since a page is weighed with its style."""
    found = {name: (CHECKOUT / path).read_bytes() for name, path in ASSETS.items()}
    return {name: packed(raw.decode()).encode() if name.endswith(".css") else raw for name, raw in found.items()}

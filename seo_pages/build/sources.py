"""What a build depends on: content, code, templates, settings. If the key is the same, nothing has to be built."""

from importlib.metadata import version
from pathlib import Path

from game.content.schema import FILES
from seo_pages.build.compress import BROTLI_QUALITY, GZIP_LEVEL
from seo_pages.build.digests import digest_of, digest_of_files
from seo_pages.style import minified

CHECKOUT = Path(__file__).resolve().parents[2]
FIXTURES = CHECKOUT / "fixtures"
EMBLEM_CODE = ("game/emblems/**/*.py", "game/content/schema.py", "game/content/vocabulary.py")
"""Code that determines an emblem, besides its entry."""
PAGE_CODE = (*EMBLEM_CODE, "seo_pages/**/*.py", "templates/seo_pages/**/*")
"""Code and templates that determine a page, besides its facts."""
CARD_CODE = (*EMBLEM_CODE, "seo_pages/cards/**/*.py", "seo_pages/pictures.py", "seo_pages/nouns.py", "seo_pages/words.py")
"""Code that determines a sharing picture, besides its entry and the regions."""
NOT_PAGE_CODE = ("tests", "management", "build", "cards")
"""Folders of this app that do not affect a page; PLAN_CODE covers what matters of the build."""
ASSETS = {
    "wiki.css": "static/css/wiki.css",
    "wiki-search.js": "static/js/wiki-search.js",
    "favicon.svg": "static/img/favicon.svg",
}
"""Files that pages load, by their names in templates and code."""
ANY_PICTURE = CHECKOUT / "static/img/og.png"
PLAN_CODE = ("game/content/*.py", "game/rules/*.py", "seo_pages/build/*.py")
"""Code that determines the facts and the list of files."""
PACKAGES = ("jinja2", "msgspec", "brotli")
VERSIONS = " ".join([*(version(package) for package in PACKAGES), str(GZIP_LEVEL), str(BROTLI_QUALITY)])


def emblem_code_digest() -> str:
    return digest_of(digest_of_files(CHECKOUT, EMBLEM_CODE).encode(), VERSIONS.encode())


def card_code_digest() -> str:
    fonts = " ".join(version(package) for package in ("resvg", "font-source-serif-pro"))
    return digest_of(digest_of_files(CHECKOUT, CARD_CODE).encode(), fonts.encode())


def page_code_digest() -> str:
    return digest_of(digest_of_files(CHECKOUT, PAGE_CODE, NOT_PAGE_CODE).encode(), VERSIONS.encode())


def build_key(fixtures: Path, url: str) -> str:
    """The digest of everything. It reads the fixtures as bytes, because parsing them takes longer than finding no change."""
    content = digest_of_files(fixtures, [f"{name}.json" for name in FILES])
    code = digest_of_files(CHECKOUT, PLAN_CODE)
    parts = (content, page_code_digest(), card_code_digest(), code, url)
    return digest_of(*(part.encode() for part in parts), *asset_bytes().values(), ANY_PICTURE.read_bytes())


def asset_bytes() -> dict[str, bytes]:
    """The bytes by name, in the order of ASSETS. Style sheets are minified, because a page's size limit includes its style."""
    found = {name: (CHECKOUT / path).read_bytes() for name, path in ASSETS.items()}
    return {name: minified(raw.decode()).encode() if name.endswith(".css") else raw for name, raw in found.items()}

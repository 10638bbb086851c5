"""All pages, planned and rendered once; a folder built once by the command; and a copy of that folder for tests that change it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

from game.content import catalogue
from game.content.registry import FIXTURES, FOLDERS
from game.emblems import entry_emblem
from seo_pages.facts.world import WikiWorld
from seo_pages.page import WikiPage
from seo_pages.plan import plan
from seo_pages.render import render
from seo_pages.site import Site
from vvw_site.testing import default_signals

CHECKOUT = Path(settings.BASE_DIR)
Command = Callable[..., subprocess.CompletedProcess[str]]


def start(*arguments: str) -> subprocess.Popen[str]:
    """Starts the command in its own process."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "render_seo_pages", *arguments],
        cwd=CHECKOUT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "vvw_site.settings.test", "SITE_URL": settings.SITE_URL},
        preexec_fn=default_signals,
    )  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one full build on all cores. It is shared: tests only read it."""
    root = tmp_path_factory.mktemp("pages")
    out, err = (building := start("--no-pictures", "--out", str(root))).communicate(timeout=120)
    assert building.returncode == 0, err
    assert re.fullmatch(
        r"[\d,]+ pages written, 0 unchanged, 0 removed, 0 pictures drawn: [\d,]+ files, [\d.]+ MB, in [\d.]+ s\.\n", out
    )
    return root


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the built folder for one test. Its files are hard links: replace a file instead of writing into it."""
    return shutil.copytree(built, tmp_path / "pages", symlinks=True, copy_function=os.link)


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """A copy of fixtures/ that the test may change."""
    return shutil.copytree(FIXTURES, tmp_path / "fixtures")


def files(root: Path) -> dict[str, int]:
    """Inodes of all served files by path, compressed copies included."""
    current = root / "current"
    return {
        str(path.relative_to(current)): path.stat().st_ino
        for path in current.rglob("*")
        if path.is_file() and path.name != ".manifest.json"
    }


SITE = Site(
    "https://vvw.example",
    {
        "wiki.css": "/wiki/assets/wiki.0.css",
        "wiki-search.js": "/wiki/assets/wiki-search.0.js",
        "search.json": "/wiki/assets/search.0.json",
    },
)


class Rendered(NamedTuple):
    """site; pages and html: every page and its HTML by the path of its file."""

    site: Site
    pages: dict[str, WikiPage]
    html: dict[str, str]

    def links(self, path: str) -> list[str]:
        """The href of each link of a page, unchanged."""
        return re.findall(r'<a [^>]*href="([^"]+)"', self.html[path])


@pytest.fixture(scope="session")
def rendered() -> Rendered:
    pages = {page.path: page for page in plan(WikiWorld(catalogue()), SITE)}
    assert len(pages) > 1700, "tests that loop over the pages need pages"
    return Rendered(SITE, pages, {path: render(page, SITE) for path, page in pages.items()})


@pytest.fixture(scope="session")
def emblems() -> dict[str, str]:
    """address -> SVG, as the build writes them."""
    content = catalogue()
    return {
        f"/wiki/emblems/{kind}/{slug}.svg": entry_emblem(kind, entry, content.hue_of(entry))
        for kind in FOLDERS
        for slug, entry in content.entries(kind).items()
    }

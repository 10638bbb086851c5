"""A built folder, made once a run by the command itself, and a copy of it for tests that change something."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from game.content.registry import FIXTURES

CHECKOUT = Path(settings.BASE_DIR)
Command = Callable[..., subprocess.CompletedProcess]


def start(*arguments: str) -> subprocess.Popen:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "render_seo_pages", *arguments],
        cwd=CHECKOUT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "vvw_site.settings.test", "SITE_URL": settings.SITE_URL},
    )  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one full build on all cores. Read it, change nothing."""
    root = tmp_path_factory.mktemp("pages")
    out, err = (building := start("--out", str(root))).communicate(timeout=120)
    assert building.returncode == 0, err
    assert re.fullmatch(r"[\d,]+ pages written, 0 unchanged, 0 removed: [\d,]+ files, [\d.]+ MB, in [\d.]+ s\.\n", out)
    return root


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the built folder of one's own. Its files are links: put another in the place of one, do not write into it."""
    return shutil.copytree(built, tmp_path / "pages", symlinks=True, copy_function=os.link)


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """A copy of fixtures/ to change."""
    return shutil.copytree(FIXTURES, tmp_path / "fixtures")


def files(root: Path) -> dict[str, int]:
    """Inodes of all files that are served, by path; packed copies too."""
    current = root / "current"
    return {
        str(path.relative_to(current)): path.stat().st_ino
        for path in current.rglob("*")
        if path.is_file() and path.name != ".manifest.json"
    }

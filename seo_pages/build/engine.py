"""The door to the build: is anything to be done, and what was done."""

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from seo_pages.build import manifest as manifests
from seo_pages.build import sources
from seo_pages.build.faults import told_in_a_sentence
from seo_pages.build.folder import Folder
from seo_pages.build.manifest import Manifest

Progress = Callable[[int, int], None]
"""Told how many files are made and how many there are to make."""


class Report(Struct, frozen=True):
    """Counts of pages, and of pictures that were drawn; size in bytes and files of the whole build, packed copies included."""

    written: int
    unchanged: int
    removed: int
    pictures: int
    files: int
    size: int
    seconds: float


def build(
    root: Path, *, url: str, fixtures: Path = sources.FIXTURES, pictures: bool = False, workers: int | None = None, force: bool = False,
    today: date | None = None, progress: Progress = lambda made, of: None,
) -> Report:  # fmt: skip
    """Bring the folder `root` up to date and serve it. With `force` every file is made and written anew.

    pictures: draw those for sharing too; without, those that are there and still true are kept.
    url: the site's address without a slash at its end. Holds the folder's lock. BuildError or ContentError in one sentence;
    however it ends, `root/current` is either the old build or a whole new one.
    """
    begun, folder = time.monotonic(), Folder(root.absolute())
    mask = os.umask(0o022)  # a web server of another user has to read it
    try:
        with told_in_a_sentence(), folder.held():
            key, old = sources.key(fixtures, url), manifests.read(folder.current)
            damaged = set(manifests.damaged(folder.current, old)) if folder.current else set()
            new = old
            written: set[str] = set()
            if old.key != key or damaged or force or (pictures and not old.pictures):
                from seo_pages.build.anew import build_anew  # loading it takes longer than to find nothing to do

                new, written = build_anew(
                    folder, old, {} if force else {path: was for path, was in old.entries.items() if path not in damaged},
                    key=key, fixtures=fixtures, url=url, pictures=pictures, day=f"{today or datetime.now(UTC).date()}",
                    workers=workers or os.cpu_count() or 1, progress=progress,
                )  # fmt: skip
    finally:
        os.umask(mask)
    pages, made = _pages(new), len([path for path in written if path.endswith(".html")])
    return Report(
        written=made, unchanged=len(pages) - made, removed=len(_pages(old) - pages),
        pictures=sum(path.endswith(".png") for path in written),
        files=new.files, size=new.size, seconds=time.monotonic() - begun,
    )  # fmt: skip


def _pages(manifest: Manifest) -> set[str]:
    return {path for path in manifest.entries if path.endswith(".html")}

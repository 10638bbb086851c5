"""Builds the wiki if something changed, and reports what was done."""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from seo_pages.build import manifest as manifests
from seo_pages.build import retired, sources
from seo_pages.build.errors import as_build_error
from seo_pages.build.folder import BuildFolder
from seo_pages.build.manifest import Manifest
from seo_pages.facts.addresses import ANY_PICTURE

Progress = Callable[[int, int], None]
"""Is called with the number of files made so far and the number of files to make."""


class BuildReport(Struct, frozen=True):
    """written, unchanged, removed: pages. pictures: pictures drawn. complete: whether all pictures are there. files, size (bytes):
    of the whole build, with compressed copies. seconds: how long the build took."""

    written: int
    unchanged: int
    removed: int
    pictures: int
    complete: bool
    files: int
    size: int
    seconds: float


def build(
    root: Path, *, url: str, fixtures: Path = sources.FIXTURES, pictures: bool = False, pictures_at_most: int | None = None,
    workers: int | None = None, force: bool = False, today: date | None = None, now: int | None = None,
    progress: Progress = lambda made, of: None,
) -> BuildReport:  # fmt: skip
    """Brings the folder `root` up to date and serves it. `force` makes and writes every file, changed or not.

    pictures: draw the sharing pictures too; without it, the existing ones that are still correct stay in the build.
    pictures_at_most: draw no more than that; the next build draws others.
    url: the site's address without a slash at its end. now: in seconds since 1970, for what stays only for a day.
    Holds the folder's lock. Raises BuildError or ContentError with one sentence. After any error, `root/current` is either the
    old build or a complete new one.
    """
    started, folder = time.monotonic(), BuildFolder(root.absolute())
    most = sys.maxsize if pictures_at_most is None else pictures_at_most
    now = int(time.time()) if now is None else now
    mask = os.umask(0o022)  # the web server runs as another user and has to read the files
    try:
        with as_build_error(), folder.locked():
            key, old = sources.build_key(fixtures, url), manifests.read(folder.current)
            damaged = set(manifests.damaged(folder.current, old)) if folder.current else set()
            new = retired.remove_expired(folder.current, old, now) if folder.current else old
            written: set[str] = set()
            if old.key != key or damaged or force or (pictures and not old.pictures):
                from seo_pages.build.rebuild import rebuild  # importing it takes longer than finding nothing to do

                reusable = {} if force else {path: entry for path, entry in old.entries.items() if path not in damaged}
                new, written = rebuild(
                    folder, old, reusable, key=key, fixtures=fixtures, url=url, pictures=most if pictures else 0,
                    day=f"{today or datetime.now(UTC).date()}", now=now, workers=workers or os.cpu_count() or 1, progress=progress,
                )  # fmt: skip
    finally:
        os.umask(mask)
    pages, made = _pages(new), len([path for path in written if path.endswith(".html")])
    return BuildReport(
        written=made, unchanged=len(pages) - made, removed=len(_pages(old) - pages),
        pictures=sum(path.endswith(".png") and path != ANY_PICTURE for path in written),
        complete=new.pictures,
        files=new.files, size=new.size, seconds=time.monotonic() - started,
    )  # fmt: skip


def _pages(manifest: Manifest) -> set[str]:
    return {path for path in manifest.entries if path.endswith(".html")}

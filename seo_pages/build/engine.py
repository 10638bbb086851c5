"""The order of a build: what is there, what has changed, make that, link the rest, switch."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from game.content.registry import FIXTURES, load
from seo_pages.build import manifest as manifests
from seo_pages.build import sources
from seo_pages.build.digests import digest_of_value
from seo_pages.build.faults import told_in_a_sentence
from seo_pages.build.folder import Folder
from seo_pages.build.manifest import Entry, Manifest
from seo_pages.build.outputs import Output, plan_outputs
from seo_pages.build.sitemaps import sitemaps
from seo_pages.build.work import Made, produce
from seo_pages.build.write import link

Progress = Callable[[int, int], None]
"""Told how many files are made and how many there are to make."""


class Report(Struct, frozen=True):
    """Counts of pages; size in bytes and files of the whole build, packed copies included."""

    written: int
    unchanged: int
    removed: int
    files: int
    size: int
    seconds: float


def build(
    root: Path, *, url: str, fixtures: Path = FIXTURES, workers: int | None = None, force: bool = False,
    today: date | None = None, progress: Progress = lambda made, of: None,
) -> Report:  # fmt: skip
    """Bring the folder `root` up to date and serve it. With `force` every file is made and written anew.

    url: the site's address without a slash at its end. Holds the folder's lock. BuildError or ContentError in one sentence;
    however it ends, `root/current` is either the old build or a whole new one.
    """
    begun, folder = time.monotonic(), Folder(root.absolute())
    mask = os.umask(0o022)  # a web server of another user has to read it
    try:
        with told_in_a_sentence(), folder.held():
            key, old = sources.key(fixtures, url), manifests.read(folder.current)
            damaged = set(manifests.damaged(folder.current, old)) if folder.current else set()
            if old.key == key and not damaged and not force:
                new, written = old, 0
            else:
                sound = {} if force else {path: entry for path, entry in old.entries.items() if path not in damaged}
                day = f"{today or datetime.now(UTC).date()}"
                new, written = _anew(folder, old, sound, key, fixtures, url, day, workers or os.cpu_count() or 1, progress)
    finally:
        os.umask(mask)
    pages = _pages(new)
    return Report(
        written=written, unchanged=len(pages) - written, removed=len(_pages(old) - pages),
        files=new.files, size=new.size, seconds=time.monotonic() - begun,
    )  # fmt: skip


def _anew(
    folder: Folder, old: Manifest, sound: dict[str, Entry], key: str, fixtures: Path, url: str, day: str,
    workers: int, progress: Progress,
) -> tuple[Manifest, int]:  # fmt: skip
    """Build beside what is served, then switch. Returns the new manifest and how many pages were written."""
    planned = plan_outputs(load(fixtures), url)
    previous, part = folder.current, folder.begin()
    try:
        same = {o.path for o in planned.outputs if (was := sound.get(o.path)) and was.inputs == o.inputs}
        _link_all(previous, part, {path: sound[path] for path in same})
        entries = {path: old.entries[path] for path in same}
        written = 0

        def take(outputs: list[Output], cores: int, say: Callable[[int], None]) -> None:
            nonlocal written
            for path, made in produce(planned.site, part, previous, outputs, sound, workers=cores, progress=say).items():
                entries[path] = _dated(made, old.entries.get(path), day)
                written += made.written and path.endswith(".html")

        todo = [output for output in planned.outputs if output.path not in same]
        counted = 0

        def count(more: int) -> None:
            nonlocal counted
            counted += more
            progress(counted, len(todo))

        take(todo, workers, count)
        take(sitemaps(planned.pages, {path: entry.day for path, entry in entries.items()}, url), 1, lambda more: None)
        new = Manifest(manifests.VERSION, key, entries)
        manifests.write(part, new)
        folder.switch(part, digest_of_value({path: entry.content for path, entry in entries.items()})[:8])
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return new, written


def _link_all(previous: Path | None, part: Path, entries: dict[str, Entry]) -> None:
    """The files that are as they were, without making them again."""
    for folder in {os.path.dirname(path) for path in entries}:  # noqa: PTH120
        os.makedirs(f"{part}/{folder}", exist_ok=True)  # noqa: PTH103
    for path, entry in entries.items():
        link(f"{previous}/{path}", f"{part}/{path}", entry.copies)


def _dated(made: Made, was: Entry | None, day: str) -> Entry:
    """The entry with its day: today, unless the words are those of the build before."""
    return msgspec.structs.replace(made.entry, day=was.day if was and was.words == made.entry.words else day)


def _pages(manifest: Manifest) -> set[str]:
    return {path for path in manifest.entries if path.endswith(".html")}

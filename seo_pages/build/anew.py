"""A build: unchanged files are linked from the build before, the others are made, and then the folder is switched in."""

import contextlib
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from game.content.registry import load
from seo_pages.build import manifest as manifests
from seo_pages.build.digests import digest_of_value
from seo_pages.build.faults import BuildError
from seo_pages.build.folder import Folder
from seo_pages.build.manifest import Entry, Manifest
from seo_pages.build.outputs import plan_outputs
from seo_pages.build.sitemaps import sitemaps
from seo_pages.build.work import Made, produce
from seo_pages.build.write import link
from seo_pages.plan import PlanError


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """A build makes next to no garbage before its end, and a page of memory that the collector marks is one that a forked
    worker has to copy: without it a build takes a seventh less."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_nothing_collected()
def build_anew(
    folder: Folder, old: Manifest, sound: dict[str, Entry], *, key: str, fixtures: Path, url: str, pictures: bool, day: str,
    workers: int, progress: Callable[[int, int], None],
) -> tuple[Manifest, set[str]]:  # fmt: skip
    """`old`: what the build before held; `sound`: those of its files that may be used again.

    Returns the new manifest and the paths that were written. The lock must be held. Whatever is raised, what is served stays.
    """
    try:
        planned = plan_outputs(load(fixtures), url, fixtures)
    except PlanError as error:
        raise BuildError(f"Nothing was built: {error}.") from error
    previous, part = folder.current, folder.begin()
    try:
        # Pictures last: they take ten times as long as all the rest, and what is linked or made by then is not waited for.
        drawn = [o for o in planned.pictures if pictures or ((was := sound.get(o.path)) and was.inputs == o.inputs)]
        wanted = [*planned.outputs, *drawn]
        entries = {o.path: was for o in wanted if (was := sound.get(o.path)) and was.inputs == o.inputs}
        _link_all(previous, part, entries)
        todo = [output for output in wanted if output.path not in entries]
        done = 0

        def count(more: int) -> None:
            nonlocal done
            done += more
            progress(done, len(todo))

        made = produce(planned.site, part, previous, todo, sound, workers=workers, progress=count)
        entries |= _dated(made, old, day)
        maps = sitemaps(planned.pages, {path: entry.day for path, entry in entries.items()}, url)
        made |= (mapped := produce(planned.site, part, previous, maps, sound, workers=1))
        new = Manifest(manifests.VERSION, key, entries | _dated(mapped, old, day), len(drawn) == len(planned.pictures))
        manifests.write(part, new)
        folder.switch(part, digest_of_value({path: entry.content for path, entry in new.entries.items()})[:8])
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return new, {path for path, one in made.items() if one.written}


def _link_all(previous: Path | None, part: Path, entries: dict[str, Entry]) -> None:
    """Links the unchanged files without making them again."""
    for folder in {os.path.dirname(path) for path in entries}:  # noqa: PTH120
        os.makedirs(f"{part}/{folder}", exist_ok=True)  # noqa: PTH103
    for path, entry in entries.items():
        link(f"{previous}/{path}", f"{part}/{path}", entry.copies)


def _dated(made: dict[str, Made], old: Manifest, day: str) -> dict[str, Entry]:
    """Entries with the day of their last change: today, unless the words equal those of the build before."""
    dated = {}
    for path, one in made.items():
        was = old.entries.get(path)
        kept = was.day if was and was.words == one.entry.words else day
        dated[path] = msgspec.structs.replace(one.entry, day=kept)
    return dated

"""Makes a new build: links unchanged files from the previous build, makes the others, and switches to the new folder."""

import contextlib
import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from game.content.registry import load
from seo_pages.build import manifest as manifests
from seo_pages.build import retired
from seo_pages.build.digests import digest_of_value
from seo_pages.build.errors import BuildError
from seo_pages.build.folder import BuildFolder
from seo_pages.build.manifest import Manifest, ManifestEntry, RetiredFile
from seo_pages.build.outputs import plan_outputs
from seo_pages.build.sitemaps import sitemaps
from seo_pages.build.workers import OutputResult, make_all
from seo_pages.build.write import link
from seo_pages.plan import PlanError


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A build leaves almost no garbage before its end, and a forked worker has to copy each page of memory that the collector
    marks. A build without the collector takes a seventh less time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_without_garbage_collection()
def rebuild(
    folder: BuildFolder, old: Manifest, reusable: dict[str, ManifestEntry], *, key: str, fixtures: Path, url: str, pictures: int,
    day: str, now: int, workers: int, progress: Callable[[int, int], None],
) -> tuple[Manifest, set[str]]:  # fmt: skip
    """Returns the new manifest and the paths that were written. The caller holds the lock.

    old: the manifest of the previous build. reusable: those of its entries whose files are intact. pictures: how many to draw at
    most. now: in seconds since 1970. If anything is raised, the served build stays.
    """
    try:
        planned = plan_outputs(load(fixtures), url, fixtures)
    except PlanError as error:
        raise BuildError(f"Nothing was built: {error}.") from error
    previous, part = folder.current, folder.begin()

    def unchanged(path: str, inputs: str) -> ManifestEntry | None:
        entry = reusable.get(path)
        return entry if entry and entry.inputs == inputs else None

    try:
        # Pictures come last: they take ten times as long as all other files, which therefore do not wait for them.
        drawn = [o for o in planned.pictures if unchanged(o.path, o.inputs)]
        known = {o.path for o in drawn}
        drawn += [o for o in planned.pictures if o.path not in known][:pictures]
        wanted = [*planned.outputs, *drawn]
        entries = {o.path: entry for o in wanted if (entry := unchanged(o.path, o.inputs))}
        _link_all(previous, part, entries)
        todo = [output for output in wanted if output.path not in entries]
        done = 0

        def count(more: int) -> None:
            nonlocal done
            done += more
            progress(done, len(todo))

        made = make_all(planned.site, part, previous, todo, reusable, workers=workers, progress=count)
        entries |= _with_days(made, old, day)
        maps = sitemaps(planned.pages, {path: entry.day for path, entry in entries.items()}, url)
        made |= (mapped := make_all(planned.site, part, previous, maps, reusable, workers=1))
        all_entries = entries | _with_days(mapped, old, day)
        kept = retired.kept(old, all_entries, now)
        kept = {path: one for path, one in kept.items() if previous and manifests.is_intact(previous, path, one)}
        _link_all(previous, part, kept)
        new = Manifest(manifests.VERSION, key, all_entries, len(drawn) == len(planned.pictures), kept)
        manifests.write(part, new)
        folder.switch(part, digest_of_value({path: entry.content for path, entry in new.entries.items()})[:8])
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return new, {path for path, result in made.items() if result.written}


def _link_all(previous: Path | None, part: Path, entries: Mapping[str, ManifestEntry | RetiredFile]) -> None:
    """Links the files of the previous build without making them again."""
    for folder in {os.path.dirname(path) for path in entries}:  # noqa: PTH120
        os.makedirs(f"{part}/{folder}", exist_ok=True)  # noqa: PTH103
    for path, entry in entries.items():
        link(f"{previous}/{path}", f"{part}/{path}", entry.copies)


def _with_days(made: dict[str, OutputResult], old: Manifest, day: str) -> dict[str, ManifestEntry]:
    """Entries with the day of their last change: `day`, or the previous build's day if the words are the same."""
    dated = {}
    for path, result in made.items():
        before = old.entries.get(path)
        changed = before.day if before and before.words == result.entry.words else day
        dated[path] = msgspec.structs.replace(result.entry, day=changed)
    return dated

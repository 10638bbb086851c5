"""The folder of the builds: `builds/<time>-<hash>/`, the link `current` to the one that is served, and a lock.

A build grows in `builds/<time>.part` and is served only when it is whole: `current` is replaced in one step. What a build
leaves behind that died is removed by the next one.
"""

import contextlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from seo_pages.build.faults import BuildError
from vvw_site.foundation.services.locks import Lock

KEEP = 2
"""Builds: the one that is served, and the one before it, from which a slow answer may still be read."""
PART = ".part"


class Folder:
    """`root` need not exist yet; its parent folders are made too."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.builds = root / "builds"
        self.link = root / "current"

    @property
    def current(self) -> Path | None:
        """The build that is served, None when there is none."""
        try:
            found = self.root / self.link.readlink()
        except OSError:
            return None
        return found if found.is_dir() else None

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder and hold its lock: one build at a time. BuildError when it is another's, or being built."""
        if self.root.is_dir() and not self.builds.is_dir() and any(self.root.iterdir()):
            raise BuildError(f"{self.root} holds other things than built pages: name an empty or a new folder with --out.")
        self.builds.mkdir(parents=True, exist_ok=True)
        lock = Lock(self.root / "lock")
        try:
            if not lock.acquire(shared=False, wait=False):
                raise BuildError(f"Another build is at work in {self.root}: wait for it to end.")
            self.sweep()
            yield
        finally:
            lock.close()

    def begin(self) -> Path:
        """A new, empty folder to build in."""
        part = self.builds / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}{PART}"
        part.mkdir()
        return part

    def switch(self, part: Path, name: str) -> Path:
        """The whole build gets its name and is served from now on."""
        whole = part.with_name(f"{part.name.removesuffix(PART)}-{name}")
        part.rename(whole)
        new = self.link.with_name("current.new")
        new.unlink(missing_ok=True)
        new.symlink_to(whole.relative_to(self.root))
        new.replace(self.link)
        self.sweep()
        return whole

    def sweep(self) -> None:
        """Remove what dead builds left, and all but the last builds. Only under the lock."""
        served = self.current
        others = sorted(path for path in self.builds.iterdir() if path != served)
        kept = [path for path in others if path.suffix != PART][-(KEEP - 1) :] if served else []
        for path in others:
            if path not in kept:
                shutil.rmtree(path)

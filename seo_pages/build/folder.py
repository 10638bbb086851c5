"""The folder of the builds: `builds/<time>-<hash>/`, the link `current` to the served build, and a lock.

A build is made in `builds/<time>.part` and served only when it is complete: `current` is replaced in one step. The next build
removes what an interrupted build left behind.
"""

import contextlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from seo_pages.build.errors import BuildError
from vvw_site.foundation.services.locks import Lock

BUILDS_STORED = 2
"""The served build and the previous one, from which a slow response may still be read."""
PART = ".part"


class BuildFolder:
    """`root` need not exist yet; its parent folders are created too."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.builds = root / "builds"
        self.link = root / "current"

    @property
    def current(self) -> Path | None:
        """The served build, None if there is none."""
        try:
            found = self.root / self.link.readlink()
        except OSError:
            return None
        return found if found.is_dir() else None

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Creates the folder and holds its lock, so that only one build runs at a time.

        BuildError if another build holds the lock or if the folder contains something other than builds.
        """
        if self.root.is_dir() and not self.builds.is_dir() and any(self.root.iterdir()):
            raise BuildError(f"{self.root} contains files that are not built pages: name an empty or a new folder with --out.")
        self.builds.mkdir(parents=True, exist_ok=True)
        lock = Lock(self.root / "lock")
        try:
            if not lock.acquire(shared=False, wait=False):
                raise BuildError(f"Another build is running in {self.root}: wait until it ends.")
            self.remove_old_builds()
            yield
        finally:
            lock.close()

    def begin(self) -> Path:
        """A new, empty folder to build in."""
        part = self.builds / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}{PART}"
        part.mkdir()
        return part

    def switch(self, part: Path, name: str) -> Path:
        """Gives the complete build its name and serves it from now on."""
        complete = part.with_name(f"{part.name.removesuffix(PART)}-{name}")
        part.rename(complete)
        new = self.link.with_name("current.new")
        new.unlink(missing_ok=True)
        new.symlink_to(complete.relative_to(self.root))
        new.replace(self.link)
        self.remove_old_builds()
        return complete

    def remove_old_builds(self) -> None:
        """Removes interrupted builds and all but the last BUILDS_STORED builds. Only under the lock."""
        served = self.current
        others = sorted(path for path in self.builds.iterdir() if path != served)
        stored = [path for path in others if path.suffix != PART][-(BUILDS_STORED - 1) :] if served else []
        for path in others:
            if path not in stored:
                shutil.rmtree(path)

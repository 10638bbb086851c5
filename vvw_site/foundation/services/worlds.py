"""The worlds of the embedded servers: which checkout each belongs to, and how a checkout that was moved gets its own again.

The folder of a world is named after its checkout's path. So a checkout that is moved finds no world, and would begin an empty one.
"""

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .errors import ServicesError, error_from_os
from .instance_paths import CHECKOUT, CHECKOUT_FILE, checkout_key, data_home, instance_paths
from .locks import is_taken

INSTANCE = "dev"


@dataclass(frozen=True)
class World:
    """checkout: None for one that an earlier version made and nobody has started since."""

    key: str
    home: Path
    checkout: Path | None
    last_used: datetime

    @property
    def is_own(self) -> bool:
        return self.key == checkout_key()

    @property
    def is_vanished(self) -> bool:
        """Its checkout is known, and is no longer there."""
        return self.checkout is not None and not (self.checkout / "manage.py").is_file()

    def size(self) -> int:
        """Bytes of its Postgres. Looks at each file; one that its server deletes meanwhile does not count."""
        size = 0
        for path in (self.home / "postgres").rglob("*"):
            with contextlib.suppress(OSError):
                size += path.lstat().st_size if path.is_file() else 0
        return size

    @property
    def words(self) -> str:
        if self.is_own:
            return f"{CHECKOUT} (this checkout)"
        if self.checkout is None:
            return "of a checkout that is not known"
        return f"{self.checkout}{' (gone)' if self.is_vanished else ''}"


def worlds() -> list[World]:
    """All worlds of this user, the last used first."""
    found = []
    for home in data_home().glob(f"*/{INSTANCE}"):
        data = home / "postgres"
        with contextlib.suppress(OSError):
            if (data / "PG_VERSION").is_file():
                found.append(_world(home, data))
    return sorted(found, key=lambda world: world.last_used, reverse=True)


def _world(home: Path, data: Path) -> World:
    try:
        checkout = Path(os.fsdecode((home.parent / CHECKOUT_FILE).read_bytes()))
    except OSError:
        checkout = None
    used = max(path.stat().st_mtime for path in (data / "global" / "pg_control", home))
    return World(home.parent.name, home, checkout, datetime.fromtimestamp(used, UTC))


def hint() -> str:
    """A sentence for a checkout without a world, if there are worlds of checkouts that are gone; otherwise empty."""
    if (instance_paths(INSTANCE).postgres_data / "PG_VERSION").is_file():
        return ""
    gone = [world for world in worlds() if world.is_vanished]
    if not gone:
        return ""
    names = ", ".join(f"{world.key} (of {world.checkout}, last used {world.last_used:%Y-%m-%d})" for world in gone[:5])
    more = f" and {len(gone) - 5} more" if len(gone) > 5 else ""
    return (
        f"This checkout gets a new world. If it was moved, its world is one of these: {names}{more}; "
        "stop, and run `.venv/bin/python manage.py adopt_world KEY` to have it here."
    )


def adopt(key: str) -> Path | None:
    """Move the world `key` to this checkout. Returns where this checkout's own world was moved, if it had one.

    Raises ServicesError if the world is in use, or its checkout still exists.
    """
    world = next((one for one in worlds() if one.key == key), None)
    own = instance_paths(INSTANCE)
    if world is None:
        raise ServicesError(f"There is no world {key}: `manage.py adopt_world` lists them.")
    if world.is_own:
        raise ServicesError("This checkout has that world already.")
    if world.checkout is not None and not world.is_vanished:
        raise ServicesError(
            f"The world {key} belongs to {world.checkout}, which exists: only a world without a checkout is adopted."
        )
    for home in (world.home, own.home):
        if is_taken(home / own.daemon_lock.name):
            raise ServicesError(f"A server runs in {home}: stop `make run` and what else uses it, and try again.")
    try:
        own.make()
        aside = None
        if (own.postgres_data / "PG_VERSION").is_file():
            aside = own.home.with_name(f"{INSTANCE}-before-{datetime.now(UTC):%Y%m%d-%H%M%S}")
            own.home.rename(aside)
        else:
            _remove_empty_home(own.home)
        world.home.rename(own.home)
    except OSError as error:
        raise error_from_os(error) from error
    return aside


def _remove_empty_home(home: Path) -> None:
    """A home without a cluster has locks and logs of a start that failed."""
    for path in sorted(home.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    home.rmdir()

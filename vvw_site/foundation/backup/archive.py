"""The folder of the backups: `base/<name>/` is a backup, `wal/<system>-<timeline>/` has the write-ahead log (after a gap
`…-001`).

A backup is written as `base/<name>.new` and renamed when it is complete and verified, so what has its name can be restored.
"""

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from vvw_site.foundation.services.locks import Lock

from .config import SOME_SPACE
from .errors import BackupError

SEGMENT = re.compile(r"[0-9A-F]{24}")
HISTORY = re.compile(r"[0-9A-F]{8}\.history")


class Backup(msgspec.Struct, frozen=True):
    """A complete backup. parent: the backup that it continues; empty for a full one. Times are those of the database.

    start: the first segment of the write-ahead log that it needs. size: bytes. keys: `id fingerprint` of each encryption key.
    """

    name: str
    parent: str
    began: datetime
    ended: datetime
    system: str
    timeline: int
    start: str
    size: int
    postgres: str
    keys: list[str] = []
    settings: list[str] = []


class Archive:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.base, self.wal = root / "base", root / "wal"

    def make(self) -> None:
        """Create the folders, readable by their owner only. Raises BackupError."""
        try:
            for folder in (self.root, self.base, self.wal):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise error_of(error) from error

    @contextlib.contextmanager
    def locked(self, what: str) -> Iterator[None]:
        """Only one process is inside at a time. Raises BackupError if another one is."""
        lock = Lock(self.root / f"{what}.lock")
        try:
            if not lock.acquire(shared=False, wait=False):
                raise BackupError(f"Another process already works on {self.root} ({what}): wait until it is done.")
            yield
        finally:
            lock.close()

    def folder(self, name: str) -> Path:
        return self.base / name

    def data(self, name: str) -> Path:
        """The files of Postgres in a backup."""
        return self.base / name / "data"

    def backups(self) -> list[Backup]:
        """All complete backups, oldest first."""
        found = []
        for path in self.base.glob("*/backup.json"):
            if path.parent.suffix:
                continue
            try:
                found.append(msgspec.json.decode(path.read_bytes(), type=Backup))
            except (OSError, msgspec.MsgspecError) as error:
                raise BackupError(f"{path} cannot be read ({error}): move {path.parent} out of the archive.") from error
        return sorted(found, key=lambda backup: backup.ended)

    def chain(self, backup: Backup) -> list[Backup]:
        """The backups that this one is put together from, the full one first. Raises BackupError if one is missing."""
        known = {other.name: other for other in self.backups()}
        chain = [backup]
        while parent := chain[0].parent:
            if parent not in known:
                raise BackupError(f"{backup.name} continues {parent}, which is missing: choose another one with --backup.")
            chain.insert(0, known[parent])
        return chain

    def remove_drafts(self) -> None:
        """What killed runs left behind."""
        for path in [*self.base.glob("*.new"), *self.base.glob("*.old")]:
            shutil.rmtree(path, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Renamed first, so that half of a deleted backup never has the name of a whole one."""
        old = self.base / f"{name}.old"
        self.folder(name).rename(old)
        shutil.rmtree(old, ignore_errors=True)

    def finish(self, backup: Backup) -> None:
        """Give a verified draft its record and its name."""
        draft = self.base / f"{backup.name}.new"
        with (draft / "backup.json").open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(backup), indent=2))
            os.fsync(file.fileno())
        draft.rename(self.folder(backup.name))
        sync(self.base)

    def wal_folder(self, system: str, timeline: int, *, after_gap: bool = False) -> Path:
        """Where the log goes on. A server that was restored goes on in a timeline of its own, whose log may begin before the end of the old
        one's. After a gap it is a new folder too: pg_receivewal would ask for what follows the last file of the old one, which the server
        no longer has."""
        name = f"{system}-{timeline:08X}"
        folders = sorted(self.wal.glob(f"{name}*"))
        if folders and after_gap:
            return self.wal / f"{name}-{len(folders):03}"
        return folders[-1] if folders else self.wal / name

    def segments(self, system: str) -> dict[str, Path]:
        """Each archived file of a cluster's log by its name. The last segment of a folder, which is not full, counts too."""
        found: dict[str, Path] = {}
        for path in sorted(self.wal.glob(f"{system}-*/*")):
            name = path.name.removesuffix(".partial")
            if SEGMENT.fullmatch(name) or HISTORY.fullmatch(name):
                whole = not path.name.endswith(".partial")
                if whole or name not in found:
                    found[name] = path
        return found


def sync(folder: Path) -> None:
    """A rename in the folder survives a loss of power."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def check_space(folder: Path, needed: int, what: str) -> None:
    """needed: bytes that `what` takes. Raises BackupError if the disk of the folder has not so many, and some more, free."""
    free = shutil.disk_usage(folder).free
    if free < needed + SOME_SPACE:
        raise BackupError(
            f"The disk of {folder} has {free // 2**20:,} MB free and {what} needs {(needed + SOME_SPACE) // 2**20:,} MB: free some "
            "space; earlier backups are untouched."
        )


def error_of(error: OSError) -> BackupError:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return BackupError(
            f"The disk is full{where}: free some space and run the command again; earlier backups are untouched."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BackupError(f"No permission to write{where}: give BACKUP_ROOT to the user who runs backups.")
    return BackupError(f"{error.strerror or error}{where}: fix this and run the command again.")

"""A cluster from the archive, in an empty folder: chosen, verified, put together, and recovered to its end or to a moment."""

import contextlib
import os
import pwd
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from vvw_site.foundation.services.binaries import Runner, find_runner
from vvw_site.foundation.services.instance_paths import is_root
from vvw_site.foundation.services.locks import Lock

from .archive import HISTORY, Archive, Backup, check_space, error_of
from .config import BackupConfig
from .errors import BackupError
from .programs import Programs, find_programs, run, split_password
from .recovery import recover
from .verify import verify

Say = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """data: the folder of the cluster. until: the time of its last transaction, in words. missing: a sentence; empty if the log
    has no gap."""

    backup: Backup
    data: Path
    until: str
    missing: str
    postgres: Path


def restore(
    config: BackupConfig, to: Path, *, at: datetime | None = None, name: str = "", owner: str = "",
    say: Say = lambda words: None,
) -> Restored:  # fmt: skip
    """Restore into `to`, which must be empty or not exist. at: with a time zone; None restores all that was archived.

    name: of a backup, otherwise the newest that ended before `at`. owner: the user who will run the server, for root. A run that
    is killed leaves `<to>.new`, which the next run removes. Raises BackupError.
    """
    to = to.absolute()
    archive = Archive(config.root)
    programs = find_programs(config.programs)
    runner = runner_of(owner)
    try:
        check_target(archive, to)
        backup = choose(archive, at, name)
        chain = archive.chain(backup)
        major = int((archive.data(chain[0].name) / "PG_VERSION").read_text())
        programs.check_server(major)
        server = programs.server(runner)
        to.parent.mkdir(parents=True, exist_ok=True)
        check_space(to.parent, sum(one.size for one in chain), "the restored database")
        with alone(to):
            draft = to.with_name(f"{to.name}.new")
            shutil.rmtree(draft, ignore_errors=True)
            for one in chain:
                say(f"verifying {one.name}")
                verify(programs, archive.data(one.name), one.name)
            say("putting it together")
            combine(programs, [archive.data(one.name) for one in chain], draft)
            missing = copy_log(archive, backup, draft)
            give(draft, runner)
            say("replaying the write-ahead log")
            until = recover(draft, programs, runner, at)
            draft.rename(to)
            return Restored(backup, to, until, missing, server)
    except OSError as error:
        raise error_of(error) from error


def runner_of(owner: str) -> Runner:
    if not owner:
        return find_runner()
    try:
        user = pwd.getpwnam(owner)
    except KeyError:
        raise BackupError(f"There is no user {owner} on this machine: --owner names the user who runs Postgres.") from None
    if not is_root() and user.pw_uid != os.geteuid():
        raise BackupError(f"Only root can give files to {owner}: run this as {owner}, and leave out --owner.")
    return Runner(user.pw_uid, user.pw_gid)


def check_target(archive: Archive, to: Path) -> None:
    """Raises BackupError unless `to` is free."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        live = " and a server may run in it" if (to / "postmaster.pid").exists() else ""
        raise BackupError(f"{to} is not empty{live}: restore into another folder, or move this one away.")
    if to.is_relative_to(archive.root.absolute()):
        raise BackupError(f"{to} is inside the archive {archive.root}: restore into another folder.")


def choose(archive: Archive, at: datetime | None, name: str) -> Backup:
    backups = archive.backups()
    if not backups:
        raise BackupError(f"{archive.root} has no backups: BACKUP_ROOT or --from names the folder with `base` and `wal`.")
    if name:
        for backup in backups:
            if backup.name == name:
                break
        else:
            raise BackupError(
                f"There is no backup {name}; the newest is {backups[-1].name} (`manage.py backup --list` has all)."
            )
        if at and backup.ended > at:
            raise BackupError(f"{name} ended at {backup.ended:%Y-%m-%d %H:%M:%S %Z}, after --at: choose an earlier one.")
        return backup
    before = [backup for backup in backups if at is None or backup.ended <= at]
    if not before:
        raise BackupError(f"The oldest backup ended at {backups[0].ended:%Y-%m-%d %H:%M:%S %Z}: --at can be no earlier.")
    return before[-1]


@contextlib.contextmanager
def alone(to: Path) -> Iterator[None]:
    path = to.with_name(f".{to.name}.restore-lock")
    lock = Lock(path)
    try:
        if not lock.acquire(shared=False, wait=False):
            raise BackupError(f"Another process already restores into {to}: wait until it is done.")
        yield
        path.unlink(missing_ok=True)
    finally:
        lock.close()


def combine(programs: Programs, chain: list[Path], draft: Path) -> None:
    run([programs.path("pg_combinebackup"), *chain, "-o", draft], split_password("")[1])


def copy_log(archive: Archive, backup: Backup, data: Path) -> str:
    """Put the archived log from the backup's beginning on into `pg_wal`. Returns a sentence if a segment is missing."""
    found = archive.segments(backup.system)
    wanted = sorted(name for name in found if HISTORY.fullmatch(name) or name[8:] >= backup.start[8:])
    for name in wanted:
        shutil.copyfile(found[name], data / "pg_wal" / name)
    present = sorted({name[8:] for name in wanted if not HISTORY.fullmatch(name)})
    own = sorted(path.name[8:] for path in (data / "pg_wal").iterdir() if len(path.name) == 24)
    if not present:
        return "No write-ahead log was archived after this backup, so what was written after it is missing."
    for before, after in pairwise(own):
        if _number(after) - _number(before) > 1:
            return f"The archived write-ahead log has a gap after segment {before}: what was written after it is missing."
    return ""


def _number(name: str) -> int:
    """Segments of 16 MB count to 255 in each file of the log; with larger ones a gap may be reported that is none."""
    return int(name[:8], 16) * 256 + int(name[8:], 16)


def give(data: Path, runner: Runner) -> None:
    data.chmod(0o700)
    if is_root():
        for path in [data, *data.rglob("*")]:
            os.chown(path, runner.uid, runner.gid, follow_symlinks=False)

"""One backup: full, or an increment of the last one; verified before it counts."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec

from . import retention
from .archive import Archive, Backup, check_space, error_of
from .config import BackupConfig
from .errors import BackupError
from .programs import Programs, find_programs, run, split_password
from .server import Server, ask, segment_name
from .verify import verify

Say = Callable[[str], None]


def take(config: BackupConfig, *, full: bool = False, say: Say = lambda words: None) -> Backup:
    """Take one backup now, verify it, and delete what is no longer needed. say: told of each step.

    Holds the archive's lock. A run that is killed at any line leaves a draft, which the next run removes. Raises BackupError.
    """
    archive = Archive(config.root)
    archive.make()
    programs = find_programs(config.programs)
    try:
        with archive.locked("backup"):
            archive.remove_drafts()
            server = ask(config.url)
            programs.check_server(server.major)
            parent = None if full else parent_for(archive, server, config)
            check_space(config.root, 0 if parent else server.size, "a backup")
            backup = _take(archive, programs, config, server, parent, say)
            say("deleting what is no longer needed")
            clean(archive, backup, config)
            return backup
    except OSError as error:
        raise error_of(error) from error


def parent_for(archive: Archive, server: Server, config: BackupConfig) -> Backup | None:
    """The backup that an increment can continue; None if it has to be a full one."""
    backups = archive.backups()
    if not backups or not server.summarizes:
        return None
    last = backups[-1]
    if (last.system, last.timeline) != (server.system, server.timeline):
        return None
    try:
        first = archive.chain(last)[0]
    except BackupError:
        return None
    return last if server.now - first.began < timedelta(hours=config.full_hours) else None


def _take(
    archive: Archive, programs: Programs, config: BackupConfig, server: Server, parent: Backup | None, say: Say
) -> Backup:
    name = f"{server.now:%Y%m%dT%H%M%S}-{'increment' if parent else 'full'}"
    draft = archive.base / f"{name}.new"
    draft.mkdir(mode=0o700)
    conninfo, environment = split_password(config.url)
    command: list[str | Path] = [
        programs.path("pg_basebackup"), "-d", conninfo, "-D", draft / "data", "--format=plain", "--wal-method=stream",
        "--checkpoint=fast", "--manifest-checksums=SHA256", "--progress", "--label", name,
    ]  # fmt: skip
    if parent:
        command.append(f"--incremental={archive.data(parent.name) / 'backup_manifest'}")
    words = "increment" if parent else "full base backup"
    say(words)
    try:
        run(command, environment, lambda percent: say(f"{words} {percent} %"))
    except BackupError as error:
        if parent is None or "summar" not in str(error):
            raise
        say(f"a full one instead of an increment, because {error}")
        shutil.rmtree(draft)
        return _take(archive, programs, config, server, None, say)
    say("verifying")
    verify(programs, draft / "data", name)
    manifest = msgspec.json.decode((draft / "data" / "backup_manifest").read_bytes())
    [*_, span] = manifest["WAL-Ranges"]
    backup = Backup(
        name=name, parent=parent.name if parent else "", began=server.now, ended=ask(config.url).now, system=server.system,
        timeline=span["Timeline"], start=segment_name(span["Timeline"], span["Start-LSN"], server.segment),
        size=sum(path.stat().st_size for path in draft.rglob("*") if path.is_file()), postgres=server.version,
        keys=list(config.keys), settings=list(config.settings),
    )  # fmt: skip
    archive.finish(backup)
    return backup


def clean(archive: Archive, last: Backup, config: BackupConfig) -> None:
    """Delete backups and segments that the retention does not keep, increments before what they continue."""
    for backup in retention.to_delete(archive.backups(), last.ended, config.keep_hours, config.keep_days):
        archive.remove(backup.name)
    first = retention.first_needed(archive.backups(), last.ended, config.keep_hours)
    segments = archive.segments(last.system)
    for name in retention.unneeded_segments(segments, first):
        segments[name].unlink(missing_ok=True)

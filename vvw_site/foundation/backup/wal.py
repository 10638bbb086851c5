"""The write-ahead log, streamed into the archive as it is written. It is what makes the loss a second and not an hour."""

import subprocess
from pathlib import Path

import psycopg

from vvw_site.foundation.services.children import die_with_parent

from .archive import Archive
from .config import SLOT, BackupConfig
from .programs import SIGTERM, Programs, find_programs, run, split_password
from .server import Server, ask


def prepare_slot(config: BackupConfig, programs: Programs, server: Server, *, has_begun: bool) -> str:
    """Make the slot, which keeps the log until it is archived. has_begun: whether some of this history is archived. Then a slot that is gone,
    or has lost its log, means a gap. Returns a sentence about it, or nothing."""
    conninfo, environment = split_password(config.url)
    if server.slot == "lost":
        with psycopg.connect(config.url, autocommit=True) as connection:
            connection.execute("SELECT pg_drop_replication_slot(%s)", [SLOT])
    elif server.slot:
        return ""
    run([programs.path("pg_receivewal"), "-d", conninfo, "--slot", SLOT, "--create-slot", "--if-not-exists"], environment)
    if not (has_begun or server.slot):
        return ""
    return "The write-ahead log has a gap, because it was not archived for too long: take a backup now."


def start_stream(config: BackupConfig, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start pg_receivewal, which ends when the server goes; and a sentence if a backup is needed now, because the log has a gap, or because
    there are only backups of other histories. The next start finds what is there then: a restored server has no slot, and writes a history of
    its own, for which there is another folder.

    Each piece of the log is on disk before the server is told so (`--synchronous`). Raises BackupError.
    """
    programs = find_programs(config.programs)
    server = ask(config.url)
    programs.check_server(server.major)
    archive = Archive(config.root)
    archive.make()
    has_begun = archive.wal_folder(server.system, server.timeline).exists()
    gap = prepare_slot(config, programs, server, has_begun=has_begun)
    reason = gap or other_history(archive, server)
    folder = archive.wal_folder(server.system, server.timeline, after_gap=bool(gap))
    folder.mkdir(exist_ok=True, mode=0o700)
    conninfo, environment = split_password(config.url)
    with log.open("ab") as out:
        child = subprocess.Popen(
            [programs.path("pg_receivewal"), "-d", conninfo, "-D", folder, "--slot", SLOT, "--synchronous", "--no-loop", "--no-password"],
            env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            preexec_fn=die_with_parent(SIGTERM),
        )  # fmt: skip
    return child, reason


def other_history(archive: Archive, server: Server) -> str:
    """A sentence if the backups are of another server, or of this one before it was restored or promoted; or nothing."""
    histories = {(backup.system, backup.timeline) for backup in archive.backups()}
    if not histories or (server.system, server.timeline) in histories:
        return ""
    return "There are only backups from before this server was restored or replaced: a new one is needed now."

"""Runs a restored cluster until it has replayed its log, with settings of our own, on a socket that nobody else reaches."""

import re
import shutil
import signal
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

from vvw_site.foundation.services.binaries import Runner
from vvw_site.foundation.services.children import die_with_parent, end_child

from .errors import BackupError
from .programs import Programs, sentence, split_password

LAST = re.compile(r"last completed transaction was at log time (.+?)\s*$", re.M)
STOPPED_BEFORE = re.compile(r"recovery stopping before commit of transaction \d+, time (.+?)\s*$", re.M)
READY = "database system is ready to accept connections"
TOO_EARLY = "recovery ended before configured recovery target was reached"


def recover(data: Path, programs: Programs, runner: Runner, at: datetime | None, seconds: float = 3600) -> str:
    """Replay the log in `pg_wal` to its end, or to the last transaction that ended by `at`; then stop the server.

    Returns the time of the last transaction, as the server says it; empty if none was replayed. Raises BackupError.
    """
    with tempfile.TemporaryDirectory(prefix="vvw-") as folder:
        # Neither the server's own settings, which Debian keeps elsewhere, nor its certificate have to be on this machine.
        (configuration := Path(folder, "postgresql.conf")).write_text("")
        (access := Path(folder, "pg_hba.conf")).write_text("local all all trust\n")
        (log := Path(folder, "log")).touch()
        for path in (Path(folder), configuration, access):
            shutil.chown(path, runner.uid, runner.gid)
        (data / "recovery.signal").touch()
        shutil.chown(data / "recovery.signal", runner.uid, runner.gid)
        settings = {
            "config_file": configuration, "hba_file": access, "listen_addresses": "", "unix_socket_directories": folder,
            "unix_socket_permissions": "0700", "hot_standby": "off", "ssl": "off", "archive_mode": "off", "summarize_wal": "off",
            "logging_collector": "off", "log_destination": "stderr", "log_timezone": "UTC", "TimeZone": "UTC",
            # Everything that is needed lies in pg_wal already.
            "restore_command": "false", "recovery_target_action": "promote",
        }  # fmt: skip
        if at:
            settings["recovery_target_time"] = at.isoformat()
        command: list[str | Path] = [programs.server(runner), "-D", data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with log.open("ab") as out:
            server = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=data, env=split_password("")[1],
                start_new_session=True, preexec_fn=die_with_parent(signal.SIGQUIT), **runner.as_user,
            )  # fmt: skip
        try:
            _wait(server, log, seconds, at)
        finally:
            end_child(server, (signal.SIGINT, 120.0), (signal.SIGQUIT, 5.0))
        found = LAST.search(log.read_text(errors="replace"))
        return found[1] if found else ""


def _wait(server: subprocess.Popen[bytes], log: Path, seconds: float, at: datetime | None) -> None:
    deadline = time.monotonic() + seconds
    while READY not in (text := log.read_text(errors="replace")):
        if server.poll() is not None or time.monotonic() > deadline:
            text = log.read_text(errors="replace")
            if TOO_EARLY in text:
                last = LAST.search(text)
                until = f", at {last[1]}" if last else ""
                raise BackupError(f"The archive ends before {at}{until}: leave out --at to restore all that there is.")
            raise BackupError(sentence("postgres", text))
        time.sleep(0.05)

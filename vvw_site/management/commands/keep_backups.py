"""A service: archives the write-ahead log as it is written, and takes a backup each hour."""

import contextlib
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from vvw_site.foundation.backup import copies
from vvw_site.foundation.backup.archive import Archive
from vvw_site.foundation.backup.errors import BackupError
from vvw_site.foundation.backup.health import age_of_last_good
from vvw_site.foundation.backup.wal import start_stream
from vvw_site.foundation.services.children import die_with_parent, end_child
from vvw_site.management.backup_command import BackupCommand

RETRY_SECONDS, LOOK_SECONDS, SEND_SECONDS = 5.0, 5.0, 30.0
"""Between two starts of the stream, two looks at the age of the last backup, two times of sending."""


class Command(BackupCommand):
    help = (
        "Run until a signal: archive the write-ahead log as it is written, take a backup each hour (`manage.py backup`), and send "
        "full segments away. Run one of it."
    )
    stopped = needs_backup = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--minutes", type=float, default=60, help="between two backups (60); 0: take none")

    def work(self, *, minutes: float = 60, **options: Any) -> str:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self.stop)
        self.options = self.config()
        archive = Archive(self.options.root)
        archive.make()
        self.log = self.options.root / "stream.log"
        self.stream: subprocess.Popen[bytes] | None = None
        self.backup: subprocess.Popen[bytes] | None = None
        self.warned: set[str] = set()
        self.begun_at = self.tried_at = self.looked_at = self.sent_at = -1e9
        with archive.locked("stream"):
            try:
                while not self.stopped:
                    self.keep_streaming()
                    self.keep_backing_up(minutes * 60)
                    self.keep_sending()
                    time.sleep(0.2)
            finally:
                for child in (self.backup, self.stream):
                    if child is not None:
                        end_child(child, (signal.SIGTERM, 10.0))
        return f"Stopped after {self.seconds:.0f} s; the archive is {self.options.root}."

    def stop(self, *_: object) -> None:
        self.stopped = True

    def keep_streaming(self) -> None:
        if self.stream is not None and self.stream.poll() is None:
            return
        if time.monotonic() < self.begun_at + RETRY_SECONDS:
            return
        if self.stream is not None:
            self.warn_once(f"The stream of the log ended: {last_line(self.log)}")
        self.begun_at = time.monotonic()
        try:
            self.stream, reason = start_stream(self.options, self.log)
            if reason:
                self.warn(reason)
                self.needs_backup, self.tried_at, self.looked_at = True, -1e9, -1e9
            self.warned.clear()
            self.stdout.write(f"Archiving the write-ahead log into {self.options.root}.")
            self.stdout.flush()
        except (BackupError, OSError) as error:
            self.stream = None
            self.warn_once(str(error))

    def warn_once(self, sentence: str) -> None:
        """While the server is away, each attempt fails in the same way."""
        if sentence not in self.warned:
            self.warned.add(sentence)
            self.warn(sentence)

    def keep_backing_up(self, every: float) -> None:
        """A process of its own, so that the stream is watched meanwhile. A failed one is tried again after a tenth of the time. After
        a gap in the log, the age of the last backup does not count: nothing can be replayed on it beyond the gap. Nor does it after a restore."""
        if self.backup is not None:
            if self.backup.poll() is None:
                return
            self.needs_backup = self.needs_backup and self.backup.returncode != 0
            self.backup = None
        if not every or time.monotonic() < max(self.tried_at + every / 10, self.looked_at + LOOK_SECONDS):
            return
        self.looked_at = time.monotonic()
        age = age_of_last_good(self.options, datetime.now(UTC))
        if not self.needs_backup and age is not None and age.total_seconds() < every:
            return
        self.tried_at = time.monotonic()
        self.backup = subprocess.Popen(
            [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "backup"],
            stdin=subprocess.DEVNULL, preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip

    def keep_sending(self) -> None:
        if self.backup is not None or not self.options.copy_command or time.monotonic() < self.sent_at + SEND_SECONDS:
            return
        self.sent_at = time.monotonic()
        try:
            copies.send_new(self.options)
        except BackupError as error:
            self.warn(str(error))


def last_line(path: Path) -> str:
    with contextlib.suppress(OSError, IndexError):
        return path.read_text(errors="replace").strip().splitlines()[-1]
    return "it says nothing"

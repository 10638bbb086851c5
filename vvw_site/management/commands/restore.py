"""Restore a cluster from the backups into an empty folder."""

import shlex
from argparse import ArgumentParser
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.dateparse import parse_datetime

from vvw_site.foundation.backup.restore import Restored, restore
from vvw_site.management.backup_command import BackupCommand


class Command(BackupCommand):
    help = (
        "Restore the database into an empty folder: to the newest transaction that was archived, or to a moment. The backups are verified "
        "first. It needs no running Postgres, and prints how to start the one that it restored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="the folder, which must be empty or not exist")
        parser.add_argument(
            "--at", default="", help="a moment, `2026-11-29 13:00:00` in UTC or with a zone; without it the newest"
        )
        parser.add_argument("--backup", default="", help="the name of a backup, instead of the newest before --at")
        parser.add_argument("--from", dest="source", type=Path, help="the archive, instead of BACKUP_ROOT")
        parser.add_argument("--owner", default="", help="the user who will run Postgres, if root restores")

    def work(
        self, *, to: Path, at: str = "", backup: str = "", source: Path | None = None, owner: str = "", **options: Any
    ) -> str:
        config = self.config()
        if source:
            config = replace(config, root=source.absolute())
        done = restore(config, to, at=moment(at), name=backup, owner=owner, say=self.say)
        if done.missing:
            self.warn(done.missing)
        self.warn_of_keys(done, config.keys)
        until = f"its last transaction ended at {done.until}" if done.until else "no transaction after the backup was archived"
        start = [done.postgres.parent / "pg_ctl", "-D", done.data, "-l", done.data.parent / "restored.log", "start"]
        return (
            f"{done.data}: restored from {done.backup.name} in {self.seconds:.1f} s; {until}.\n"
            f"Start it as the user who owns the folder: {shlex.join([str(word) for word in start])}\n"
            "Then point DATABASE_URL to it and run `manage.py verify_ledger`."
        )

    def warn_of_keys(self, done: Restored, present: tuple[str, ...]) -> None:
        if missing := [key.partition(":")[0] for key in done.backup.keys if key not in present]:
            self.warn(
                f"ENCRYPTION_KEYS lacks {', '.join(missing)}, with which this data was encrypted: without it, dice seeds, second factors "
                "and waiting mails cannot be read."
            )


def moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(
            f"--at {text!r} is not a moment: write it as 2026-11-29 13:00:00 (UTC) or 2026-11-29 14:00:00+01:00."
        )
    return found if found.tzinfo else found.replace(tzinfo=UTC)

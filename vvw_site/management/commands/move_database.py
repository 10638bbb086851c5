"""Copy the database into another server."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from vvw_site.foundation.backup.move import move
from vvw_site.management.backup_command import BackupCommand


class Command(BackupCommand):
    help = (
        "Copy the database into an empty one of another server, of the same or a newer version of Postgres, by a dump, and compare both. "
        "The source stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, help="URL of the empty database; its role will own everything")
        parser.add_argument("--from", dest="source", default="", help="URL of the source; by default DATABASE_URL")
        parser.add_argument(
            "--despite-connections", action="store_true", help="copy although others are connected to the source"
        )

    def work(self, *, to: str, source: str = "", despite_connections: bool = False, **options: Any) -> str:
        done = move(
            source or settings.DATABASE_URL, to, programs_folder=self.config().programs, despite_connections=despite_connections,
            say=self.say,
        )  # fmt: skip
        return (
            f"{done.tables} tables with {done.rows:,} rows copied and compared in {self.seconds:.1f} s. Next: set DATABASE_URL to the new "
            "database and run `manage.py verify_ledger`."
        )

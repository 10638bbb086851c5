"""Make the role of backups and set what Postgres needs for them."""

from argparse import ArgumentParser
from typing import Any

from vvw_site.foundation.backup.role import prepare
from vvw_site.management.backup_command import BackupCommand


class Command(BackupCommand):
    help = "Make the role vvw_backup and set what Postgres needs for backups. Takes a superuser; what is there already stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="", help="of Postgres, with a superuser; by default that of DATABASE_URL")

    def work(self, *, url: str = "", **options: Any) -> str:
        from django.conf import settings

        result = prepare(url or settings.DATABASE_DIRECT_URL, settings.DATABASE_DIRECT_URL)
        lines = [*result.done, *(f"To do: {words}" for words in result.to_do)]
        if result.url:
            lines += [
                "Put this into the environment of the backups alone; the password is shown only now:",
                f"BACKUP_DATABASE_URL={result.url}",
            ]
        return "\n".join(lines) or "All was prepared already."

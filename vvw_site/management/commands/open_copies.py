"""Decrypt copies of backups, so that they can be restored."""

import shlex
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from vvw_site.foundation.backup.copies import open_copies
from vvw_site.management.backup_command import BackupCommand


class Command(BackupCommand):
    help = "Decrypt copies that BACKUP_COPY_COMMAND sent away into an archive, from which `manage.py restore --from` restores."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("copies", type=Path, help="the folder with the copies (`*.age`)")
        parser.add_argument("--identity", type=Path, required=True, help="the file with the secret key (AGE-SECRET-KEY-…)")
        parser.add_argument("--into", type=Path, required=True, help="the archive to write")

    def work(self, *, copies: Path, identity: Path, into: Path, **options: Any) -> str:
        count = open_copies(copies, identity, into, self.say)
        return f"{count:,} copies opened in {self.seconds:.1f} s. Next: manage.py restore --from {shlex.quote(str(into))} --to FOLDER"

"""What the commands of backups share: their settings, progress on a terminal, and errors of one sentence."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from vvw_site.foundation.backup.config import BackupConfig
from vvw_site.foundation.backup.errors import BackupError
from vvw_site.foundation.services import ServicesError
from vvw_site.settings.backup import backup_config


class BackupCommand(BaseCommand):
    """Subclasses implement `work`, which returns the closing line. They need no working database."""

    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.begun = time.monotonic()
        try:
            self.stdout.write(self.work(**options))
        except (BackupError, ServicesError) as error:
            raise CommandError(str(error)) from error

    def work(self, *args: Any, **options: Any) -> str:
        raise NotImplementedError

    def config(self) -> BackupConfig:
        return backup_config(settings.DATABASE_URL, settings.ENCRYPTION_KEYS)

    def say(self, words: str) -> None:
        """Progress, on a terminal only."""
        if self.stderr.isatty():
            self.stderr.write(f"{self.seconds:6.1f} s  {words} …")

    def warn(self, words: str) -> None:
        self.stderr.write(self.style.WARNING(words))

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun


def megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"

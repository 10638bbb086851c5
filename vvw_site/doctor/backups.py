"""Whether there is a backup of today, and whether the write-ahead log is archived."""

from collections.abc import Iterator

from django.conf import settings

from vvw_site.doctor.finding import Fault, Finding, Note
from vvw_site.foundation.backup.health import faults
from vvw_site.settings import declared
from vvw_site.settings.backup import backup_config


def findings() -> Iterator[Finding]:
    if not declared.BACKUP_ROOT.is_set():
        yield Note("BACKUP_ROOT is not set, so backups were not looked at (docs/operation/backup.md).")
        return
    yield from map(Fault, faults(backup_config(settings.DATABASE_URL, settings.ENCRYPTION_KEYS)))

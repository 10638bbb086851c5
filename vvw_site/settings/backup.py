"""What the settings say about backups, for the commands that make and restore them."""

import hashlib
from pathlib import Path

from vvw_site.foundation.backup.config import BackupConfig

from . import declared


def backup_config(database_url: str, encryption_keys: list[str]) -> BackupConfig:
    """database_url: the site's own, used if BACKUP_DATABASE_URL is not set. Raises ImproperlyConfigured."""
    programs = declared.POSTGRES_PROGRAMS.value()
    return BackupConfig(
        root=declared.BACKUP_ROOT.value(),
        url=declared.BACKUP_DATABASE_URL.value() or database_url,
        programs=Path(programs) if programs else None,
        recipients=tuple(text for text in declared.BACKUP_RECIPIENTS.value() if text.strip()),
        copy_command=declared.BACKUP_COPY_COMMAND.value(),
        full_hours=declared.BACKUP_FULL_HOURS.value(),
        keep_hours=declared.BACKUP_KEEP_HOURS.value(),
        keep_days=declared.BACKUP_KEEP_DAYS.value(),
        keys=tuple(fingerprint(key) for key in encryption_keys),
        settings=tuple(name for name, setting in declared.BY_NAME.items() if setting.is_set()),
    )


def fingerprint(key: str) -> str:
    """`id:hash` of one of ENCRYPTION_KEYS. The key is 32 random bytes, so its hash does not help to find it."""
    name, _, secret = key.strip().partition(":")
    return f"{name}:{hashlib.sha256(secret.encode()).hexdigest()[:12]}"

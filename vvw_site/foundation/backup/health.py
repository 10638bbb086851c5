"""How old the last good backup is, and what is wrong with the backups; for `manage.py doctor` and monitoring."""

from datetime import UTC, datetime, timedelta

from .archive import Archive, Backup
from .config import BackupConfig
from .errors import BackupError
from .server import ask

TOO_OLD = timedelta(hours=3)


def last_good(config: BackupConfig) -> Backup | None:
    """The newest verified backup in BACKUP_ROOT; None if there is none. Raises BackupError if a record cannot be read."""
    backups = Archive(config.root).backups()
    return backups[-1] if backups else None


def age_of_last_good(config: BackupConfig, now: datetime | None = None) -> timedelta | None:
    """How long ago the newest verified backup ended; None if there is none."""
    backup = last_good(config)
    return (now or datetime.now(UTC)) - backup.ended if backup else None


def faults(config: BackupConfig, now: datetime | None = None) -> list[str]:
    """A sentence with its remedy for each thing that is wrong; empty if backups and the archived log are as they should be."""
    found = []
    try:
        age = age_of_last_good(config, now)
    except BackupError as error:
        return [str(error)]
    if age is None:
        found.append(
            f"There is no backup in {config.root}: run `manage.py keep_backups` as a service (docs/operation/backup.md)."
        )
    elif age > TOO_OLD:
        hours = age.total_seconds() / 3600
        found.append(f"The last good backup is {hours:,.0f} hours old: see what `manage.py backup` says.")
    if not config.url:
        return found
    try:
        server = ask(config.url)
    except BackupError as error:
        return [*found, str(error)]
    if not server.streaming:
        found.append("The write-ahead log is not archived at the moment: start `manage.py keep_backups`.")
    if server.slot in ("unreserved", "lost"):
        found.append(
            "Postgres no longer keeps the log that was not archived: start `manage.py keep_backups`, then `backup --full`."
        )
    return found

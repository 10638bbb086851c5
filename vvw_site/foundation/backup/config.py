"""What backups are told by the settings."""

from dataclasses import dataclass, field
from pathlib import Path

SLOT = ROLE = "vvw_backup"
"""The replication slot that keeps the write-ahead log until it is archived, and the role that backups log in with."""
SOME_SPACE = 250 * 2**20
"""Bytes that must be free before a backup is begun."""


@dataclass(frozen=True)
class BackupConfig:
    """root: the folder of the backups. url: of Postgres, with a role that may replicate; empty if only the folder is used.

    programs: the folder of Postgres's programs; None looks for them. recipients: age's public keys, to which copies are encrypted.
    copy_command: run for each copy. keys: ids and fingerprints of the keys that the data is encrypted with. settings: names of
    the settings that were set.
    """

    root: Path
    url: str = ""
    programs: Path | None = None
    recipients: tuple[str, ...] = ()
    copy_command: str = ""
    full_hours: float = 24
    keep_hours: float = 48
    keep_days: float = 14
    keys: tuple[str, ...] = ()
    settings: tuple[str, ...] = field(default=())

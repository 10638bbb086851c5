"""What a backup has to know of the running server, asked with the role of backups."""

from dataclasses import dataclass
from datetime import datetime

import psycopg

from .config import SLOT
from .errors import BackupError, reason_of

SECONDS = 10
MEGABYTE = 2**20


@dataclass(frozen=True)
class Server:
    """major: of its version. segment: bytes of a file of the write-ahead log. summarizes: whether increments are possible.

    size: bytes of all databases that the role may connect to. slot: state of the slot's log; empty if there is no slot.
    """

    major: int
    version: str
    now: datetime
    segment: int
    summarizes: bool
    size: int
    slot: str
    streaming: bool
    system: str
    timeline: int


def ask(url: str) -> Server:
    """Raises BackupError if the server does not answer, or does not let the role replicate."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=SECONDS) as connection:
            row = connection.execute(
                "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'), clock_timestamp(),"
                " pg_size_bytes(current_setting('wal_segment_size')), current_setting('summarize_wal', true) = 'on',"
                " (SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint FROM pg_database"
                "  WHERE has_database_privilege(oid, 'CONNECT')),"
                " coalesce((SELECT wal_status FROM pg_replication_slots WHERE slot_name = %(slot)s), ''),"
                " coalesce((SELECT active FROM pg_replication_slots WHERE slot_name = %(slot)s), false)",
                {"slot": SLOT},
            ).fetchone()
        with psycopg.connect(
            url, autocommit=True, connect_timeout=SECONDS, replication="true", cursor_factory=psycopg.ClientCursor
        ) as connection:
            identity = connection.execute("IDENTIFY_SYSTEM").fetchone()
    except psycopg.Error as error:
        raise BackupError(
            f"Postgres does not let backups in ({reason_of(error)}): if it runs, check BACKUP_DATABASE_URL, and run `manage.py prepare_backup`."
        ) from error
    assert row is not None and identity is not None
    system, timeline = (value.decode() if isinstance(value, bytes) else str(value) for value in identity[:2])
    major, version, now, segment, summarizes, size, slot, is_streaming = row
    return Server(major, version, now, segment, bool(summarizes), size, slot, is_streaming, system, int(timeline))


def segment_name(timeline: int, lsn: str, segment: int) -> str:
    """The file that contains this position of the write-ahead log."""
    high, low = (int(part, 16) for part in lsn.split("/"))
    return f"{timeline:08X}{high:08X}{low // segment:08X}"

"""The numbers on the first page of the admin, cached for a minute."""

from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone
from msgspec import Struct

from accounts.models import AuditEntry
from accounts.queries.sql_parts import FAILED_MAILS, UNSENT_MAILS
from game.queries.archive import LAG_IN_SQL
from vvw_site.foundation.read_through import stale_while_revalidate

PROOF = "ledger"
"""Target of the audit entries that verify_ledger writes."""

_TODAY = f"""
WITH RECURSIVE search(low, high) AS (
    -- Ids rise with time, so a binary search finds the first battle of the day without reading the table.
    SELECT min(id), max(id) + 1 FROM game_battle
    UNION ALL
    SELECT CASE WHEN middle.at < %(midnight)s THEN middle.id + 1 ELSE low END,
           CASE WHEN middle.at < %(midnight)s THEN high ELSE (low + high) / 2 END
    FROM search, LATERAL (
        SELECT id, at FROM game_battle WHERE id >= (low + high) / 2 ORDER BY id LIMIT 1
    ) middle WHERE low < high
)
SELECT (SELECT count(*) FROM game_character WHERE seen_at >= %(midnight)s AND deleted_at IS NULL),
       (SELECT count(*) FROM game_character WHERE created_at >= %(midnight)s AND deleted_at IS NULL),
       (SELECT count(*) FROM game_battle WHERE id >= (SELECT max(low) FROM search)),
       (SELECT least(coalesce(sum(gold), 0), 9223372036854775807)::bigint FROM (
           SELECT gold FROM game_character UNION ALL SELECT gold FROM game_ledgeraccount) held),
       {UNSENT_MAILS},
       {FAILED_MAILS},
       {LAG_IN_SQL}
"""  # noqa: S608 (constants of the code)


class TodayNumbers(Struct, frozen=True):
    """seen, made, hunts: characters seen, characters created and hunts since midnight UTC. gold: held by all characters,
    escrows and clans, at most what a bigint holds.
    waiting, failing: mails that were not sent yet, and those of them that failed before.
    archive_lag: seconds for which the oldest battle or hit has been due for the archive."""

    seen: int
    made: int
    hunts: int
    gold: int
    waiting: int
    failing: int
    archive_lag: float = 0.0


def numbers() -> TodayNumbers:
    """At most one statement a minute."""
    return stale_while_revalidate("staff:overview", TodayNumbers, 60, _count)


def _count() -> TodayNumbers:
    midnight = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_TODAY, {"midnight": midnight})
        return TodayNumbers(*cursor.fetchone())


class LastProof(Struct, frozen=True):
    """The last proof of the ledger. movements: how many it read. problems: how many balances differed."""

    at: datetime
    movements: int
    problems: int


def last_proof() -> LastProof | None:
    """None when the ledger was never proven. One statement."""
    entry = AuditEntry.objects.filter(target=PROOF).order_by("-at").first()
    return None if entry is None else LastProof(entry.at, entry.detail["movements"], entry.detail["problems"])

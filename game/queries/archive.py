"""Live and archived rows as one table: what is in both, between the archive's copy and its trim, is the live row.

A statement reads both tables in one snapshot, so it sees each row once, whatever the archive does meanwhile. Two statements read
the live table first: a row is in the archive before it leaves the live table.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from msgspec import Struct

from game.models import ArchivedBattle, ArchivedRaidHit, Battle, RaidHit
from vvw_site.foundation.database.statement import Statement

ARCHIVE_DAYS = 90
ARCHIVE_AGE = timedelta(days=ARCHIVE_DAYS)
"""Battles and hits older than this are moved to the archive."""

StoredBattleRow = Battle | ArchivedBattle
"""A battle, wherever it is stored."""
StoredHitRow = RaidHit | ArchivedRaidHit
BATTLE_COLUMNS = tuple(str(field.column) for field in Battle._meta.concrete_fields)
HIT_COLUMNS = tuple(str(field.column) for field in RaidHit._meta.concrete_fields)


def all_hits(condition: str) -> str:
    """SQL of a table in brackets: the hits for which the condition on h holds, each once. The condition is given to both tables, so
    that each uses its own index."""
    columns = ", ".join(f"h.{column}" for column in HIT_COLUMNS)
    return f"""(SELECT {columns} FROM game_raidhit h WHERE {condition}
    UNION ALL SELECT {columns} FROM game_archivedraidhit h WHERE {condition}
        AND NOT EXISTS (SELECT FROM game_raidhit l WHERE l.id = h.id))"""  # noqa: S608 (constants of the code)


def one_hit(condition: str) -> str:
    """The same for a condition that at most one hit meets. The archive is only looked into if the live table does not have it."""
    columns = ", ".join(f"h.{column}" for column in HIT_COLUMNS)
    return f"""(SELECT {columns} FROM game_raidhit h WHERE {condition}
    UNION ALL SELECT {columns} FROM game_archivedraidhit h WHERE {condition} LIMIT 1)"""  # noqa: S608


def archived_battles() -> QuerySet[ArchivedBattle]:
    """The archived battles that are no longer live: with the live ones of the same snapshot, all battles once."""
    return ArchivedBattle.objects.exclude(Exists(Battle.objects.filter(pk=OuterRef("pk"))))


def archived_hits() -> QuerySet[ArchivedRaidHit]:
    """The same for hits in raids."""
    return ArchivedRaidHit.objects.exclude(Exists(RaidHit.objects.filter(pk=OuterRef("pk"))))


class ArchiveLag(Struct, frozen=True, array_like=True):
    """For how many seconds the first live battle and the first live hit have been due for the archive; 0 if they are not."""

    battles: float
    raid_hits: float

    @property
    def longest(self) -> float:
        return max(self.battles, self.raid_hits)


def archive_lag() -> ArchiveLag:
    """One statement that reads two rows. Ids rise with time, so the first rows are the oldest."""
    found: ArchiveLag = _LAG.row()
    return found


def due_before(now: datetime) -> datetime:
    """Rows from before this moment belong into the archive."""
    return now - ARCHIVE_AGE


_BATTLES_LAG, _HITS_LAG = (
    f"""greatest(0, coalesce((SELECT extract(epoch FROM statement_timestamp() - at) FROM {table} ORDER BY id LIMIT 1), 0)::float8
    - {ARCHIVE_DAYS * 86_400})"""  # noqa: S608 (constants of the code)
    for table in ("game_battle", "game_raidhit")
)
LAG_IN_SQL = f"greatest({_BATTLES_LAG}, {_HITS_LAG})"
"""The longer of both, as a part of statements. Served by the primary keys."""
_LAG = Statement(f"SELECT json_build_array({_BATTLES_LAG}, {_HITS_LAG})::text", ArchiveLag)

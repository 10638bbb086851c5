"""The archive of battles and hits in raids: batches of rows older than 90 days move from the live tables to the archive's.

A batch is copied and committed; a second transaction then deletes exactly those live rows whose copy has the same content. So a
process that dies anywhere leaves each row in one table or in both, and the next run goes on from there. Readers know both cases
(queries/archive.py).
"""

import time
from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.db.models import Model
from msgspec import Struct

from game.actions.transaction import in_transaction
from game.models import ArchivedBattle, ArchivedRaidHit, Battle, RaidHit
from game.queries.archive import BATTLE_COLUMNS, HIT_COLUMNS, archive_lag, due_before

BATCH = 500
REST = 3.0
"""After each batch the archive rests so many times as long as the batch took: hunts beside it then have most of Postgres' time."""
MOST_BATCHES = 2_000
MOST_SECONDS = 120.0
"""A run stops after so many batches of each table, or so long; the next run goes on."""


class Moved(Struct, frozen=True):
    """What a run did with one table. differing: old rows that stay because their copy differs, or because they were locked."""

    moved: int
    differing: int
    is_finished: bool


class ArchivedTable(Struct, frozen=True):
    """A live table and its archive. due: a condition on the live row l, besides its age."""

    live: type[Model]
    archive: type[Model]
    columns: tuple[str, ...]
    due: str


BATTLES = ArchivedTable(Battle, ArchivedBattle, BATTLE_COLUMNS, "true")
# Folds, settlements, payments and refunds work on live hits; after them, nothing changes a hit any more.
HITS = ArchivedTable(
    RaidHit, ArchivedRaidHit, HIT_COLUMNS,
    """l.number IS NOT NULL AND NOT (l.late AND l.refunded_at IS NULL) AND EXISTS (SELECT FROM game_raid r
        WHERE r.id = l.raid_id AND r.state <> 'open' AND r.paid_at IS NOT NULL AND r.ended_at < %(before)s)""",
)  # fmt: skip


def archive(now: datetime, *, most_batches: int = MOST_BATCHES, batch: int = BATCH) -> str:
    """Move what is due. Returns one line: what was moved, and how far behind the archive still is."""
    before, ends = due_before(now), time.monotonic() + MOST_SECONDS

    def goes_on(batches: int) -> bool:
        return batches < most_batches and time.monotonic() < ends

    battles, hits = (move(table, before, goes_on, batch) for table in (BATTLES, HITS))
    parts = [f"{battles.moved:,} battles and {hits.moved:,} hits moved"]
    if differing := battles.differing + hits.differing:
        parts.append(f"{differing:,} stay because their copy differs or they were locked")
    if not (battles.is_finished and hits.is_finished):
        parts.append("the next run goes on")
    return f"{'; '.join(parts)}; lag {archive_lag().longest / 3600:,.1f} h"


def move(table: ArchivedTable, before: datetime, goes_on: Callable[[int], bool], batch: int) -> Moved:
    """Batch by batch, by ascending id. Three statements and two commits for each batch, whatever its size."""
    moved = differing = batches = after = 0
    while goes_on(batches):
        begun = time.monotonic()
        last, old = _next_batch(table, after, before, batch)
        if not old:
            return Moved(moved, differing, True)
        due = in_transaction(lambda: _run(_copy(table), after=after, last=last, before=before))  # noqa: B023 (called at once)
        trimmed = in_transaction(lambda: _run(_trim(table), after=after, last=last, before=before))  # noqa: B023
        moved, differing, batches, after = moved + trimmed, differing + max(0, due - trimmed), batches + 1, last
        time.sleep(REST * (time.monotonic() - begun))
    return Moved(moved, differing, False)


def _next_batch(table: ArchivedTable, after: int, before: datetime, batch: int) -> tuple[int, int]:
    """(the last id of the next batch, how many of its rows are old enough). Ids rise with time, so one without an old row ends the
    run. A hunt takes its id a moment before its time, which makes no difference after 90 days."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT coalesce(max(id), 0), count(*) FILTER (WHERE at < %(before)s)
            FROM (SELECT id, at FROM {_name(table.live)} WHERE id > %(after)s ORDER BY id LIMIT %(batch)s) next""",  # noqa: S608
            {"after": after, "before": before, "batch": batch},
        )
        last, old = cursor.fetchone()
        return last, old


def _run(statement: str, **params: int | datetime) -> int:
    """The count that the statement selects."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: int = cursor.fetchone()[0]
        return found


def _name(model: type[Model]) -> str:
    return model._meta.db_table


def _copy(table: ArchivedTable) -> str:
    """Counts the rows that are due. The live rows are locked until the commit: an erasure, which writes a name into both tables,
    comes before or after the copy as a whole. Rows that somebody else has locked wait for the next run."""
    columns = ", ".join(table.columns)
    return f"""WITH due AS MATERIALIZED (
    SELECT {columns} FROM {_name(table.live)} l
    WHERE l.id > %(after)s AND l.id <= %(last)s AND l.at < %(before)s AND {table.due}
    ORDER BY l.id FOR UPDATE OF l SKIP LOCKED
), copied AS (
    INSERT INTO {_name(table.archive)} ({columns}) SELECT {columns} FROM due ORDER BY id ON CONFLICT (id) DO NOTHING
) SELECT count(*) FROM due"""  # noqa: S608 (constants of the code)


def _trim(table: ArchivedTable) -> str:
    """Counts the rows that it deletes: those whose copy is committed and equal in every column."""
    live, copy = (", ".join(f"{alias}.{column}" for column in table.columns) for alias in ("l", "a"))
    return f"""WITH proven AS MATERIALIZED (
    SELECT l.id FROM {_name(table.live)} l JOIN {_name(table.archive)} a ON a.id = l.id
    WHERE l.id > %(after)s AND l.id <= %(last)s AND l.at < %(before)s AND ROW({live}) IS NOT DISTINCT FROM ROW({copy})
    ORDER BY l.id FOR UPDATE OF l SKIP LOCKED
), trimmed AS (
    DELETE FROM {_name(table.live)} l USING proven p WHERE l.id = p.id RETURNING l.id
) SELECT count(*) FROM trimmed"""  # noqa: S608

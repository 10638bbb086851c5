"""The end of a season and the beginning of the next one, in one transaction. season_pay.py pays the rewards."""

import time
from datetime import UTC, datetime, timedelta

import structlog
from django.db import connection
from django.db.models.functions import Now
from msgspec import Struct

from game.actions.season_freeze import Frozen, freeze, write_baselines
from game.actions.transaction import EffectContext, in_transaction
from game.models import Season
from game.models.ids import SeasonId
from game.queries.board_kinds import board_kinds
from game.queries.season import HOURS_TO_WAIT, raids_to_wait_for, season_state
from game.rules.season import SECONDS, next_season, season_start
from vvw_site.foundation.jobs.send import ask

log = structlog.get_logger("game.action")
ROLL_TASK, PAY_TASK = "game.roll_season", "game.pay_season"
BATCH = 2_000
"""Baselines that one statement deletes."""
LONGEST_PAUSE, RESTS = 1.0, 3
"""Seconds between two of them at most; otherwise so many times as long as the statement took."""


class Rolled(Struct, frozen=True):
    """ended, opened: numbers of seasons, None where none ended or began. waits_for: raids that have to be paid first.
    removed: baselines of ended seasons that were deleted."""

    ended: int | None = None
    opened: int | None = None
    frozen: Frozen = Frozen()
    waits_for: int = 0
    removed: int = 0


def roll_season(now: datetime | None = None) -> Rolled:
    """End the season that is on if its time is over or the staff asked for its end, and open the next one; open the first one if
    there is none. Running it twice, or two at once, ends it once. An end that the staff asked for waits for no raid. One statement
    when there is nothing to do. now: the database's clock."""
    state = season_state()
    now = now or state.now
    if state.season is None:
        return open_first_season(now)
    if state.season.end_requested_at is None:
        if now < state.season.ends_at:
            return Rolled(removed=remove_leftovers() if state.has_leftovers else 0)
        waits_for = raids_to_wait_for(state.season.ends_at)
        if waits_for and now < state.season.ends_at + timedelta(hours=HOURS_TO_WAIT):
            return Rolled(waits_for=len(waits_for))
    season = state.season.id
    rolled = in_transaction(lambda: end_in_transaction(season, now))
    remove_leftovers()
    return rolled


def open_first_season(now: datetime | None = None) -> Rolled:
    """The calendar's season, if none is on, with a baseline of every character. Two at once open one."""
    moment = now or season_state().now
    start = season_start(int(moment.timestamp()))

    def attempt() -> Rolled:
        opened = _open(start, start + SECONDS)
        if opened is None:
            return Rolled()
        season, number = opened
        return Rolled(opened=number, frozen=Frozen(baselines=write_baselines(season)))

    return in_transaction(attempt)


def end_in_transaction(season: SeasonId, now: datetime) -> Rolled:
    """End this season, whatever its time, and open the next one, in the caller's transaction. Nothing if it has ended before.
    At most six statements."""
    locked = _lock(season)
    if locked is None:
        return Rolled()
    boards = list(board_kinds().values())
    start, end = next_season(int(locked.ends_at.timestamp()), int(now.timestamp()))
    Season.objects.filter(pk=season).update(ended_at=Now(), boards=[board.slug for board in boards])
    opened = _open(start, end)
    assert opened is not None, "no season is on, under the lock of the one that was"
    frozen = freeze(season, opened[0], boards)
    _take_out_names(season)
    EffectContext().after_commit(queue_pay_task)
    log.info("season ended", season=locked.number, results=frozen.results, baselines=frozen.baselines)
    return Rolled(locked.number, opened[1], frozen)


def queue_pay_task() -> None:
    """Ask the worker to pay. If the broker is away, the periodic task pays a little later."""
    ask(PAY_TASK)


def remove_leftovers() -> int:
    """Delete the baselines of ended seasons, each batch in a transaction of its own, with pauses for those who play. Returns how many."""
    removed, season, last = 0, 0, 0
    while True:
        began = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(_REMOVE, {"batch": BATCH, "season": season, "last": last})
            batch, season, last = cursor.fetchone()
        removed += int(batch)
        if batch < BATCH:
            return removed
        time.sleep(min(LONGEST_PAUSE, RESTS * (time.monotonic() - began)))


def _lock(season: SeasonId) -> Season | None:
    """The season, locked; None if it has ended, or if another rollover is ending it at this moment."""
    return Season.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=season, ended_at=None).first()


def _open(start: int, end: int) -> tuple[SeasonId, int] | None:
    """The season that follows, as (id, number); None if one is on already."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)])
        row = cursor.fetchone()
    return None if row is None else (SeasonId(row[0]), row[1])


def _take_out_names(season: SeasonId) -> None:
    """Names of characters that were erased since the statement of `freeze` read them. Until the commit no other one of these can be
    erased: the erasure waits for this lock when it writes the character, and takes the name out of the hall afterwards
    (actions/forget.py). Both lock characters in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [season, season])


_OPEN = """INSERT INTO game_season (number, starts_at, ends_at)
SELECT coalesce(max(number), 0) + 1, %s, %s FROM game_season ON CONFLICT DO NOTHING RETURNING id, number"""
_NAMES = """WITH listed AS MATERIALIZED (
    SELECT id, user_id FROM game_character WHERE id IN (SELECT character_id FROM game_seasonrank WHERE season_id = %s)
    ORDER BY id FOR KEY SHARE
)
UPDATE game_seasonrank r SET name = '' FROM listed
WHERE listed.id = r.character_id AND r.season_id = %s AND listed.user_id IS NULL"""
# Baselines of an ended season come before those of a later one in the primary key, so each batch takes the next ones from it, and the first
# that meets a season that is on is the last.
_REMOVE = """WITH gone AS (
    DELETE FROM game_seasonbaseline WHERE (season_id, character_id) IN (
        SELECT season_id, character_id FROM game_seasonbaseline WHERE (season_id, character_id) > (%(season)s, %(last)s)
        ORDER BY season_id, character_id LIMIT %(batch)s
    ) AND season_id IN (SELECT id FROM game_season WHERE ended_at IS NOT NULL) RETURNING season_id, character_id
), newest AS (SELECT season_id, character_id FROM gone ORDER BY season_id DESC, character_id DESC LIMIT 1)
SELECT (SELECT count(*) FROM gone), (SELECT season_id FROM newest), (SELECT character_id FROM newest)"""

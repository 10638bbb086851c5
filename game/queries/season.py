"""Reading seasons: what the rollover has to do now, and what it waits for. A fixed number of statements."""

from datetime import datetime

from msgspec import Struct

from game.models.ids import RaidId, SeasonId
from vvw_site.foundation.database.statement import Statement

HOURS_TO_WAIT = 1
"""So long after the end of a season its rollover waits for raids that are not settled and paid."""


class SeasonNow(Struct, frozen=True, array_like=True):
    """The season that is on. end_requested_at: when the staff asked for its end; None if they did not."""

    id: SeasonId
    number: int
    starts_at: datetime
    ends_at: datetime
    end_requested_at: datetime | None


class SeasonState(Struct, frozen=True, array_like=True):
    """now: the database's clock. season: None before the first one. has_leftovers: whether baselines of an ended season are left."""

    now: datetime
    season: SeasonNow | None
    has_leftovers: bool


def season_state() -> SeasonState:
    """One statement. A baseline of the oldest season tells of leftovers."""
    found: SeasonState = _STATE.row()
    return found


def raids_to_wait_for(ends_at: datetime) -> list[RaidId]:
    """Raids that ended before this moment, and are not settled and paid. Their damage is credited when they are paid. One statement."""
    return _RAIDS.rows(ends_at=ends_at)


_STATE = Statement(
    """SELECT json_build_array(clock_timestamp(),
    (SELECT json_build_array(id, number, starts_at, ends_at, end_requested_at) FROM game_season WHERE ended_at IS NULL),
    coalesce((SELECT s.ended_at IS NOT NULL FROM (SELECT season_id FROM game_seasonbaseline ORDER BY season_id LIMIT 1) b
        JOIN game_season s ON s.id = b.season_id), false))::text""",
    SeasonState,
)
# Served by raids_open and raids_unpaid.
_RAIDS = Statement(
    """SELECT id::text FROM game_raid WHERE (state = 'open' AND ends_at <= %(ends_at)s)
    OR (state <> 'open' AND paid_at IS NULL AND least(ends_at, ended_at) <= %(ends_at)s) ORDER BY id""",
    RaidId,
)

"""What the dashboard shows of a character, read in one statement."""

from datetime import datetime

from msgspec import Struct

from game.models import Character
from game.queries import missions
from game.queries.event import EVENTS_NEAR, EventRow
from game.queries.raid_now import RAID_NOW, RaidNow
from game.queries.sheet import Worn, WornRow, as_worn
from vvw_site.foundation.database.statement import Statement


class NoticeLine(Struct, frozen=True):
    id: int
    text: str
    link: str
    at: datetime


class DashboardSnapshot(Struct, frozen=True):
    """worn: by slot. today: the day's missions, empty when none were dealt yet. left: missions of the day before whose
    reward was not claimed. notices: unread ones, newest first. raid: the one that is on. events: on, and next."""

    worn: dict[str, Worn]
    today: list[missions.DealtMission]
    left: list[missions.DealtMission]
    notices: list[NoticeLine]
    raid: RaidNow | None
    events: list[EventRow] = []


def dashboard_snapshot(character: Character, now: datetime) -> DashboardSnapshot:
    """One statement."""
    day = missions.day_of(now)
    row: _SnapshotRow = _SNAPSHOT.row(character=character.pk, day=day)
    today, left = missions.by_day(row.tasks or [], day)
    return DashboardSnapshot(as_worn(character, row.worn or ()), today, left, row.notices or [], row.raid, row.events or [])


class _SnapshotRow(Struct, frozen=True, array_like=True):
    worn: list[WornRow] | None
    tasks: list[missions.DealtMission] | None
    notices: list[NoticeLine] | None
    raid: RaidNow | None
    events: list[EventRow] | None


# Served by one_item_per_slot, a_mission_once_a_day, notices_unread, raids_open and events_not_over.
_SNAPSHOT = Statement(
    f"""SELECT json_build_array(
    (SELECT json_agg(json_build_array(h.slot, h.item, h.upgrade, h.durability, h.worn_from))
     FROM game_holding h WHERE h.character_id = %(character)s AND h.slot IS NOT NULL),
    (SELECT json_agg(json_build_array(m.id, m.mission, m.day, m.target, m.progress, m.gold, m.xp, m.claimed_at) ORDER BY m.id)
     FROM game_missiontask m WHERE {missions.TODAY_AND_LEFT}),
    (SELECT json_agg(n ORDER BY n.id DESC) FROM (
        SELECT n.id, n.text, n.link, n.at FROM game_notice n
        WHERE n.character_id = %(character)s AND n.read_at IS NULL ORDER BY n.id DESC LIMIT 10) n),
    {RAID_NOW}, {EVENTS_NEAR})::text""",  # noqa: S608 (constants of the code)
    _SnapshotRow,
)

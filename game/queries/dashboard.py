"""What the dashboard shows, for the page and for the API."""

from datetime import datetime

from msgspec import Struct

from game.models import Character
from game.queries import board, missions
from game.queries.sheet import StatusStrip, Worn, WornRow, as_worn, derived, standing
from game.rules.sheet import Derived
from vvw_site.foundation.database.statement import Statement


class NoticeLine(Struct, frozen=True):
    id: int
    text: str
    link: str
    at: datetime


class Dashboard(Struct, frozen=True):
    character: StatusStrip
    stats: Derived
    missions: list[missions.Told]
    leaders: list[board.Row]
    notices: list[NoticeLine]
    raid: None = None


class Look(Struct, frozen=True):
    """What a first look reads: what is worn, by slot; the day's missions (none when they are not dealt yet) and those of
    the day before whose reward waits; notices not read yet, newest first."""

    worn: dict[str, Worn]
    today: list[missions.Task]
    left: list[missions.Task]
    notices: list[NoticeLine]


def look(character: Character, now: datetime) -> Look:
    """One statement."""
    read: _Read = _LOOK.row(character=character.pk, day=missions.day_of(now))
    today, left = missions.by_day(read.tasks or [], missions.day_of(now))
    return Look(as_worn(character, read.worn or ()), today, left, read.notices or [])


def dashboard(character: Character, seen: Look, tasks: list[missions.Task], now: datetime) -> Dashboard:
    """One statement at most: the board when it is not remembered."""
    stats = derived(character, seen.worn.values())
    return Dashboard(
        character=standing(character, stats, now),
        stats=stats,
        missions=missions.told(tasks, character),
        leaders=board.board("level").rows,
        notices=seen.notices,
    )


class _Read(Struct, frozen=True, array_like=True):
    worn: list[WornRow] | None
    tasks: list[missions.Task] | None
    notices: list[NoticeLine] | None


# Served by one_item_per_slot, a_mission_once_a_day and notices_unread.
_LOOK = Statement(
    f"""SELECT json_build_array(
    (SELECT json_agg(json_build_array(h.slot, h.item, h.upgrade, h.durability, h.worn_from))
     FROM game_holding h WHERE h.character_id = %(character)s AND h.slot IS NOT NULL),
    (SELECT json_agg(json_build_array(m.id, m.mission, m.day, m.target, m.progress, m.gold, m.xp, m.claimed_at) ORDER BY m.id)
     FROM game_missiontask m WHERE {missions.TODAY_AND_LEFT}),
    (SELECT json_agg(n ORDER BY n.id DESC) FROM (
        SELECT n.id, n.text, n.link, n.at FROM game_notice n
        WHERE n.character_id = %(character)s AND n.read_at IS NULL ORDER BY n.id DESC LIMIT 10) n)
    )::text""",  # noqa: S608 (a constant of the code)
    _Read,
)

"""The calendar of raids: the one that is on, the next windows, and the raids that were."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.content.raid_windows import Window, boss_of, windows_after
from game.content.schema import RaidBoss
from game.presenters.names import monster_name
from game.presenters.raid_frames import title_of
from game.queries.raid import RaidView
from game.queries.raid_calendar import CalendarFacts
from game.rules import tuning
from game.rules.raid import RaidState, expected_hunters, percent_left

DAYS = 2
ENDED_WORDS: dict[RaidState, str] = {"won": "fell", "escaped": "got away", "called_off": "called off"}


class ComingRaid(Struct, frozen=True):
    """A window that has not opened. number: of the window. expected: hunters. wound: damage that the boss kept. reminded: whether
    the viewer is told of it."""

    number: int
    boss: str
    title: str
    name: str
    level: int
    region: str
    opens_at: datetime
    starts_at: datetime
    ends_at: datetime
    expected: int
    wound: int
    reminded: bool


class CurrentRaid(Struct, frozen=True):
    """The raid for which hunters gather or fight. percent: of its health that is left."""

    raid: RaidView
    title: str
    name: str
    call: str
    percent: int


class PastRaid(Struct, frozen=True):
    """words: how it ended."""

    id: int
    boss: str
    title: str
    name: str
    ended_at: datetime
    state: RaidState
    words: str
    hunters: int
    lost: int


class CalendarPage(Struct, frozen=True):
    """next: the id from which the next page of past raids goes on, None on the last one."""

    current: CurrentRaid | None
    coming: list[ComingRaid]
    past: list[PastRaid]
    next: int | None
    gather_minutes: int
    fight_minutes: int
    hit_energy: int
    every_hours: int


def bosses_to_come(moment: datetime) -> list[str]:
    """The slugs of the bosses of the next windows."""
    return sorted({boss for _, boss in _windows(moment)})


def calendar_page(
    facts: CalendarFacts, current: RaidView | None, past: Sequence[RaidView], page_size: int
) -> CalendarPage:  # fmt: skip
    """past: one more than a page, if there are more."""
    wounds, reminded = facts.wounds, set(facts.reminders)
    shown = past[:page_size]
    return CalendarPage(
        current=None if current is None else _current(current),
        coming=[
            _coming(window, boss, expected_hunters(facts.attendance_at(window.opens_at.hour)), wounds.get(boss, 0), reminded)
            for window, boss in _windows(facts.now)
        ],
        past=[_past(raid) for raid in shown],
        next=int(shown[-1].id) if len(past) > page_size else None,
        gather_minutes=tuning.RAID_GATHER_SECONDS // 60, fight_minutes=tuning.RAID_FIGHT_SECONDS // 60,
        hit_energy=tuning.RAID_HIT_ENERGY, every_hours=tuning.RAID_EVERY_HOURS,
    )  # fmt: skip


def _windows(moment: datetime) -> list[tuple[Window, str]]:
    bosses = list(catalogue().raid_bosses)
    count = DAYS * 24 // tuning.RAID_EVERY_HOURS
    return [(window, boss_of(window, bosses)) for window in windows_after(moment, count)]


def _coming(window: Window, boss: str, expected: int, wound: int, reminded: set[datetime]) -> ComingRaid:
    content = catalogue()
    monster = content.monsters[boss]
    return ComingRaid(
        window.number, boss, title_of(boss), monster.name, monster.level, content.regions[monster.region].name, window.opens_at,
        window.starts_at, window.ends_at, expected, wound, window.opens_at in reminded,
    )  # fmt: skip


def _current(raid: RaidView) -> CurrentRaid:
    known: RaidBoss | None = catalogue().raid_bosses.get(raid.boss)
    percent = percent_left(raid.hp, raid.hp_max)
    return CurrentRaid(raid, title_of(raid.boss), monster_name(raid.boss), known.call if known else "", percent)


def _past(raid: RaidView) -> PastRaid:
    return PastRaid(
        int(raid.id), raid.boss, title_of(raid.boss), monster_name(raid.boss), raid.ended_at or raid.ends_at, raid.state,
        ENDED_WORDS[raid.state], raid.hunters, raid.health - raid.hp,
    )  # fmt: skip

"""The dashboard, for the page and for the API."""

from datetime import datetime

from msgspec import Struct

from game.models import Character
from game.presenters.battle_lines import BattleLine, battle_lines
from game.presenters.event import NearEvents, near_events
from game.presenters.first_steps import Step, first_steps
from game.presenters.missions import MissionView, mission_views, seconds_left
from game.presenters.next_step import NextStep, next_step
from game.presenters.odds import hunter_now
from game.presenters.status_strip import StatusStrip, status_strip
from game.queries.battle import RecentBattle
from game.queries.board import BoardRow
from game.queries.dashboard import DashboardSnapshot, NoticeLine
from game.queries.missions import DealtMission
from game.queries.raid_now import RaidNow
from game.queries.sheet import Worn, derived, needs_repair
from game.rules import tuning
from game.rules.sheet import Derived

RECENT_SHOWN = 5


class Dashboard(Struct, frozen=True):
    """leaders: the board of levels. raid: the one that is on. events: on, and the next one."""

    character: StatusStrip
    stats: Derived
    missions: list[MissionView]
    leaders: list[BoardRow]
    notices: list[NoticeLine]
    raid: RaidNow | None = None
    events: NearEvents = NearEvents([], None)


def dashboard(
    character: Character, snapshot: DashboardSnapshot, today: list[DealtMission], leaders: list[BoardRow], now: datetime
) -> Dashboard:
    """today: the day's missions, which may have been dealt after the snapshot was read."""
    stats = derived(character, snapshot.worn.values())
    return Dashboard(
        character=status_strip(character, stats, now),
        stats=stats,
        missions=mission_views(today, character),
        leaders=leaders,
        notices=snapshot.notices,
        raid=snapshot.raid,
        events=near_events(snapshot.events),
    )


class DashboardPage(Struct, frozen=True):
    """left: missions of yesterday whose reward can still be claimed. needs_repair: worn things that wear out soon. step: where
    to hunt next, None before the first hunt. ready: missions of today with a reward to take. day_ends_in: seconds until new missions."""

    dashboard: Dashboard
    left: list[MissionView]
    needs_repair: list[Worn]
    first_steps: list[Step]
    step: NextStep | None
    ready: int
    day_ends_in: int
    recent: list[BattleLine]
    hunt_energy: int


def dashboard_page(
    character: Character,
    shown: Dashboard,
    snapshot: DashboardSnapshot,
    recent: list[RecentBattle],
    now: datetime,
    *,
    guest: bool,
) -> DashboardPage:
    return DashboardPage(
        dashboard=shown,
        left=mission_views(snapshot.left, character),
        needs_repair=needs_repair(snapshot.worn.values()),
        first_steps=first_steps(character, guest=guest),
        step=next_step(character, hunter_now(character, shown.stats, now), recent),
        ready=sum(mission.done and not mission.claimed for mission in shown.missions),
        day_ends_in=seconds_left(now),
        recent=battle_lines(recent[:RECENT_SHOWN]),
        hunt_energy=tuning.HUNT_ENERGY,
    )

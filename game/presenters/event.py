"""Events of the world, prepared for display: their effect and their times in words, and the monsters that they mark."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.models import GameEvent
from game.presenters.names import monster_name
from game.queries.event import EventLists, EventRow
from game.rules.battle import BattleEvent, XpBonus
from game.rules.event import EventKind, EventState, event_state


class MarkedMonster(Struct, frozen=True):
    """A monster that an event is about. in_world: whether the content still has it, and so the wiki its page."""

    slug: str
    name: str
    in_world: bool


class EventView(Struct, frozen=True):
    """An event. xp, gold, drop: in percent of what a hunt gives; 100 changes nothing. effect: these in words.

    ends_at: when it ends, or ended; for one that was stopped, when that was. seconds: until it begins (state coming) or ends (on),
    else 0. marked: the monsters that it is about; an empty list means all of them.
    """

    id: int
    kind: EventKind
    title: str
    text: str
    state: EventState
    starts_at: datetime
    ends_at: datetime
    seconds: int
    xp: int
    gold: int
    drop: int
    effect: str
    marked: list[MarkedMonster]

    @property
    def emblem(self) -> str:
        return emblem_of(self.kind)

    @property
    def left(self) -> str:
        """The seconds in words."""
        return time_left(self.seconds)


class EventsView(Struct, frozen=True):
    """on: what ends first comes first. coming: the next ones. over: the last ones, newest first; stopped ones are among them."""

    now: datetime
    on: list[EventView]
    coming: list[EventView]
    over: list[EventView]


def events_view(lists: EventLists, coming: int) -> EventsView:
    """coming: how many of those at most."""
    shown = [event_view(row, lists.now) for row in lists.not_over]
    return EventsView(
        lists.now,
        sorted((event for event in shown if event.state == "on"), key=lambda event: event.ends_at),
        [event for event in shown if event.state == "coming"][:coming],
        [event_view(row, lists.now) for row in lists.over],
    )


class EventPage(Struct, frozen=True):
    """The page of one event. now: of the database."""

    event: EventView
    now: datetime


def event_page(row: EventRow) -> EventPage:
    return EventPage(event_view(row, row.now), row.now)


class NearEvents(Struct, frozen=True):
    """What the landing page and the dashboard show: what is on, and the next one."""

    on: list[EventView]
    next: EventView | None


def near_events(rows: Sequence[EventRow], now: datetime | None = None) -> NearEvents:
    """rows: of queries/event.py, perhaps read a while ago. now: by default when they were read."""
    shown = [event_view(row, now or row.now) for row in rows]
    on = sorted((event for event in shown if event.state == "on"), key=lambda event: event.ends_at)
    return NearEvents(on, next((event for event in shown if event.state == "coming"), None))


def event_view(row: EventRow, now: datetime) -> EventView:
    state = row.state_at(now)
    until = row.starts_at if state == "coming" else row.ends_at
    seconds = max(0, -int(-(until - now).total_seconds() // 1)) if state in ("coming", "on") else 0
    return EventView(
        row.id, row.kind, row.title, row.text, state, row.starts_at, row.stopped_at or row.ends_at, seconds, row.xp, row.gold,
        row.drop, effect_words(row.xp, row.gold, row.drop), marked_monsters(row.marked),
    )  # fmt: skip


def stored_state(event: GameEvent, now: datetime) -> EventState:
    """Of a row, for the staff."""
    starts_in, ends_in = (event.starts_at - now).total_seconds(), (event.ends_at - now).total_seconds()
    return event_state(starts_in=starts_in, ends_in=ends_in, stopped=event.stopped_at is not None)


def marked_monsters(slugs: Sequence[str]) -> list[MarkedMonster]:
    known = catalogue().monsters
    return [MarkedMonster(slug, monster_name(slug), slug in known) for slug in slugs]


def monsters_in_words(slugs: Sequence[str]) -> str:
    return ", ".join(monster_name(slug) for slug in slugs) or "all monsters"


class RewardChange(Struct, frozen=True):
    """What events and bonuses did to the reward of one hunt. titles: (number, title) of each event. words: to be read after the
    titles; empty without an event."""

    titles: list[tuple[int, str]]
    words: str
    by_moon: bool
    bonuses: tuple[XpBonus, ...] = ()


def reward_change(event: BattleEvent | None) -> RewardChange | None:
    """Of a stored battle, or of a hunt's answer."""
    if event is None:
        return None
    if not event.names:
        return RewardChange([], "", by_moon=False, bonuses=event.bonuses)
    changes = (event.xp - sum(bonus.percent for bonus in event.bonuses), event.gold, event.drop)
    verb = "raised" if min(changes) >= 100 else "lowered" if max(changes) <= 100 else "changed"
    words = f"{verb} this reward: {effect_words(*changes)}"
    titles = [(e.id, e.title) for e in event.names]
    return RewardChange(titles, words, any(e.kind == "blood_moon" for e in event.names), event.bonuses)


def effect_words(xp: int, gold: int, drop: int) -> str:
    """Such as `XP +50 %, gold +25 %, finds −10 %`."""
    parts = [f"{name} {_change(value)}" for name, value in (("XP", xp), ("gold", gold), ("finds", drop)) if value != 100]
    return ", ".join(parts) or "rewards as always"


def _change(percent: int) -> str:
    sign = "+" if percent > 100 else "−"
    return f"{sign}{abs(percent - 100)}\u00a0%"  # a space at which no line breaks


def seconds_until(moment: datetime, now: datetime) -> int:
    """0 once it is over."""
    return max(0, int((moment - now).total_seconds()))


def time_left(seconds: int) -> str:
    """Such as `12 days 3 h`, `5 h 12 min`, `3 min`, `40 s`: the words of static/js/ui.js."""
    if seconds >= 86_400:
        days, hours = seconds // 86_400, seconds % 86_400 // 3600
        return f"{days} day{'' if days == 1 else 's'} {hours} h"
    if seconds >= 3600:
        return f"{seconds // 3600} h {seconds % 3600 // 60} min"
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"


def emblem_of(kind: str) -> str:
    """The slug of the drawing of an event (game/emblems/events.py)."""
    return "blood-moon" if kind == "blood_moon" else "herald"

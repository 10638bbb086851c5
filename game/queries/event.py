"""Reading events of the world: those that are on or come, those that are over, and one. One statement each."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from game.models.ids import EventId
from game.rules.errors import GameError
from game.rules.event import EventKind, EventState, event_state
from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.read_through import stale_while_revalidate


class EventRow(Struct, frozen=True, array_like=True):
    """An event. changed_at: or when it was made. now: of the database, by whose clock events go."""

    id: EventId
    kind: EventKind
    title: str
    text: str
    starts_at: datetime
    ends_at: datetime
    stopped_at: datetime | None
    xp: int
    gold: int
    drop: int
    marked: tuple[str, ...]
    changed_at: datetime
    now: datetime

    def state_at(self, now: datetime) -> EventState:
        starts_in, ends_in = (self.starts_at - now).total_seconds(), (self.ends_at - now).total_seconds()
        return event_state(starts_in=starts_in, ends_in=ends_in, stopped=self.stopped_at is not None)


_COLUMNS = """json_build_array(e.id, e.kind, e.title, e.text, e.starts_at, e.ends_at, e.stopped_at,
    e.xp_percent, e.gold_percent, e.drop_percent, e.marked, coalesce(e.changed_at, e.made_at), statement_timestamp())"""
# Served by events_not_over.
_NOT_OVER = "e.stopped_at IS NULL AND e.ends_at > statement_timestamp()"
NEAR, NEAR_SECONDS = 4, 10
"""How many events the landing page and the dashboard read: those that are on come first, then the next ones."""
EVENTS_NEAR = f"""(SELECT json_agg({_COLUMNS}) FROM (SELECT * FROM game_gameevent e WHERE {_NOT_OVER}
    ORDER BY e.starts_at, e.id LIMIT {NEAR}) e)"""  # noqa: S608 (constants of the code)
"""A part of statements that read something else as well; NULL if nothing is on or comes."""


class EventLists(Struct, frozen=True, array_like=True):
    """now: of the database. not_over: on or to come, by their start. over: also stopped ones, newest first."""

    now: datetime
    not_over: list[EventRow]
    over: list[EventRow]


def events(not_over: int, over: int) -> EventLists:
    """At most so many of each."""
    found: EventLists = _LISTS.row(not_over=not_over, over=over)
    return found


def events_near() -> list[EventRow]:
    """What is on, and what comes next, at most some seconds old. One statement at most in that time."""
    return stale_while_revalidate("events near", list[EventRow], NEAR_SECONDS, _NEAR.row)


def find_event(event: EventId) -> EventRow | None:
    found: EventRow | None = _BY_ID.row(event=event)
    return found


def access_event(event: EventId) -> EventRow:
    """Any event: events are public. GameError not_found."""
    found = find_event(event)
    if found is None:
        raise GameError("not_found", "There is no such event.")
    return found


def public_events() -> Iterable[tuple[EventId, datetime]]:
    """(id, when it was changed last) of the events that have begun or come within the year, newest first, for the sitemap."""
    return [(EventId(event), at) for event, at in _ALL.rows(limit=SITEMAP_MAX)]


SITEMAP_MAX = 1000
# Served by events_not_over, and events_by_start.
_LISTS = Statement(
    f"""SELECT json_build_array(statement_timestamp(),
    coalesce((SELECT json_agg({_COLUMNS} ORDER BY e.starts_at, e.id) FROM (SELECT * FROM game_gameevent e WHERE {_NOT_OVER}
        ORDER BY e.starts_at, e.id LIMIT %(not_over)s) e), '[]'),
    coalesce((SELECT json_agg({_COLUMNS} ORDER BY e.starts_at DESC, e.id DESC) FROM (SELECT * FROM game_gameevent e
        WHERE e.starts_at <= statement_timestamp() AND (e.stopped_at IS NOT NULL OR e.ends_at <= statement_timestamp())
        ORDER BY e.starts_at DESC, e.id DESC LIMIT %(over)s) e), '[]'))::text""",  # noqa: S608 (constants of the code)
    EventLists,
)
_NEAR = Statement(f"SELECT coalesce({EVENTS_NEAR}, '[]')::text", list[EventRow])
_BY_ID = Statement(f"SELECT {_COLUMNS}::text FROM game_gameevent e WHERE e.id = %(event)s", EventRow)  # noqa: S608
_ALL = Statement(
    """SELECT json_build_array(e.id, coalesce(e.changed_at, e.made_at))::text FROM game_gameevent e
    ORDER BY e.starts_at DESC LIMIT %(limit)s""",
    tuple[int, datetime],
)

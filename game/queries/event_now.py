"""The events of the world that are on, as a part of statements that read something else as well."""

from datetime import datetime

from game.rules.event import EventOn


class EventNow(EventOn, frozen=True):
    """An event that is on, and its end."""

    ends_at: datetime


EventsNow = list[EventNow] | None
"""What EVENTS_NOW answers: None if nothing is on."""

# Served by events_not_over. An event lasts 31 days at most (an_event_lasts_a_month_at_most), so this reads the few rows that began
# within that time, and not those of a whole year ahead. The database's clock decides, so that all processes agree.
EVENTS_NOW = """(SELECT json_agg(json_build_array(e.id, e.kind, e.title, e.xp_percent, e.gold_percent, e.drop_percent, e.marked, e.ends_at))
     FROM game_gameevent e
     WHERE e.stopped_at IS NULL AND e.starts_at > statement_timestamp() - interval '31 days'
        AND e.starts_at <= statement_timestamp() AND e.ends_at > statement_timestamp())"""

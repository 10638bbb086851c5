"""Plans the Blood Moons ahead, so that each comes by its row alone, whatever runs on that day."""

from datetime import datetime

from django.db import connection

from game.content.event_windows import TEXT, TITLE, blood_moons_from
from game.models import GameEvent
from game.rules import tuning
from vvw_site.foundation.database.clock import database_now

MONTHS = 13
"""This month and the twelve after it."""


def plan_events(now: datetime | None = None) -> int:
    """Plan the Blood Moons of the next twelve months that are not planned yet. Returns how many. One statement.

    A planned one stays as it is, also when the staff changed or stopped it. Twice, or two at once, do no harm: the constraint
    a_blood_moon_rises_once keeps one row for each.
    """
    moons = blood_moons_from(now or database_now(), MONTHS)
    with connection.cursor() as cursor:
        cursor.execute(_PLAN, {
            "starts": [moon.starts_at for moon in moons], "ends": [moon.ends_at for moon in moons], "kind": GameEvent.BLOOD_MOON,
            "title": TITLE, "text": TEXT, "xp": tuning.BLOOD_MOON_XP, "gold": tuning.BLOOD_MOON_GOLD,
            "drop": tuning.BLOOD_MOON_DROP,
        })  # fmt: skip
        planned: int = cursor.rowcount
        return planned


_PLAN = """INSERT INTO game_gameevent (kind, title, text, starts_at, ends_at, xp_percent, gold_percent, drop_percent, marked, reason)
SELECT %(kind)s, %(title)s, %(text)s, m.starts_at, m.ends_at, %(xp)s, %(gold)s, %(drop)s, '[]', ''
FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) AS m(starts_at, ends_at)
ON CONFLICT (kind, starts_at) WHERE kind = 'blood_moon' DO NOTHING"""

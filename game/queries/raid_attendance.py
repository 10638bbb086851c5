"""How many hunters came to the last raids of an hour of the day, from which health and expectations of the next one follow."""

from game.rules import tuning
from game.rules.raid import Attendance
from vvw_site.foundation.database.statement import Statement

# Served by the primary key: one of four raids is at a given hour.
ATTENDANCE = f"""coalesce((SELECT json_agg(json_build_array(e.hunters, e.counted, e.damage)) FROM (
        SELECT r.hunters, r.counted, r.vampire + r.werewolf AS damage FROM game_raid r
        WHERE r.state IN ('won', 'escaped') AND r.counted > 0 AND extract(hour FROM r."window" AT TIME ZONE 'UTC') = {{hour}}
        ORDER BY r.id DESC LIMIT {tuning.RAID_ATTENDANCE}) e), '[]')"""  # noqa: S608 (constants of the code)
"""The last scheduled raids that ended, of the hour (UTC) that `hour` is in SQL: a list of Attendance, newest first."""


def attendance_at(hour: int) -> list[Attendance]:
    """One statement."""
    found: list[Attendance] = _AT_HOUR.row(hour=hour)
    return found


_AT_HOUR = Statement(f"SELECT {ATTENDANCE.format(hour='%(hour)s::int')}::text", list[Attendance])

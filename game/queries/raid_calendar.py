"""What the calendar of raids reads beside the raid that is on: attendance by hour, wounds, and the viewer's reminders."""

from datetime import datetime

from msgspec import Struct

from game.models.ids import CharacterId
from game.queries.raid_attendance import ATTENDANCE
from game.rules import tuning
from game.rules.raid import Attendance, wound_kept
from vvw_site.foundation.database.statement import Statement


class LastRaidRow(Struct, frozen=True, array_like=True):
    """A boss's last raid that ended."""

    boss: str
    state: str
    hp_max: int
    health: int
    hp: int


class CalendarFacts(Struct, frozen=True, array_like=True):
    """now: of the database, by whose clock raids go. attendance: earlier raids by hour of the day (UTC). last: of each boss that has
    had a raid. reminders: windows of which the viewer is to be told."""

    now: datetime
    attendance: list[tuple[int, list[Attendance]]]
    last: list[LastRaidRow]
    reminders: list[datetime]

    def attendance_at(self, hour: int) -> list[Attendance]:
        return dict(self.attendance).get(hour, [])

    @property
    def wounds(self) -> dict[str, int]:
        """Damage that bosses kept, by slug."""
        return {raid.boss: wound_kept(raid.state, hp_max=raid.hp_max, health=raid.health, hp=raid.hp) for raid in self.last}


def calendar_facts(bosses: list[str], viewer: CharacterId | None) -> CalendarFacts:
    """bosses: slugs of those that come. One statement, the same for visitors."""
    found: CalendarFacts = _FACTS.row(bosses=bosses, viewer=viewer, every=tuning.RAID_EVERY_HOURS)
    return found


# Served by raids_of_boss, one_reminder_per_window and the key of the raids: one of four raids is at a given hour.
_FACTS = Statement(
    f"""SELECT json_build_array(statement_timestamp(),
    (SELECT json_agg(json_build_array(h.hour, {ATTENDANCE.format(hour="h.hour")}))
     FROM generate_series(0, 23, %(every)s::int) AS h(hour)),
    coalesce((SELECT json_agg(json_build_array(b.boss, l.state, l.hp_max, l.health, l.hp))
     FROM unnest(%(bosses)s::text[]) AS b(boss), LATERAL (
        SELECT * FROM game_raid r WHERE r.boss = b.boss AND r.state <> 'open' ORDER BY r.id DESC LIMIT 1) l), '[]'),
    coalesce((SELECT json_agg(m."window") FROM game_raidreminder m
     WHERE m.character_id = %(viewer)s::bigint AND m."window" > statement_timestamp()), '[]'))::text""",  # noqa: S608 (constants of the code)
    CalendarFacts,
)

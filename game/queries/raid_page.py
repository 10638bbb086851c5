"""What the page of a raid shows beside the raid itself: the viewer's own part and reward, and who is expected."""

from datetime import datetime

from msgspec import Struct

from game.content.raid_windows import window_at
from game.models.ids import CharacterId
from game.queries.raid import RaidView
from game.queries.raid_attendance import ATTENDANCE
from game.queries.raid_hit import RANK
from game.rules.raid import Attendance
from vvw_site.foundation.database.statement import Statement


class OwnPart(Struct, frozen=True, array_like=True):
    """A hunter's counted hits and damage, as of the last fold."""

    hits: int
    damage: int
    rank: int


class OwnReward(Struct, frozen=True, array_like=True):
    """What a hunter gets, as it was frozen. share: thousandths of the damage. trophy: an item's slug, or ""."""

    rank: int
    hits: int
    damage: int
    share: int
    gold: int
    energy: int
    trophy: str
    paid_at: datetime | None


class RaidExtras(Struct, frozen=True, array_like=True):
    """own, reward: None for a spectator. reminded: how many asked to be told of this raid. attendance: of the last raids at
    this hour."""

    own: OwnPart | None
    reward: OwnReward | None
    reminded: int
    attendance: list[Attendance]


def raid_extras(raid: RaidView, viewer: CharacterId | None) -> RaidExtras:
    """One statement, the same for everybody."""
    found: RaidExtras = _EXTRAS.row(
        raid=raid.id, viewer=viewer, opens=raid.window, hour=window_at(raid.opened_at).opens_at.hour,
    )  # fmt: skip
    return found


# Served by one_total_per_hunter and hunters_by_damage, one_reward_per_hunter, reminders_of_window, and the primary key of the raids.
_EXTRAS = Statement(
    f"""SELECT json_build_array(
    (SELECT json_build_array(m.hits, m.damage, {RANK})
     FROM game_raidhunter m WHERE m.character_id = %(viewer)s::bigint AND m.raid_id = %(raid)s::bigint),
    (SELECT json_build_array(w.rank, w.hits, w.damage, w.share, w.gold, w.energy, w.trophy, w.paid_at)
     FROM game_raidreward w WHERE w.character_id = %(viewer)s::bigint AND w.raid_id = %(raid)s::bigint),
    (SELECT count(*) FROM game_raidreminder n WHERE n."window" = %(opens)s::timestamptz),
    {ATTENDANCE.format(hour="%(hour)s::int")})::text""",  # noqa: S608 (constants of the code)
    RaidExtras,
)

"""The ladder of clans. Standings change only when a war ends, so the first places are read as they are: a snapshot would save nothing."""

from msgspec import Struct

from clans.models import WarStanding
from clans.models.ids import ClanId
from vvw_site.foundation.database.statement import Statement

LISTED = 100


class WarLadderRow(Struct, frozen=True, array_like=True):
    """rank: among living clans that fought; equal ratings go by the lower id of the clan."""

    rank: int
    clan: int
    name: str
    tag: str
    faction: str
    level: int
    rating: int
    wins: int
    losses: int
    draws: int
    points: int


def ladder() -> list[WarLadderRow]:
    """The first LISTED. One statement. Served by clans_by_rating."""
    return _LADDER.rows()


def standing_of(clan: ClanId) -> WarStanding | None:
    """None before the clan's first war. One statement."""
    return WarStanding.objects.filter(clan=clan).first()


_LADDER = Statement(
    f"""SELECT json_build_array(row_number() OVER (), id, name, tag, faction, level, rating, wins, losses, draws, points)::text FROM (
        SELECT c.id, c.name, c.tag, c.faction, c.level, s.rating, s.wins, s.losses, s.draws, s.points
        FROM clans_warstanding s JOIN clans_clan c ON c.id = s.clan_id WHERE c.disbanded_at IS NULL
        ORDER BY s.rating DESC, s.clan_id LIMIT {LISTED}
    ) first""",  # noqa: S608 (a constant)
    WarLadderRow,
)

"""The members of a clan, in one statement."""

from datetime import datetime

from msgspec import Struct

from clans.models.ids import ClanId
from clans.rules.rank import RANKS, Rank
from vvw_site.foundation.database.statement import Statement


class ClanMate(Struct, frozen=True, array_like=True):
    """A member as pages show it. id: of the character."""

    id: int
    name: str
    emblem: int
    faction: str
    class_slug: str
    level: int
    rank: Rank
    joined_at: datetime
    rank_at: datetime
    seen_at: datetime


def clan_mates(clan: ClanId) -> list[ClanMate]:
    """By rank, then by length of service. One statement, however many there are."""
    return _MATES.rows(clan=clan)


# Served by members_of_clan.
_MATES = Statement(
    f"""SELECT json_build_array(c.id, c.name, c.emblem, c.faction, c.class_slug, c.level, m.rank, m.joined_at, m.rank_at, c.seen_at)::text
    FROM clans_member m JOIN game_character c ON c.id = m.character_id WHERE m.clan_id = %(clan)s
    ORDER BY array_position(ARRAY{list(RANKS)}, m.rank::text), m.rank_at, m.id""",  # noqa: S608
    ClanMate,
)

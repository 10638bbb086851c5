"""Who leads a clan when its leader is gone."""

from collections.abc import Sequence

from msgspec import Struct

from clans.rules.rank import Rank

AWAY_DAYS = 30
"""A leader who was not seen for so long is given notice."""
NOTICE_DAYS = 7
ACTIVE_DAYS = 30
"""Who was seen within so many days is active."""


class Candidate(Struct, frozen=True):
    """member: id. rank_seconds, member_seconds: since he or she has the rank, and since joining. away_seconds: since last seen."""

    member: int
    rank: Rank
    rank_seconds: int
    member_seconds: int
    away_seconds: int


def successor(candidates: Sequence[Candidate]) -> int | None:
    """The member who leads next: the officer who served longest as one, then the veteran who did, then the active member who joined first.
    Without an active member, the one who joined first. None without candidates. Ties go to the older membership, then the lower id.

    Officers and veterans come before other members even if they are away, but active ones before those who are not.
    """
    if not candidates:
        return None
    return min(candidates, key=_order).member


def _order(one: Candidate) -> tuple[int, bool, int, int, int]:
    group = {"officer": 0, "veteran": 1}.get(one.rank, 2)
    served = one.rank_seconds if group < 2 else one.member_seconds
    is_away = one.away_seconds > ACTIVE_DAYS * 86_400
    # Somebody who is away as well would be given notice a month later: whoever is active comes first.
    return (group + 3 * is_away, is_away, -served, -one.member_seconds, one.member)

"""The members of a clan, with what the reader may do to each."""

from collections.abc import Sequence

from msgspec import Struct

from clans.queries.members import ClanMate
from clans.queries.membership import Membership
from clans.rules.rank import CHOSEN_RANKS, Rank, is_above, may_change


class MemberLine(Struct, frozen=True):
    """ranks: those that the reader may give. may_expel, may_lead: whether the reader may expel it, and hand the lead over to it."""

    mate: ClanMate
    is_me: bool
    ranks: list[Rank]
    may_expel: bool
    may_lead: bool


def member_lines(mates: Sequence[ClanMate], reader: Membership) -> list[MemberLine]:
    return [_line(mate, reader) for mate in mates]


def _line(mate: ClanMate, reader: Membership) -> MemberLine:
    is_me = mate.id == reader.member.character_id
    ranks = [rank for rank in CHOSEN_RANKS if rank != mate.rank and may_change(reader.rank, mate.rank, rank)]
    return MemberLine(
        mate, is_me, ranks if reader.may("promote") and not is_me else [],
        may_expel=not is_me and reader.may("expel") and is_above(reader.rank, mate.rank),
        may_lead=not is_me and reader.rank == "leader",
    )  # fmt: skip

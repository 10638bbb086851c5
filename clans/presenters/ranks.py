"""The page of what the ranks of a clan may do."""

from collections.abc import Sequence

from msgspec import Struct

from clans.models import Clan, RankRights
from clans.presenters.home import rights_of
from clans.queries.membership import Membership, capabilities_of
from clans.rules.rank import CAPABILITIES, CHOSEN_RANKS, Rank, is_above


class RightLine(Struct, frozen=True):
    """given: whether the rank has it. may_change: whether the reader may give or take it."""

    capability: str
    words: str
    given: bool
    may_change: bool


class RankCard(Struct, frozen=True):
    """may_change: whether the reader may change this rank at all."""

    rank: Rank
    rights: list[RightLine]
    daily_gold: int
    may_change: bool


class RanksPage(Struct, frozen=True):
    clan: Clan
    may: dict[str, bool]
    cards: list[RankCard]
    daily_gold_most: int | None
    tab: str


def ranks_page(reader: Membership, rights: Sequence[RankRights]) -> RanksPage:
    by_rank = {row.rank: row for row in rights}
    cards = [_card(rank, by_rank[rank], reader) for rank in CHOSEN_RANKS]
    return RanksPage(reader.clan, rights_of(reader), cards, reader.daily_gold, "ranks")


def _card(rank: Rank, rights: RankRights, reader: Membership) -> RankCard:
    may_change, given = reader.may("ranks") and is_above(reader.rank, rank), capabilities_of(rights)
    lines = [RightLine(c, words, c in given, may_change and reader.may(c)) for c, words in CAPABILITIES.items()]
    return RankCard(rank, lines, rights.daily_gold, may_change)

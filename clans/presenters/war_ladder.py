"""The ladder of clans, with the latest wars."""

from collections.abc import Sequence

from msgspec import Struct

from clans.presenters.war import WarLine, war_line
from clans.queries.war import WarView
from clans.queries.war_ladder import LISTED, WarLadderRow


class WarLadderPage(Struct, frozen=True):
    """own: the tag of the reader's clan, or ""."""

    rows: list[WarLadderRow]
    wars: list[WarLine]
    own: str
    listed: int


def war_ladder_page(rows: Sequence[WarLadderRow], wars: Sequence[WarView], own: str) -> WarLadderPage:
    return WarLadderPage(list(rows), [war_line(war, war.attacker.id) for war in wars[:10]], own, LISTED)

"""The ladder of clans, with the latest wars."""

from collections.abc import Sequence

from msgspec import Struct

from clans.presenters.war import WarLine, war_line
from clans.queries.ladder import LISTED, LadderRow
from clans.queries.war import WarView


class LadderPage(Struct, frozen=True):
    """own: the tag of the reader's clan, or ""."""

    rows: list[LadderRow]
    wars: list[WarLine]
    own: str
    listed: int


def ladder_page(rows: Sequence[LadderRow], wars: Sequence[WarView], own: str) -> LadderPage:
    return LadderPage(list(rows), [war_line(war, war.attacker.id) for war in wars[:10]], own, LISTED)

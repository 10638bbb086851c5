"""The titles of a character: which it may wear. A title is a slug that says everything, so no page needs a statement for its words."""

import re

from msgspec import Struct

from game.content import catalogue
from game.models import EarnedAchievement, SeasonReward
from game.models.ids import CharacterId

_SEASON = re.compile(r"season-([1-9][0-9]{0,5})-([a-z][a-z0-9_]{0,19})-([1-9][0-9]{0,4})")


class SeasonTitle(Struct, frozen=True):
    """The title of a place on a season's board."""

    season: int
    board: str
    rank: int

    @property
    def slug(self) -> str:
        return f"season-{self.season}-{self.board}-{self.rank}"


def season_title(slug: str) -> SeasonTitle | None:
    """The title of a season that this slug names, or None. No achievement's slug has this form (a test compares)."""
    found = _SEASON.fullmatch(slug)
    return SeasonTitle(int(found[1]), found[2], int(found[3])) if found else None


def may_wear(character: CharacterId, slug: str) -> bool:
    """Whether the character has earned this title. One statement, and none for a slug that is no title."""
    if place := season_title(slug):
        return SeasonReward.objects.filter(
            character_id=character, season__number=place.season, board=place.board, rank=place.rank
        ).exists()
    known = catalogue().achievements.get(slug)
    if known is None or known.title is None:
        return False
    return EarnedAchievement.objects.filter(character_id=character, achievement=slug).exists()

"""Titles in words."""

from game.content import catalogue
from game.queries.board_kinds import board_kinds
from game.queries.titles import SeasonTitle, season_title
from game.rules.season_reward import reward_of


def title_text(slug: str) -> str:
    """Such as “the Sleepless” or “First of season 3 by kills”; empty for none, and for one that left the content."""
    if not slug:
        return ""
    known = catalogue().achievements.get(slug)
    if known is not None:
        return known.title or ""
    place = season_title(slug)
    return "" if place is None else season_title_text(place)


def season_title_text(place: SeasonTitle) -> str:
    reward = reward_of(place.rank)
    if reward is None:
        return ""
    board = board_kinds().get(place.board)
    words = reward.title.removesuffix(" of the season")
    return f"{words}{' of' if words != reward.title else ' in'} season {place.season} by {(board.title if board else place.board).lower()}"

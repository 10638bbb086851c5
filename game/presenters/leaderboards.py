"""A leaderboard's page."""

from msgspec import Struct

from game.queries.board import Board, OwnRank

TITLES = {"level": "Level", "kills": "Kills", "gold": "Gold earned"}
"""By category."""


class LeaderboardPage(Struct, frozen=True):
    """categories: (slug, title) of all boards. place: the viewer's own rank, None without a character on the board."""

    board: Board
    category: str
    title: str
    categories: list[tuple[str, str]]
    place: OwnRank | None


def leaderboard_page(board: Board, category: str, place: OwnRank | None) -> LeaderboardPage:
    return LeaderboardPage(board, category, TITLES[category], list(TITLES.items()), place)

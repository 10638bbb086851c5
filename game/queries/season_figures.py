"""SQL of what each character did in a season, for its end (actions/season_freeze.py) and the preview of it (season_preview.py)."""

from collections.abc import Sequence

from game.models import BoardSnapshot
from game.queries.board_kinds import TOTAL_XP, BoardKind
from game.queries.board_scores import IS_RANKED, ScopedBoard, joined, score_columns
from game.rules.tuning import START_GOLD

FIGURES = f"{TOTAL_XP} AS experience, c.kills, c.gold_earned, c.raid_damage"
"""Over a character c: what a baseline holds."""
HAS_SOMETHING = f"(greatest(experience, kills, raid_damage) > 0 OR gold_earned <> {START_GOLD})"
"""Over FIGURES. Without a baseline all counts from what a character begins with, so one of just that need not be written."""


def figure_sql(boards: Sequence[BoardKind], where: str = "true") -> str:
    """A part of a WITH clause: `figure` with id, name, FIGURES, is_ranked, and s0, s1 … for the scores of these boards in the season
    %(season)s. It has a row for each character c whose account is not erased and that fits `where`, and reads the table once."""
    scoped = [ScopedBoard(board, BoardSnapshot.SEASON) for board in boards]
    return f"""figure AS MATERIALIZED (
    SELECT c.id, c.name, {FIGURES}, ({IS_RANKED}) AS is_ranked, {score_columns(scoped)} {joined(scoped)}
    WHERE {where}
)"""

"""The achievements of a character, with what is counted for the others, and how rare they are. One statement each."""

from datetime import datetime

from msgspec import Struct

from game.models.ids import CharacterId
from vvw_site.foundation.database.statement import Statement


class EarnedRow(Struct, frozen=True, array_like=True):
    """achievement: its slug. holders: how many have it, by the last count; None before the first."""

    achievement: str
    at: datetime
    holders: int | None


class EarnedRows(Struct, frozen=True, array_like=True):
    """earned: the newest first. players: by the last count, 0 before the first."""

    earned: list[EarnedRow]
    players: int


class SeasonPlaceRow(Struct, frozen=True, array_like=True):
    season: int
    board: str
    rank: int


class OwnAchievements(Struct, frozen=True, array_like=True):
    """counts: by key, as of the last fold. holders: of each achievement, by the last count. seasons: places with a title."""

    earned: list[EarnedRow]
    players: int
    counts: dict[str, int]
    holders: dict[str, int]
    seasons: list[SeasonPlaceRow]


def achievements_of(character: CharacterId) -> EarnedRows:
    """What a public profile shows."""
    found: EarnedRows = _EARNED.row(character=character)
    return found


def own_achievements(character: CharacterId) -> OwnAchievements:
    found: OwnAchievements = _OWN.row(character=character)
    return found


# Served by an_achievement_is_earned_once.
_ROWS = """(SELECT coalesce(json_agg(json_build_array(e.achievement, e.earned_at, r.holders) ORDER BY e.earned_at DESC, e.id DESC), '[]')
    FROM game_earnedachievement e LEFT JOIN game_achievementrarity r ON r.achievement = e.achievement
    WHERE e.character_id = %(character)s::bigint)"""
_PLAYERS = "coalesce((SELECT max(players) FROM game_achievementrarity), 0)"
_EARNED = Statement(f"SELECT json_build_array({_ROWS}, {_PLAYERS})::text", EarnedRows)
# Served by one_season_reward_per_board, too.
_OWN = Statement(
    f"""SELECT json_build_array({_ROWS}, {_PLAYERS},
    coalesce((SELECT counts FROM game_achievementprogress WHERE character_id = %(character)s::bigint), '{{}}'),
    coalesce((SELECT json_object_agg(achievement, holders) FROM game_achievementrarity), '{{}}'),
    coalesce((SELECT json_agg(json_build_array(s.number, w.board, w.rank) ORDER BY s.number DESC, w.rank, w.board)
        FROM game_seasonreward w JOIN game_season s ON s.id = w.season_id
        WHERE w.character_id = %(character)s::bigint), '[]'))::text""",  # noqa: S608 (constants of the code)
    OwnAchievements,
)

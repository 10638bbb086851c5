"""The boards there are. Each ranks characters by one figure, of all time and of the season. Later features register theirs."""

from msgspec import Struct

from game.rules import tuning
from game.rules.levels import total_xp


class BoardKind(Struct, frozen=True):
    """slug: in addresses. title, unit: for people ("Level", "kills"). all_time and season are SQL over a character c and its baseline
    b of the season (columns NULL without one): scores of bigint, the highest first. Whoever has 0 is not ranked. season_unit: where
    the season counts something else.

    step: pages show the all-time score divided by it. joins: where a later app keeps its figures, such as
    `LEFT JOIN arena_rating r ON r.character_id = c.id`, with one row at most for each character.
    """

    slug: str
    title: str
    unit: str
    all_time: str
    season: str
    season_unit: str = ""
    step: int = 1
    joins: str = ""


_kinds: dict[str, BoardKind] = {}


def register(kind: BoardKind) -> None:
    """In the order in which pages show them."""
    _kinds[kind.slug] = kind


def board_kinds() -> dict[str, BoardKind]:
    """All boards by slug."""
    return dict(_kinds)


LEVEL_STEP = 10_000_000_000
"""More than the XP of any level: level and XP in one number."""
XP_BEFORE = [total_xp(level, 0) for level in range(1, tuning.LEVEL_MAX + 1)]
TOTAL_XP = f"(ARRAY{XP_BEFORE}::bigint[])[c.level] + c.xp"

register(BoardKind(
    "level", "Level", "level", all_time=f"c.level * {LEVEL_STEP}::bigint + c.xp", step=LEVEL_STEP,
    season=f"{TOTAL_XP} - coalesce(b.experience, 0)", season_unit="XP",
))  # fmt: skip
register(BoardKind("kills", "Kills", "kills", all_time="c.kills::bigint", season="c.kills - coalesce(b.kills, 0)"))
register(
    BoardKind("raids", "Raid damage", "damage", all_time="c.raid_damage", season="c.raid_damage - coalesce(b.raid_damage, 0)")
)
# The column counts the gold with which a character begins (models/character.py: earned), and this board does not. A baseline has it
# too; a character without one began in the season.
register(BoardKind(
    "gold", "Gold earned", "gold", all_time=f"c.gold_earned - {tuning.START_GOLD}",
    season=f"c.gold_earned - coalesce(b.gold_earned, {tuning.START_GOLD})",
))  # fmt: skip

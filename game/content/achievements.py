"""Achievements of the content beyond their fields: their groups, their grades, the titles that they give, and what is still to come."""

from collections.abc import Collection, Mapping, Sequence

from game.content.schema import Achievement
from game.content.vocabulary import RARITIES

COMING = frozenset({"arena", "market", "dungeon"})
"""Events that the game does not have yet. Whoever builds one registers its count (queries/achievement_sources.py) and takes it out
of here; a test compares."""

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kills": ("Kills", ("kill",)),
    "families": ("Kinds of prey", ("kill:",)),
    "regions": ("Parts of the city", ("kill@",)),
    "hunts": ("Hunts", ("hunt", "crit", "level")),
    "fortune": ("Fortune", ("gold", "loot", "buy", "sell", "use", "craft", "market")),
    "days": ("Days and missions", ("streak", "mission")),
    "company": ("Company", ("letter", "clan", "clan_founded", "clan_war", "clan_level", "clan_dues", "arena")),
    "renown": ("Raids and seasons", ("raid", "raid_damage", "killing_blow", "season", "season_first", "dungeon")),
}
"""Slug of a group -> (its title, the events in it). Pages show them in this order, and each has an emblem of its own."""
_NARROWED = {"kill:": "uncommon", "kill@": "rare"}


def group_of(achievement: Achievement) -> str:
    """The slug of the group that an achievement belongs to."""
    kind = _kind_of(achievement)
    return next(slug for slug, (_, kinds) in GROUPS.items() if kind in kinds)


def grades_of(achievements: Collection[Achievement]) -> dict[str, str]:
    """How hard each is, by slug, as a rarity: its place among those that count the same, from common to legendary. One that stands
    alone is rare, one of a family of monsters uncommon, one of a region rare."""
    ladders: dict[str, list[int]] = {}
    for one in sorted(achievements, key=lambda one: one.target):
        ladders.setdefault(one.key, []).append(one.target)
    return {one.slug: _grade(one, ladders[one.key]) for one in achievements}


def _grade(achievement: Achievement, ladder: Sequence[int]) -> str:
    """ladder: the targets of those that count the same, the lowest first."""
    if (kind := _kind_of(achievement)) in _NARROWED:
        return _NARROWED[kind]
    if len(ladder) == 1:
        return "rare"
    return RARITIES[round(ladder.index(achievement.target) * (len(RARITIES) - 1) / (len(ladder) - 1))]


def _kind_of(achievement: Achievement) -> str:
    return "kill:" if achievement.family else "kill@" if achievement.region else achievement.event

"""Monsters by skill and by dungeon, the level from which each is a fair fight, and the goals that its kills count for."""

from collections import defaultdict
from functools import cached_property

from game.content.registry import Catalogue
from game.content.schema import Achievement, Dungeon, Mission, Monster
from seo_pages.facts.fair import FairFightScale


class MonsterIndex:
    """monsters: in order of display, which the lists here follow."""

    def __init__(self, content: Catalogue, monsters: list[Monster]) -> None:
        self.content = content
        self.monsters = monsters

    @cached_property
    def dungeons(self) -> dict[str, list[tuple[Dungeon, list[int]]]]:
        """monster -> dungeons, with the numbers of the rooms that it is in; 0 is the boss's room."""
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for dungeon in self.content.dungeons.values():
            for room, wave in enumerate(dungeon.waves, 1):
                for slug in dict.fromkeys(wave):
                    found[slug][dungeon.slug].append(room)
            found[dungeon.boss][dungeon.slug].append(0)
        return {slug: [(self.content.dungeons[d], rooms) for d, rooms in where.items()] for slug, where in found.items()}

    @cached_property
    def fair_level(self) -> dict[str, int | None]:
        """monster -> level from which it is a fair fight."""
        scale = FairFightScale(self.monsters)
        return {m.slug: scale.level(m) for m in self.monsters}

    @cached_property
    def with_skill(self) -> dict[str, list[Monster]]:
        """skill -> monsters that have it, by level."""
        found: dict[str, list[Monster]] = defaultdict(list)
        for monster in self.monsters:
            for slug in monster.skills:
                found[slug].append(monster)
        return found

    def goals(self, monster: Monster) -> tuple[list[Mission], list[Achievement]]:
        """Missions and achievements that a kill counts for because of the monster's family or region."""

        def counts(family: str | None, region: str | None) -> bool:
            return bool(family or region) and family in (None, monster.family) and region in (None, monster.region)

        missions = [m for m in self.content.missions.values() if counts(m.goal.family, m.goal.region)]
        return missions, [
            a for a in self.content.achievements.values() if a.event == "kill" and not a.hidden and counts(a.family, a.region)
        ]

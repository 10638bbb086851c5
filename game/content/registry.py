"""The catalogue: loaded once per process, read-only, by slug."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.content import checks
from game.content.achievements import grades_of
from game.content.loading import OnProgress, no_progress, read_fixtures
from game.content.schema import (  # fmt: skip
    Achievement,
    Class,
    ClassSkill,
    Dungeon,
    GearSet,
    Item,
    Mission,
    Monster,
    Place,
    RaidBoss,
    Recipe,
    Region,
    stats_of,
)
from game.rules.battle import Drop, Encounters, MonsterProfile
from game.rules.forge import upgraded
from game.rules.mission import MissionProfile
from game.rules.sheet import Derived, Sheet, derive, gear_sum
from game.rules.skill import Skill

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
FOLDERS = {"item": "items", "monster": "monsters", "place": "locations"}
"""Kinds that have an emblem and a wiki page: kind -> file in fixtures/ and folder in the wiki. Searches list them in this order."""
ATTRIBUTES = {"locations": "places", "raids": "raid_bosses"}
"""File -> attribute, where code uses another word: elsewhere a place is a location, and a raid is one event."""
Entry = Item | Monster | Place


class Catalogue:
    """Everything in fixtures/, by file and slug, and the structs that the rules take."""

    regions: MappingProxyType[str, Region]
    classes: MappingProxyType[str, Class]
    skills: MappingProxyType[str, ClassSkill]
    items: MappingProxyType[str, Item]
    sets: MappingProxyType[str, GearSet]
    monsters: MappingProxyType[str, Monster]
    places: MappingProxyType[str, Place]
    recipes: MappingProxyType[str, Recipe]
    missions: MappingProxyType[str, Mission]
    dungeons: MappingProxyType[str, Dungeon]
    achievements: MappingProxyType[str, Achievement]
    raid_bosses: MappingProxyType[str, RaidBoss]
    """By the slug of the monster, in the order in which the bosses come."""

    def __init__(self, entries: dict[str, dict[str, Any]], content_hash: str) -> None:
        for file, found in entries.items():
            setattr(self, ATTRIBUTES.get(file, file), MappingProxyType(found))
        self.hash = content_hash
        # (item, upgrade) -> bonus, filled as items are worn: every hunt needs them.
        self._upgraded: dict[tuple[str, int], dict[str, int]] = {}

    def entries(self, kind: str) -> Mapping[str, Entry]:
        """All entries of a kind, by slug. kind: a key of FOLDERS, otherwise KeyError."""
        return self.of_file(FOLDERS[kind])

    def of_file(self, name: str) -> Mapping[str, Any]:
        """All entries of a file, by slug. name: without ".json"."""
        found: Mapping[str, Any] = getattr(self, ATTRIBUTES.get(name, name))
        return found

    def hue_of(self, entry: Entry) -> int:
        """The hue of an entry's region in degrees; 0 for an item, whose colours follow its rarity."""
        return 0 if isinstance(entry, Item) else self.regions[entry.region].hue

    @cached_property
    def fight_skills(self) -> dict[str, Skill]:
        return {s.slug: Skill(s.slug, s.kind, s.power, s.extra, s.rounds, s.cooldown) for s in self.skills.values()}

    @cached_property
    def monster_profiles(self) -> dict[str, MonsterProfile]:
        """Each monster as a hunt needs it."""
        return {m.slug: self._monster_profile(m) for m in self.monsters.values()}

    @cached_property
    def daily_missions(self) -> tuple[MissionProfile, ...]:
        """Each daily mission as dealing needs it."""
        return tuple(
            MissionProfile(m.slug, m.levels, m.goal.event, m.goal.target, m.reward.gold, m.reward.xp)
            for m in self.missions.values()
            if m.period == "daily"
        )

    @cached_property
    def achievement_grades(self) -> dict[str, str]:
        """How hard each achievement is, as a rarity."""
        return grades_of(self.achievements.values())

    @cached_property
    def encounters(self) -> dict[str, Encounters]:
        return {
            place.slug: Encounters(tuple(p.monster for p in place.monsters), tuple(p.weight for p in place.monsters))
            for place in self.places.values()
        }

    @cached_property
    def _hardest_first(self) -> list[Place]:
        return sorted(self.places.values(), key=lambda place: (-place.level, place.slug))

    def open_places(self, level: int) -> list[Place]:
        """The places that are open at a level, the hardest first."""
        return [place for place in self._hardest_first if place.level <= level]

    def met_at(self, place: str) -> list[tuple[int, Sheet]]:
        """Weight and sheet of each monster that a hunt at the place may meet."""
        return [(p.weight, self.monster_profiles[p.monster].sheet) for p in self.places[place].monsters]

    @cached_property
    def gear_stats(self) -> dict[str, dict[str, int]]:
        """The bonus of each worn item, by stat, without zeros."""
        return {i.slug: bonus_of(i) for i in self.items.values() if i.slot}

    @cached_property
    def class_skills(self) -> dict[str, tuple[ClassSkill, ...]]:
        """A class's skills, lowest level first."""
        found: dict[str, list[ClassSkill]] = {}
        for skill in self.skills.values():
            found.setdefault(skill.of, []).append(skill)
        return {of: tuple(sorted(skills, key=lambda s: (s.level, s.slug))) for of, skills in found.items()}

    @cached_property
    def set_of(self) -> dict[str, GearSet]:
        """item -> the set that it belongs to, for items that belong to one."""
        return {slug: gear_set for gear_set in self.sets.values() for slug in gear_set.pieces}

    @cached_property
    def set_steps(self) -> dict[str, tuple[tuple[int, dict[str, int]], ...]]:
        """The steps of each set: (pieces, bonus)."""
        return {s.slug: tuple((step.pieces, stats_of(step.bonus)) for step in s.steps) for s in self.sets.values()}

    def is_sold_at(self, item: Item, level: int) -> bool:
        """Whether a shop that is open to a character of this level sells the item."""
        return any(self.regions[region].levels[0] <= level for region in item.sold_in)

    def set_bonus(self, worn: Iterable[str]) -> list[dict[str, int]]:
        """The bonuses of the sets among the worn items."""
        count: dict[str, int] = {}
        for item in dict.fromkeys(worn):
            if gear_set := self.set_of.get(item):
                count[gear_set.slug] = count.get(gear_set.slug, 0) + 1
        return [stats for slug, have in count.items() for pieces, stats in self.set_steps[slug] if pieces <= have]

    def derived(self, class_slug: str, level: int, attributes: Mapping[str, int], worn: Iterable[tuple[str, int]]) -> Derived:
        """A character's stats, set bonuses included. worn: (item, upgrades) of every worn item that is not broken.

        An item that is no longer in the catalogue gives nothing.
        """
        known = [thing for thing in worn if thing[0] in self.gear_stats]
        gear = gear_sum([*(self._bonus_of(*thing) for thing in known), *self.set_bonus(item for item, _ in known)])
        return derive(level=level, main=self.classes[class_slug].main, attributes=attributes, gear=gear)

    def _bonus_of(self, item: str, upgrade: int) -> Mapping[str, int]:
        if not upgrade:
            return self.gear_stats[item]
        found = self._upgraded.get((item, upgrade))
        if found is None:
            found = self._upgraded[item, upgrade] = upgraded(self.gear_stats[item], upgrade)
        return found

    def _monster_profile(self, m: Monster) -> MonsterProfile:
        sheet = Sheet(
            name=m.name, level=m.level, hp=m.hp, hp_max=m.hp, attack=m.attack, defence=m.defence, crit=m.crit,
            crit_power=150, dodge=m.dodge, lifesteal=m.lifesteal, speed=m.speed, luck=0,
            skills=tuple(self.fight_skills[slug] for slug in m.skills),
        )  # fmt: skip
        return MonsterProfile(m.slug, sheet, m.xp, m.gold, tuple(Drop(d.item, d.chance, d.low, d.high) for d in m.drops))


def bonus_of(item: Item) -> dict[str, int]:
    """An item's bonus as a plain dict by stat name."""
    return stats_of(item.bonus)


@cache
def catalogue() -> Catalogue:
    """The catalogue of this process. ContentError for whatever loading.py and checks.STRUCTURE refuse. The other checks take nine
    tenths of the time, and `load_content`, which each release runs, has made them."""
    return load(FIXTURES, which=checks.STRUCTURE)


def load(
    folder: Path, on_progress: OnProgress = no_progress, *, which: Sequence[tuple[str, checks.Check]] = checks.ALL
) -> Catalogue:
    """A catalogue from a folder. which: of the checks between entries. ContentError for whatever loading.py and these refuse."""
    entries, content_hash = read_fixtures(folder, on_progress)
    checks.check(entries, which, on_progress)
    return Catalogue(entries, content_hash)

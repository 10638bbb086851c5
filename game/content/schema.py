"""The schema of every entry in fixtures/. docs/content.md explains each field, and a test compares.

A slug is the entry's address and never changes.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from game.content.vocabulary import AchievementEvent, Attribute, Faction, ItemKind, PhaseKind, Rarity
from game.rules.skill import SkillKind
from game.rules.tuning import CONSUMABLE_LEVELS, LEVEL_MAX

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Name = Annotated[str, Meta(min_length=3, max_length=48)]
Text = Annotated[str, Meta(min_length=60, max_length=600)]
Short = Annotated[str, Meta(min_length=10, max_length=200)]
Level = Annotated[int, Meta(ge=1, le=60)]
Count = Annotated[int, Meta(ge=1, le=10_000_000)]
Whole = Annotated[int, Meta(ge=0, le=10_000_000)]
Permille = Annotated[int, Meta(ge=0, le=1000)]


class Bonus(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename={"str_": "str", "int_": "int"}):
    """What a worn item adds. crit, dodge, lifesteal: permille; the rest: points."""

    str_: int = 0
    dex: int = 0
    int_: int = 0
    vit: int = 0
    lck: int = 0
    wis: int = 0
    hp: int = 0
    attack: int = 0
    defence: int = 0
    crit: int = 0
    dodge: int = 0
    lifesteal: int = 0


def stats_of(bonus: Bonus) -> dict[str, int]:
    """A bonus as a dict by stat name, without zeros."""
    return {field.rstrip("_"): value for field in bonus.__struct_fields__ if (value := getattr(bonus, field))}


class ItemUse(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What using a consumable gives: health in points, health_percent of full health, energy in points."""

    health: Whole = 0
    health_percent: Annotated[int, Meta(ge=0, le=100)] = 0
    energy: Annotated[int, Meta(ge=0, le=120)] = 0


class Item(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """price: of a shop, in gold. sold_in: regions whose shops sell it. durability: fights until it is broken."""

    slug: Slug
    name: Name
    kind: ItemKind
    family: Slug
    rarity: Rarity
    level: Level
    price: Count
    text: Text
    bonus: Bonus = Bonus()
    use: ItemUse | None = None
    faction: Faction | None = None
    durability: Whole = 0
    sold_in: tuple[Slug, ...] = ()

    @property
    def slot(self) -> str | None:
        """Where the item is worn: "weapon" or its family; None if it is not worn."""
        if self.kind == "weapon":
            return "weapon"
        return self.family if self.kind in ("armour", "accessory") else None

    @property
    def use_until(self) -> int | None:
        """The last level of a character to whom it gives energy or a share of full health. None: of every level, or it gives neither."""
        if self.use is None or not (self.use.health_percent or self.use.energy):
            return None
        last = self.level + CONSUMABLE_LEVELS
        return last if last < LEVEL_MAX else None

    def suits(self, level: int, faction: str | None) -> bool:
        """Whether a character of this level and faction can wear or use it."""
        return self.level <= level <= (self.use_until or LEVEL_MAX) and self.faction in (None, faction)

    @property
    def stacks(self) -> bool:
        """Whether units of it are interchangeable. Each worn item is an instance of its own."""
        return self.slot is None


class MonsterDrop(Struct, frozen=True, forbid_unknown_fields=True):
    """chance: in ten-thousandths, per kill."""

    item: Slug
    chance: Annotated[int, Meta(ge=1, le=10_000)]
    low: Count = 1
    high: Count = 1


class Monster(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """rank: common, elite (rare, twice the reward) or boss. skills: slugs of skills whose class is "beast"."""

    slug: Slug
    name: Name
    family: Slug
    region: Slug
    level: Level
    rank: Literal["common", "elite", "boss"]
    text: Text
    hp: Count
    attack: Count
    defence: Whole
    speed: Whole
    xp: Count
    gold: tuple[Count, Count]
    crit: Permille = 30
    dodge: Permille = 20
    lifesteal: Permille = 0
    skills: tuple[Slug, ...] = ()
    drops: tuple[MonsterDrop, ...] = ()


class Prowler(Struct, frozen=True, forbid_unknown_fields=True):
    monster: Slug
    weight: Annotated[int, Meta(ge=1, le=1000)]


class Place(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """level: the level from which a character may hunt here. map: x and y on the region's map, 0 to 100."""

    slug: Slug
    name: Name
    kind: Slug
    region: Slug
    level: Level
    text: Text
    map: tuple[Annotated[int, Meta(ge=0, le=100)], Annotated[int, Meta(ge=0, le=100)]]
    monsters: tuple[Prowler, ...]


class Region(Struct, frozen=True, forbid_unknown_fields=True):
    """hue: degrees on the colour wheel, the region's tint on pictures."""

    slug: Slug
    name: Name
    levels: tuple[Level, Level]
    hue: Annotated[int, Meta(ge=0, le=359)]
    shop: Name
    keeper: Name
    text: Text


class Class(Struct, frozen=True, forbid_unknown_fields=True):
    """faction: None for both, after prestige. main: the attribute that it attacks with. start: attributes at level 1, sum 60."""

    slug: Slug
    name: Name
    faction: Faction | None
    main: Literal["str", "dex", "int"]
    start: dict[Attribute, Annotated[int, Meta(ge=1, le=40)]]
    tagline: Short
    text: Text
    gear: tuple[Slug, ...]


class ClassSkill(Struct, frozen=True, forbid_unknown_fields=True):
    """of: a class's slug, or "beast" for monsters. level: the level at which a character learns it.

    game.rules.skill.Skill explains the numbers. verb: "rakes", "drinks from": used in the story of a fight.
    """

    slug: Slug
    name: Name
    of: Slug
    level: Level
    kind: SkillKind
    power: Annotated[int, Meta(ge=0, le=400)]
    extra: Annotated[int, Meta(ge=0, le=300)]
    rounds: Annotated[int, Meta(ge=0, le=10)]
    cooldown: Annotated[int, Meta(ge=0, le=15)]
    verb: Annotated[str, Meta(min_length=3, max_length=40)]
    text: Short


class SetStep(Struct, frozen=True, forbid_unknown_fields=True):
    pieces: Annotated[int, Meta(ge=2, le=9)]
    bonus: Bonus


class GearSet(Struct, frozen=True, forbid_unknown_fields=True):
    slug: Slug
    name: Name
    text: Text
    pieces: tuple[Slug, ...]
    steps: tuple[SetStep, ...]


class Need(Struct, frozen=True, forbid_unknown_fields=True):
    item: Slug
    quantity: Count


class Recipe(Struct, frozen=True, forbid_unknown_fields=True):
    slug: Slug
    name: Name
    craft: Literal["forge", "alchemy"]
    level: Level
    makes: Slug
    quantity: Count
    gold: Whole
    needs: tuple[Need, ...]
    text: Short


class Goal(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """event: what counts. Only kill can be narrowed to a monster family or a region."""

    event: Literal["kill", "hunt", "crit", "gold", "loot", "buy", "sell", "use"]
    target: Count
    family: Slug | None = None
    region: Slug | None = None


class Reward(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """gold, xp: at level 1. They grow with the level of the character that claims them: see rules.mission."""

    gold: Whole
    xp: Whole
    items: tuple[Need, ...] = ()


class Mission(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """levels: of the characters that can get it. giver: a name. hours: an errand's cooldown (0 for daily and weekly)."""

    slug: Slug
    name: Name
    period: Literal["daily", "weekly", "errand"]
    levels: tuple[Level, Level]
    giver: Name
    goal: Goal
    reward: Reward
    text: Short
    hours: Annotated[int, Meta(ge=0, le=24)] = 0


class Dungeon(Struct, frozen=True, forbid_unknown_fields=True):
    """waves: monsters in order, room by room. boss: the last monster."""

    slug: Slug
    name: Name
    region: Slug
    level: Level
    text: Text
    waves: tuple[tuple[Slug, ...], ...]
    boss: Slug


class Achievement(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """gold: the reward; 0 for none. hidden: its name and goal are shown to nobody who has not earned it."""

    slug: Slug
    name: Name
    event: AchievementEvent
    target: Count
    text: Short
    title: str | None = None
    family: Slug | None = None
    region: Slug | None = None
    gold: Annotated[int, Meta(ge=0, le=10_000)] = 0
    hidden: bool = False

    @property
    def key(self) -> str:
        """What is counted for it: the event, and what a kill is narrowed to ("kill:rat", "kill@lanternrow")."""
        return f"kill:{self.family}" if self.family else f"kill@{self.region}" if self.region else self.event


class RaidPhase(Struct, frozen=True, forbid_unknown_fields=True):
    """below: percent of the boss's health at which the phase begins. name: for the bar. text: read by players when it begins.

    kind: adds take a part of each blow's damage, at a weak_spot blows hurt more, in enrage the boss strikes back.
    """

    slug: Slug
    kind: PhaseKind
    below: Annotated[int, Meta(ge=5, le=100)]
    name: Annotated[str, Meta(min_length=3, max_length=28)]
    text: Short


class RaidBoss(Struct, frozen=True, forbid_unknown_fields=True):
    """How a boss comes as a raid. boss: the monster. call summons the hunters; fall and escape end the raid.

    phases: from full health down. trophy: the item that the killing blow earns.
    """

    boss: Slug
    title: Annotated[str, Meta(min_length=3, max_length=40)]
    call: Annotated[str, Meta(min_length=40, max_length=240)]
    fall: Short
    escape: Short
    phases: Annotated[tuple[RaidPhase, ...], Meta(min_length=3, max_length=4)]
    trophy: Slug

    @property
    def texts(self) -> dict[str, str]:
        """Every sentence of the raid, by the field or phase that it stands in."""
        phases = {f"phases: {phase.slug}": phase.text for phase in self.phases}
        return {"call": self.call, "fall": self.fall, "escape": self.escape} | phases


FILES: dict[str, type[Struct]] = {
    "regions": Region,
    "classes": Class,
    "skills": ClassSkill,
    "items": Item,
    "sets": GearSet,
    "monsters": Monster,
    "locations": Place,
    "recipes": Recipe,
    "missions": Mission,
    "dungeons": Dungeon,
    "achievements": Achievement,
    "raids": RaidBoss,
}
"""fixtures/<name>.json -> the struct of its entries. Each file is a list."""
ADDRESSES = {"raids": "boss"}
"""File -> the field that is an entry's address, where that is not its slug."""

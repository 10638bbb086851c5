"""A hunt: whom one meets, how the fight goes, what it yields. All of it from one stream of dice, in this order."""

from msgspec import Struct

from game.rules import tuning
from game.rules.dice import Dice
from game.rules.fight import Fight, fight
from game.rules.growth import points_for
from game.rules.levels import fair_xp, rise, xp_to_next
from game.rules.sheet import Sheet


class Drop(Struct, frozen=True, array_like=True):
    """An item that a monster may leave: chance in ten-thousandths, quantity from low to high."""

    item: str
    chance: int
    low: int
    high: int


class MonsterProfile(Struct, frozen=True):
    """A monster as a hunt needs it: its sheet, its worth, its drops. gold from low to high."""

    slug: str
    sheet: Sheet
    xp: int
    gold: tuple[int, int]
    drops: tuple[Drop, ...]


class Encounters(Struct, frozen=True, array_like=True):
    """Who prowls a place, and how likely each is met."""

    slugs: tuple[str, ...]
    weights: tuple[int, ...]


class HuntOutcome(Struct, frozen=True, rename={"monster": "prey"}):
    """xp: what the kill is worth (at the last level none of it is given: levels.rise). loot: (item, quantity).

    xp, gold and loot are empty when the fight was not won.
    """

    monster: str
    fight: Fight
    xp: int
    gold: int
    loot: tuple[tuple[str, int], ...]


class BattleInputs(Struct, frozen=True, rename={"monster": "prey"}):
    """All that the dice decide over in a hunt. With seed and nonce it is enough to run the hunt again."""

    encounters: Encounters
    hunter: Sheet
    monster: MonsterProfile


def replay_hunt(inputs: BattleInputs, dice: Dice) -> tuple[str, HuntOutcome]:
    """The hunt once more from its inputs: whom the dice say was met, and how it went against the stored monster."""
    return meet(inputs.encounters, dice), resolve_hunt(inputs.hunter, inputs.monster, dice)


def meet(encounters: Encounters, dice: Dice) -> str:
    """The slug of the monster that is met: the first roll of the hunt."""
    return encounters.slugs[dice.pick(encounters.weights)]


def resolve_hunt(hunter: Sheet, monster: MonsterProfile, dice: Dice) -> HuntOutcome:
    """The rest of the hunt, with the same dice that `meet` rolled. Luck adds a thousandth to each drop's chance a point."""
    fought = fight(hunter, monster.sheet, dice)
    if not fought.won:
        return HuntOutcome(monster.slug, fought, 0, 0, ())
    gold = dice.between(*monster.gold)
    loot = tuple(
        (drop.item, dice.between(drop.low, drop.high))
        for drop in monster.drops
        if dice.below(10_000_000) < drop.chance * (1000 + hunter.luck)
    )
    return HuntOutcome(monster.slug, fought, fair_xp(monster.xp, monster.sheet.level, hunter.level), gold, loot)


def health_after(before: int, hp_max: int, fought: Fight) -> int:
    """The hunter's health after a hunt, who had `before` when he set out (without the floor that he fought with).

    Won: what the fight left. Lost, or nobody down after the last round: a share of full health at the most, and never more
    than before.
    """
    if fought.won:
        return fought.hp[0]
    return min(before, hp_max * tuning.DEFEAT_PERCENT // 100)


class HunterAfter(Struct, frozen=True):
    """The hunter after a hunt: level, xp of that level (of xp_next) and health; xp_given, and levels and attribute points gained."""

    level: int
    xp: int
    xp_next: int
    xp_given: int
    levels: int
    points: int
    hp: int


def hunter_after(outcome: HuntOutcome, *, level: int, xp: int, hp: int, hp_max: int) -> HunterAfter:
    """The hunter who had that level, xp and health when he set out. A level gained in a won fight fills the health."""
    risen = rise(level, xp, outcome.xp)
    full = risen.gained and outcome.fight.won
    return HunterAfter(
        level=risen.level, xp=risen.xp, xp_next=xp_to_next(risen.level), xp_given=risen.given, levels=risen.gained,
        points=points_for(risen.gained), hp=hp_max if full else health_after(hp, hp_max, outcome.fight),
    )  # fmt: skip

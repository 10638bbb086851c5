"""A hunt: whom one meets, how the fight goes, what it yields. All of it from one stream of dice, in this order."""

from msgspec import Struct

from game.rules import tuning
from game.rules.dice import Dice
from game.rules.fight import Fight, fight
from game.rules.levels import fair_xp
from game.rules.sheet import Sheet


class Drop(Struct, frozen=True, array_like=True):
    """An item that a monster may leave: chance in ten-thousandths, quantity from low to high."""

    item: str
    chance: int
    low: int
    high: int


class Prey(Struct, frozen=True):
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


class Hunted(Struct, frozen=True):
    """xp: what the kill is worth (at the last level none of it is given: levels.rise). loot: (item, quantity).

    xp, gold and loot are empty when the fight was not won.
    """

    prey: str
    fight: Fight
    xp: int
    gold: int
    loot: tuple[tuple[str, int], ...]


class BattleInputs(Struct, frozen=True):
    """All that the dice decide over in a hunt. With seed and nonce it is enough to run the hunt again."""

    encounters: Encounters
    hunter: Sheet
    prey: Prey


def run_again(inputs: BattleInputs, dice: Dice) -> tuple[str, Hunted]:
    """The hunt once more from its inputs: whom the dice say was met, and how it went against the stored prey."""
    return meet(inputs.encounters, dice), strike(inputs.hunter, inputs.prey, dice)


def meet(encounters: Encounters, dice: Dice) -> str:
    """The slug of the monster that is met: the first roll of the hunt."""
    return encounters.slugs[dice.pick(encounters.weights)]


def strike(hunter: Sheet, prey: Prey, dice: Dice) -> Hunted:
    """The rest of the hunt, with the same dice that `meet` rolled. Luck adds a thousandth to each drop's chance a point."""
    fought = fight(hunter, prey.sheet, dice)
    if not fought.won:
        return Hunted(prey.slug, fought, 0, 0, ())
    gold = dice.between(*prey.gold)
    loot = tuple(
        (drop.item, dice.between(drop.low, drop.high))
        for drop in prey.drops
        if dice.below(10_000_000) < drop.chance * (1000 + hunter.luck)
    )
    return Hunted(prey.slug, fought, fair_xp(prey.xp, prey.sheet.level, hunter.level), gold, loot)


def health_after(before: int, hp_max: int, fought: Fight) -> int:
    """The hunter's health after a hunt, who had `before` when he set out (without the floor that he fought with).

    Won: what the fight left. Lost, or nobody down after the last round: a share of full health at the most, and never more
    than before.
    """
    if fought.won:
        return fought.hp[0]
    return min(before, hp_max * tuning.DEFEAT_PERCENT // 100)

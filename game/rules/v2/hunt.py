"""A hunt under rules 2: the monster that is met, the fight, the reward. All from one stream of dice, in this order. Frozen.

The rolls are those of rules 1, in the same order. An event changes what they come to, not which are made first.
"""

from game.rules.battle import BattleEvent, BattleInputs, Encounters, HuntOutcome, MonsterProfile
from game.rules.dice import Dice
from game.rules.sheet import Sheet
from game.rules.v2 import numbers
from game.rules.v2.fight import fight


def replay_hunt(inputs: BattleInputs, dice: Dice) -> tuple[str, HuntOutcome]:
    """The hunt once more: the slug of the monster that the dice meet, and the outcome against the stored monster."""
    return meet(inputs.encounters, dice), resolve_hunt(inputs.hunter, inputs.monster, dice, inputs.event)


def meet(encounters: Encounters, dice: Dice) -> str:
    """The slug of the monster that is met: the first roll of the hunt."""
    return encounters.slugs[dice.pick(encounters.weights)]


def resolve_hunt(hunter: Sheet, monster: MonsterProfile, dice: Dice, event: BattleEvent | None = None) -> HuntOutcome:
    """The rest of the hunt, with the dice that `meet` rolled. Each point of luck adds a thousandth to the chance of each drop.

    event: what raises or lowers the reward of this hunt. A chance that it raises above 100 % is 100 %.
    """
    fought = fight(hunter, monster.sheet, dice)
    if not fought.won:
        return HuntOutcome(monster.slug, fought, 0, 0, ())
    xp_percent, gold_percent, drop_percent = (event.xp, event.gold, event.drop) if event else (100, 100, 100)
    gold = dice.between(*monster.gold) * gold_percent // 100
    loot = tuple(
        (drop.item, dice.between(drop.low, drop.high))
        for drop in monster.drops
        if dice.below(10_000_000) < drop.chance * (1000 + hunter.luck) * drop_percent // 100
    )
    xp = max(1, fair_xp(monster.xp, monster.sheet.level, hunter.level) * xp_percent // 100)
    return HuntOutcome(monster.slug, fought, xp, gold, loot)


def fair_xp(worth: int, monster_level: int, level: int) -> int:
    """XP for a kill: full up to FULL_XP_LEVELS below one's own level, then a tenth less for each level, at least a tenth."""
    gap = max(0, level - monster_level - numbers.FULL_XP_LEVELS)
    return max(1, worth * max(1, 10 - gap) // 10)

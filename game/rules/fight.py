"""A fight, resolved at once: two sheets and the dice in, the winner and every blow out.

static/js/fight.js plays the same rules in the browser; both are held to game/tests/vectors/hunts.json.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from game.rules import tuning
from game.rules.dice import Dice
from game.rules.sheet import Sheet
from game.rules.skill import Skill

Outcome = Literal["hit", "crit", "dodge", "bleed", "stunned", "heal", "bless", "ward", "blocked", "stun"]
Tell = Callable[[str, Outcome, int], None]
"""Writes a blow down: action, outcome, amount."""


class Blow(Struct, frozen=True, array_like=True):
    """One line of a fight. actor 0 is the challenger, 1 the foe; hp holds both healths after it.

    action: "attack", a skill's slug, or "" for what happens by itself (bleeding, being stunned).
    amount: damage done, or health won back for "heal".
    """

    round: int
    actor: int
    action: str
    outcome: Outcome
    amount: int
    hp: tuple[int, int]


class Fight(Struct, frozen=True):
    """won: the challenger brought the foe down (nobody down after 30 rounds is not a win)."""

    won: bool
    rounds: int
    hp: tuple[int, int]
    blows: tuple[Blow, ...]


class _Side:
    """A fighter in motion."""

    __slots__ = ("bleed", "bleed_rounds", "bless", "bless_turns", "hp", "ready", "sheet", "soak", "stunned", "ward")

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.hp = sheet.hp
        self.soak = soak(sheet.level)
        self.ready = [1] * len(sheet.skills)
        self.bleed = self.bleed_rounds = self.bless = self.bless_turns = self.ward = 0
        self.stunned = False


def soak(level: int) -> int:
    """How much defence halves the blows of a striker of this level; DEF takes DEF / (DEF + soak) off (DESIGN section 4)."""
    return tuning.SOAK + tuning.SOAK_PER_LEVEL * level


def fight(challenger: Sheet, foe: Sheet, dice: Dice) -> Fight:
    """Fight to the end. The faster one strikes first in each round; at equal speed the challenger does."""
    sides = (_Side(challenger), _Side(foe))
    order = (0, 1) if challenger.speed >= foe.speed else (1, 0)
    blows: list[Blow] = []
    for number in range(1, tuning.ROUNDS_MAX + 1):
        for actor in order:
            _turn(number, actor, sides, dice, blows)
            if sides[0].hp <= 0 or sides[1].hp <= 0:
                return Fight(sides[1].hp <= 0 < sides[0].hp, number, (sides[0].hp, sides[1].hp), tuple(blows))
    return Fight(False, tuning.ROUNDS_MAX, (sides[0].hp, sides[1].hp), tuple(blows))


def _turn(number: int, actor: int, sides: tuple[_Side, _Side], dice: Dice, blows: list[Blow]) -> None:
    me, foe = sides[actor], sides[1 - actor]

    def tell(action: str, outcome: Outcome, amount: int) -> None:
        blows.append(Blow(number, actor, action, outcome, amount, (sides[0].hp, sides[1].hp)))

    if me.bleed_rounds:
        me.bleed_rounds -= 1
        lost = min(me.hp, me.bleed)
        me.hp -= lost
        tell("", "bleed", lost)
        if me.hp <= 0:
            return
    if me.stunned:
        me.stunned = False
        tell("", "stunned", 0)
        return
    skill = _choose(number, me, foe)
    if skill is None:
        _strike(me, foe, "attack", 100, dice, tell)
    elif skill.kind == "ward":
        me.ward = skill.rounds
        tell(skill.slug, "ward", 0)
    elif skill.kind == "bless":
        me.bless, me.bless_turns = skill.extra, skill.rounds + 1
        tell(skill.slug, "bless", 0)
    elif skill.kind == "mend":
        _heal(me, me.sheet.hp_max * skill.extra // 100, skill.slug, tell)
    else:
        _skilled_strike(me, foe, skill, dice, tell)
    if me.bless_turns:
        me.bless_turns -= 1
        if not me.bless_turns:
            me.bless = 0


def _choose(number: int, me: _Side, foe: _Side) -> Skill | None:
    """The first skill of the loadout that is ready and makes sense now; it starts to cool down."""
    for index, skill in enumerate(me.sheet.skills):
        if me.ready[index] > number or not _makes_sense(skill, me, foe):
            continue
        me.ready[index] = number + 1 + skill.cooldown
        return skill
    return None


def _makes_sense(skill: Skill, me: _Side, foe: _Side) -> bool:
    if skill.kind == "mend":
        return me.hp * 100 < me.sheet.hp_max * tuning.MEND_BELOW_PERCENT
    if skill.kind == "execute":
        return foe.hp * 100 < foe.sheet.hp_max * tuning.EXECUTE_BELOW_PERCENT
    if skill.kind == "ward":
        return me.ward == 0
    if skill.kind == "bless":
        return me.bless_turns == 0
    if skill.kind == "bleed":
        return foe.bleed_rounds == 0
    return True


def _skilled_strike(me: _Side, foe: _Side, skill: Skill, dice: Dice, tell: Tell) -> None:
    power = skill.power + (skill.extra if skill.kind == "execute" else 0)
    done = _strike(me, foe, skill.slug, power, dice, tell)
    if done <= 0 or foe.hp <= 0:
        return
    if skill.kind == "bleed":
        foe.bleed, foe.bleed_rounds = max(1, me.sheet.attack * skill.extra // 100), skill.rounds
    elif skill.kind == "drain":
        _heal(me, done * skill.extra // 100, skill.slug, tell)
    elif skill.kind == "stun" and dice.below(100) < skill.extra:
        foe.stunned = True
        tell(skill.slug, "stun", 0)


def _strike(me: _Side, foe: _Side, action: str, power: int, dice: Dice, tell: Tell) -> int:
    """One blow: damage = attack x U(0.85, 1.15) x (1 - DEF / (DEF + soak)), crit after mitigation.

    Returns the damage done, 0 when it was dodged or swallowed by a ward. The soak is the striker's.
    """
    if dice.chance(foe.sheet.dodge):
        tell(action, "dodge", 0)
        return 0
    roll = dice.between(tuning.ROLL_LOW, tuning.ROLL_HIGH)
    crit = dice.chance(me.sheet.crit)
    if foe.ward:
        foe.ward -= 1
        tell(action, "blocked", 0)
        return 0
    attack = me.sheet.attack * (100 + me.bless) * power // 10_000
    damage = attack * roll * me.soak // (1000 * (foe.sheet.defence + me.soak))
    if crit:
        damage = damage * me.sheet.crit_power // 100
    damage = min(foe.hp, max(1, damage))
    foe.hp -= damage
    tell(action, "crit" if crit else "hit", damage)
    if me.sheet.lifesteal:
        _heal(me, damage * me.sheet.lifesteal // 1000, "", tell)
    return damage


def _heal(me: _Side, amount: int, action: str, tell: Tell) -> None:
    won = min(me.sheet.hp_max - me.hp, amount)
    if won > 0:
        me.hp += won
        tell(action, "heal", won)

"""A fight under rules 2, resolved at once: two sheets and the dice in, the winner and every blow out. Frozen.

static/js/rules_v2.js plays the same rules in the browser; both must reproduce game/tests/vectors/hunts_v2.json.
"""

from collections.abc import Callable

from game.rules.battle import Blow, BlowOutcome, Fight
from game.rules.dice import Dice
from game.rules.sheet import Sheet
from game.rules.skill import Skill
from game.rules.v2 import numbers

AddBlow = Callable[[str, BlowOutcome, int], None]
"""Appends a blow to the fight: action, outcome, amount."""


class _Side:
    """A fighter during a fight."""

    __slots__ = ("bleed", "bleed_rounds", "bless", "bless_turns", "hp", "ready", "sheet", "soak", "stunned", "ward")

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.hp = sheet.hp
        self.soak = soak(sheet.level)
        self.ready = [1] * len(sheet.skills)
        self.bleed = self.bleed_rounds = self.bless = self.bless_turns = self.ward = 0
        self.stunned = False


def soak(level: int) -> int:
    """The defence that halves the blows of a striker of this level: DEF takes DEF / (DEF + soak) off the damage."""
    return numbers.SOAK + numbers.SOAK_PER_LEVEL * level


def fight(challenger: Sheet, foe: Sheet, dice: Dice) -> Fight:
    """Fight to the end. In each round the faster side acts first; at equal speed the challenger does."""
    sides = (_Side(challenger), _Side(foe))
    order = (0, 1) if challenger.speed >= foe.speed else (1, 0)
    blows: list[Blow] = []
    for round_ in range(1, numbers.ROUNDS_MAX + 1):
        for actor in order:
            _turn(round_, actor, sides, dice, blows)
            if sides[0].hp <= 0 or sides[1].hp <= 0:
                return Fight(sides[0].hp > 0, round_, (sides[0].hp, sides[1].hp), tuple(blows))
    return Fight(False, numbers.ROUNDS_MAX, (sides[0].hp, sides[1].hp), tuple(blows))


def _turn(round_: int, actor: int, sides: tuple[_Side, _Side], dice: Dice, blows: list[Blow]) -> None:
    me, foe = sides[actor], sides[1 - actor]

    def add_blow(action: str, outcome: BlowOutcome, amount: int) -> None:
        blows.append(Blow(round_, actor, action, outcome, amount, (sides[0].hp, sides[1].hp)))

    if me.bleed_rounds:
        me.bleed_rounds -= 1
        lost = min(me.hp, me.bleed)
        me.hp -= lost
        add_blow("", "bleed", lost)
        if me.hp <= 0:
            return
    if me.stunned:
        me.stunned = False
        add_blow("", "stunned", 0)
        return
    skill = _choose(round_, me, foe)
    if skill is None:
        _strike(me, foe, "attack", 100, dice, add_blow)
    elif skill.kind == "ward":
        me.ward = skill.rounds
        add_blow(skill.slug, "ward", 0)
    elif skill.kind == "bless":
        me.bless, me.bless_turns = skill.extra, skill.rounds + 1
        add_blow(skill.slug, "bless", 0)
    elif skill.kind == "mend":
        _heal(me, me.sheet.hp_max * skill.extra // 100, skill.slug, add_blow)
    else:
        _skilled_strike(me, foe, skill, dice, add_blow)
    if me.bless_turns:
        me.bless_turns -= 1
        if not me.bless_turns:
            me.bless = 0


def _choose(round_: int, me: _Side, foe: _Side) -> Skill | None:
    """The first skill that is ready and makes sense now; None for a plain attack. The skill starts to cool down."""
    for index, skill in enumerate(me.sheet.skills):
        if me.ready[index] > round_ or not _makes_sense(skill, me, foe):
            continue
        me.ready[index] = round_ + 1 + skill.cooldown
        return skill
    return None


def _makes_sense(skill: Skill, me: _Side, foe: _Side) -> bool:
    if skill.kind == "mend":
        return me.hp * 100 < me.sheet.hp_max * numbers.MEND_BELOW_PERCENT
    if skill.kind == "execute":
        return foe.hp * 100 < foe.sheet.hp_max * numbers.EXECUTE_BELOW_PERCENT
    if skill.kind == "ward":
        return me.ward == 0
    if skill.kind == "bless":
        return me.bless_turns == 0
    if skill.kind == "bleed":
        return foe.bleed_rounds == 0
    return True


def _skilled_strike(me: _Side, foe: _Side, skill: Skill, dice: Dice, add_blow: AddBlow) -> None:
    power = skill.power + (skill.extra if skill.kind == "execute" else 0)
    done = _strike(me, foe, skill.slug, power, dice, add_blow)
    if done <= 0 or foe.hp <= 0:
        return
    if skill.kind == "bleed":
        foe.bleed, foe.bleed_rounds = max(1, me.sheet.attack * skill.extra // 100), skill.rounds
    elif skill.kind == "drain":
        _heal(me, done * skill.extra // 100, skill.slug, add_blow)
    elif skill.kind == "stun" and dice.below(100) < skill.extra:
        foe.stunned = True
        add_blow(skill.slug, "stun", 0)


def _strike(me: _Side, foe: _Side, action: str, power: int, dice: Dice, add_blow: AddBlow) -> int:
    """One blow: damage = attack x U(0.85, 1.15) x (1 - DEF / (DEF + soak)), crit after mitigation. The soak is the striker's.

    Returns the damage done; 0 if the foe dodged it or a ward blocked it.
    """
    if dice.chance(foe.sheet.dodge):
        add_blow(action, "dodge", 0)
        return 0
    roll = dice.between(numbers.ROLL_LOW, numbers.ROLL_HIGH)
    crit = dice.chance(me.sheet.crit)
    if foe.ward:
        foe.ward -= 1
        add_blow(action, "blocked", 0)
        return 0
    attack = me.sheet.attack * (100 + me.bless) * power // 10_000
    damage = attack * roll * me.soak // (1000 * (foe.sheet.defence + me.soak))
    if crit:
        damage = damage * me.sheet.crit_power // 100
    damage = min(foe.hp, max(1, damage))
    foe.hp -= damage
    add_blow(action, "crit" if crit else "hit", damage)
    if me.sheet.lifesteal:
        _heal(me, damage * me.sheet.lifesteal // 1000, "", add_blow)
    return damage


def _heal(me: _Side, amount: int, action: str, add_blow: AddBlow) -> None:
    gained = min(me.sheet.hp_max - me.hp, amount)
    if gained > 0:
        me.hp += gained
        add_blow(action, "heal", gained)

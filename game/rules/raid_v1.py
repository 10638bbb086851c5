"""A hit on a raid's boss, under version 1 of the rules of raids. Frozen: not a number, not a formula, not the order of the rolls
changes any more (versions.py says how to make the next version).

static/js/raid_v1.js plays the same rules in the browser; both must reproduce game/tests/vectors/hits_v1.json.
"""

from game.rules.dice import Dice
from game.rules.raid_hit import HitInputs, HitOutcome, Striker
from game.rules.v1.fight import soak

ROLL_LOW, ROLL_HIGH = 850, 1150
"""The spread of a hit, in thousandths of the attack."""
PHASE_PERCENT = {"plain": 100, "adds": 80, "weak_spot": 130, "enrage": 100}
"""What a hit does in each kind of phase."""
ENRAGED_PERCENT = 12
"""The share of full health that an enraged boss takes from each hunter who strikes it."""


def resolve_hit(inputs: HitInputs, dice: Dice) -> HitOutcome:
    """One blow at the boss: damage = attack x U(0.85, 1.15) x (1 - DEF / (DEF + soak)), then the crit, then the phase.

    The boss strikes back only while it is enraged. It never takes the last point of health.
    """
    hunter, boss = inputs.hunter, inputs.boss
    lost = _struck_back(hunter) if inputs.phase == "enrage" else 0
    if dice.chance(boss.dodge):
        return HitOutcome("dodge", 0, lost)
    roll = dice.between(ROLL_LOW, ROLL_HIGH)
    crit = dice.chance(hunter.crit)
    taken = soak(hunter.level)
    damage = hunter.attack * roll * taken // (1000 * (boss.defence + taken))
    if crit:
        damage = damage * hunter.crit_power // 100
    damage = damage * PHASE_PERCENT[inputs.phase] // 100
    return HitOutcome("crit" if crit else "hit", max(1, damage), lost)


def _struck_back(hunter: Striker) -> int:
    return max(0, min(hunter.hp - 1, hunter.hp_max * ENRAGED_PERCENT // 100))

"""A hunter's chance to win, before the fight: no dice, a fixed bound of work.

Both sides take their turns in the mean: each strike adds its expected damage and its variance, skills are used when they would
be. The damage done so far is taken as normal, so each round gives the probability that a side has fallen by then. The chance
to win sums, over the rounds, the probability that the monster falls in this one and the hunter still stands.

Approximated: what one side does is independent of what the other does; skills that wait for low health follow the mean health.
"""

from collections.abc import Iterable
from math import erfc, sqrt

from game.rules.fight import soak
from game.rules.sheet import Sheet
from game.rules.skill import Skill
from game.rules.v2 import numbers

DECIDED = 0.02
"""The sum ends when it is less likely than this that both still stand; what is left is shared as the sum was."""
WARD_GONE = 0.5
"""Blows that a ward would still block in the mean, below which it counts as used up."""
SPREAD = 1.3
"""The variance of the damage, in that of independent blows: skills come at different moments. Fitted to simulated fights."""


SURE = 12.0
"""Squared distance to the end of the health, in variances, from which a fighter has surely fallen, or surely not."""


class _Mean:
    """A fighter in the mean. taken, spread: mean and variance of the damage taken, healing subtracted. fallen, won: probabilities so
    far, to have fallen, and to have stood when the foe fell."""

    __slots__ = ("bleed", "bleed_rounds", "bless", "bless_turns", "blow", "fallen", "health", "hit", "hp_max", "lifesteal", "ready",
                 "sheet", "skills", "spread", "square", "stunned", "taken", "ward", "won")  # fmt: skip

    def __init__(self, sheet: Sheet, foe: Sheet) -> None:
        self.sheet, self.health, self.hp_max, self.lifesteal = sheet, sheet.hp, sheet.hp_max, sheet.lifesteal / 1000
        self.skills = tuple(enumerate(sheet.skills))
        own = soak(sheet.level)
        self.hit = 1 - foe.dodge / 1000
        crit, power = sheet.crit / 1000, sheet.crit_power / 100
        base = sheet.attack * own / (foe.defence + own)
        width = (numbers.ROLL_HIGH - numbers.ROLL_LOW) / 1000
        self.blow = base * (1 + crit * (power - 1))
        self.square = base * base * (1 + width * width / 12) * (1 + crit * (power * power - 1))
        self.ready = [1] * len(sheet.skills)
        self.taken = self.spread = self.fallen = self.won = self.bleed = self.bless = self.stunned = self.ward = 0.0
        self.bleed_rounds = self.bless_turns = 0

    @property
    def hp(self) -> float:
        """The mean health, of a fighter that still stands."""
        left = self.health - self.taken
        return left if left > 1.0 else 1.0

    def heal(self, amount: float) -> None:
        lost = self.hp_max - self.hp
        self.taken -= amount if amount < lost else lost


def chance_at(hunter: Sheet, met: Iterable[tuple[int, Sheet]]) -> float:
    """The chance (0 to 1) to win the next hunt at a place. met: weight and sheet of each monster that is met there."""
    weights = won = 0.0
    for weight, monster in met:
        weights += weight
        won += weight * chance(hunter, monster)
    return won / weights if weights else 0.0


def chance(hunter: Sheet, monster: Sheet) -> float:
    """The chance (0 to 1) that the hunter, with the health that its sheet has, beats the monster."""
    me, foe = _Mean(hunter, monster), _Mean(monster, hunter)
    order = ((me, foe), (foe, me)) if hunter.speed >= monster.speed else ((foe, me), (me, foe))
    for round_ in range(1, numbers.ROUNDS_MAX + 1):
        for actor, other in order:
            _turn(round_, actor, other)
            if actor.bleed:
                _fall(actor, other)
            _fall(other, actor)
        if (1 - me.fallen) * (1 - foe.fallen) < DECIDED:
            return me.won / (me.won + foe.won)
    return me.won


def _fall(side: _Mean, opponent: _Mean) -> None:
    """Adds the probability that the side has fallen just now, to a standing opponent."""
    lead = side.taken - side.health + 0.5
    is_sure = lead * lead >= SURE * side.spread
    fallen = float(lead > 0) if is_sure else erfc(-lead / sqrt(2 * SPREAD * side.spread)) / 2
    if fallen > side.fallen:
        opponent.won += (fallen - side.fallen) * (1 - opponent.fallen)
        side.fallen = fallen


def _turn(round_: int, me: _Mean, foe: _Mean) -> None:
    if me.bleed_rounds:
        me.bleed_rounds -= 1
        me.taken += me.bleed
    acts, me.stunned = 1 - me.stunned, 0.0
    skill = _choose(round_, me, foe)
    if skill is None:
        _strike(me, foe, 100, acts)
    elif skill.kind == "ward":
        me.ward = skill.rounds * acts
    elif skill.kind == "bless":
        me.bless, me.bless_turns = skill.extra * acts, skill.rounds + 1
    elif skill.kind == "mend":
        me.heal(acts * me.hp_max * skill.extra / 100)
    else:
        done = _strike(me, foe, skill.power + (skill.extra if skill.kind == "execute" else 0), acts)
        if done and skill.kind == "bleed":
            foe.bleed, foe.bleed_rounds = acts * me.hit * me.sheet.attack * skill.extra / 100, skill.rounds
        elif skill.kind == "drain":
            me.heal(done * skill.extra / 100)
        elif done and skill.kind == "stun":
            foe.stunned = acts * me.hit * skill.extra / 100
    if me.bless_turns:
        me.bless_turns -= 1
        if not me.bless_turns:
            me.bless = 0.0


def _choose(round_: int, me: _Mean, foe: _Mean) -> Skill | None:
    ready = me.ready
    for index, skill in me.skills:
        if ready[index] <= round_ and _makes_sense(skill, me, foe):
            ready[index] = round_ + 1 + skill.cooldown
            return skill
    return None


def _makes_sense(skill: Skill, me: _Mean, foe: _Mean) -> bool:
    kind = skill.kind
    if kind == "mend":
        return me.hp * 100 < me.hp_max * numbers.MEND_BELOW_PERCENT
    if kind == "execute":
        return foe.hp * 100 < foe.hp_max * numbers.EXECUTE_BELOW_PERCENT
    if kind == "ward":
        return me.ward < WARD_GONE
    if kind == "bless":
        return me.bless_turns == 0
    return kind != "bleed" or foe.bleed_rounds == 0


def _strike(me: _Mean, foe: _Mean, power: int, acts: float) -> float:
    """Adds one blow to what the foe has taken. acts: probability that this turn is not lost. Returns the mean damage."""
    scale, lands = (100 + me.bless) * power / 10_000, acts * me.hit
    if foe.ward:
        blocked = min(foe.ward, lands)
        foe.ward -= blocked
        lands -= blocked
        if lands <= 0:
            return 0.0
    mean = me.blow * scale - 0.5
    mean = mean * lands if mean > 1.0 else lands
    foe.taken += mean
    spread = me.square * scale * scale * lands - mean * mean
    if spread > 0:
        foe.spread += spread
    if me.lifesteal:
        me.heal(mean * me.lifesteal)
    return mean

"""Raids: whether three average hunters win a quiet one, and how long a thousand need for one that expects a thousand.

Everybody comes with most of the energy, hits as often as the rules allow, and rests when the boss has beaten him or her.
"""

from msgspec import Struct

from game.content.registry import Catalogue
from game.rules import regen, tuning
from game.rules.dice import Dice
from game.rules.raid import Attendance, PhaseBegin, full_health, phase_at, resolve_hit, typical_damage
from game.rules.raid_hit import HitInputs, PhaseKind, RaidTarget, Striker
from game.simulator.build import reference
from game.simulator.loadouts import HUNT

FEW, MANY = 3, 1000
ENERGY_LEAST = 80
"""Hunters begin with 80 to 120 energy."""
ROUND = tuning.RAID_HIT_PAUSE_MS / 1000
"""Seconds in which everybody may hit once."""


class RaidCourse(Struct, frozen=True):
    """One raid. seconds: until the boss fell; the whole time if it escaped. hits: that counted."""

    boss: str
    level: int
    hunters: int
    won: bool
    seconds: float
    hits: int
    damage: int


class _Hunter:
    """A hunter of the raid, who acts `offset` seconds after the beginning of each round."""

    def __init__(self, striker: Striker, energy: int, offset: float) -> None:
        self.striker, self.offset = striker, offset
        self.hp, self.hp_at, self.energy, self.energy_at = striker.hp_max, 0, energy, 0

    def ready(self, now: int) -> Striker | None:
        """The hunter with the health of this moment, if a hit is possible; its energy is spent."""
        full = self.striker.hp_max
        health = regen.health(self.hp, self.hp_at, now, full)
        self.hp, self.hp_at = health.value, health.at
        spent = regen.spend(regen.energy(self.energy, self.energy_at, now), tuning.RAID_HIT_ENERGY)
        if spent is None or self.hp < full * tuning.RAID_FIT_PERCENT // 100:
            return None
        self.energy, self.energy_at = spent
        one = self.striker
        return Striker(one.level, one.attack, one.crit, one.crit_power, self.hp, full)


def play(content: Catalogue, seed: int, level: int, raids: int) -> list[RaidCourse]:
    """`raids` quiet raids of three hunters against each boss at this level, and one of a thousand against one boss."""
    found: list[RaidCourse] = []
    for boss in content.raid_bosses:
        health = full_health([], typical_damage=typical_damage(level, content.monsters[boss].defence))
        dice = [Dice(f"simulate-{seed}", f"raid:{boss}:{level}", number) for number in range(raids)]
        found += [fight_boss(content, one, boss, level, FEW, health) for one in dice]
    return [*found, full_raid(content, seed, level)]


def full_raid(content: Catalogue, seed: int, level: int, hunters: int = MANY) -> RaidCourse:
    """A raid of many hunters whose health was set by an earlier raid of as many, against the same boss."""
    bosses = list(content.raid_bosses)
    boss = bosses[level % len(bosses)]
    dice = Dice(f"simulate-{seed}", f"full raid:{level}", 0)
    mean = typical_damage(level, content.monsters[boss].defence)
    before = fight_boss(content, dice, boss, level, hunters, hunters * tuning.RAID_HITS_PER_HUNTER * mean)
    health = full_health([Attendance(before.hunters, before.hits, before.damage)], typical_damage=mean)
    return fight_boss(content, dice, boss, level, hunters, health)


def fight_boss(content: Catalogue, dice: Dice, boss: str, level: int, hunters: int, health: int) -> RaidCourse:
    """One raid of hunters of this level and of random classes. health: full, and at the start."""
    monster = content.monsters[boss]
    target = RaidTarget(monster.level, monster.defence, monster.dodge)
    phases = [PhaseBegin(phase.kind, phase.below) for phase in content.raid_bosses[boss].phases]
    crowd = _crowd(content, dice, level, hunters)
    hp, hits, folded, phase = health, 0, -1, phases[0].kind
    for number in range(int(tuning.RAID_FIGHT_SECONDS / ROUND)):
        for hunter in crowd:
            time = number * ROUND + hunter.offset
            if int(time * 1000) // tuning.RAID_FOLD_MS != folded:
                folded, phase = int(time * 1000) // tuning.RAID_FOLD_MS, _phase(phases, hp, health)
            striker = hunter.ready(int(time))
            if striker is None:
                continue
            outcome = resolve_hit(HitInputs(striker, target, phase), dice)
            hunter.hp -= outcome.lost
            hp, hits = hp - outcome.damage, hits + 1
            if hp <= 0:
                return RaidCourse(boss, level, hunters, True, time, hits, health)
    return RaidCourse(boss, level, hunters, False, float(tuning.RAID_FIGHT_SECONDS), hits, health - hp)


def _phase(phases: list[PhaseBegin], hp: int, health: int) -> PhaseKind:
    return phases[phase_at(phases, hp, health)].kind


def _crowd(content: Catalogue, dice: Dice, level: int, count: int) -> list[_Hunter]:
    classes = list(content.classes)
    found = []
    for _ in range(count):
        sheet = reference(content, classes[dice.pick([1] * len(classes))], level, HUNT)
        striker = Striker(level, sheet.attack, sheet.crit, sheet.crit_power, sheet.hp_max, sheet.hp_max)
        found.append(
            _Hunter(striker, dice.between(ENERGY_LEAST, tuning.ENERGY_MAX), dice.between(0, 1999) / 1999 * ROUND * 0.999)
        )
    return sorted(found, key=lambda hunter: hunter.offset)

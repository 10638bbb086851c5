/* Rules 1 of a hit on a raid's boss: game/rules/raid_v1.py, frozen, in whole numbers throughout. Both must reproduce
   game/tests/vectors/hits_v1.json. */

const ROLL_LOW = 850, ROLL_HIGH = 1150, SOAK = 100, SOAK_PER_LEVEL = 5, ENRAGED_PERCENT = 12;
const PHASE_PERCENT = new Map([["plain", 100], ["adds", 80], ["weak_spot", 130], ["enrage", 100]]);
const div = (a, b) => Math.floor(a / b);

const struckBack = (hunter) => Math.max(0, Math.min(hunter.hp - 1, div(hunter.hp_max * ENRAGED_PERCENT, 100)));

/** The hit once more from its stored inputs: { outcome, damage, lost }. */
export const resolveHit = async ({ hunter, boss, phase }, dice) => {
  const lost = phase === "enrage" ? struckBack(hunter) : 0;
  if (await dice.chance(boss.dodge)) return { outcome: "dodge", damage: 0, lost };
  const roll = await dice.between(ROLL_LOW, ROLL_HIGH);
  const crit = await dice.chance(hunter.crit);
  const soak = SOAK + SOAK_PER_LEVEL * hunter.level;
  let damage = div(hunter.attack * roll * soak, 1000 * (boss.defence + soak));
  if (crit) damage = div(damage * hunter.crit_power, 100);
  damage = div(damage * PHASE_PERCENT.get(phase), 100);
  return { outcome: crit ? "crit" : "hit", damage: Math.max(1, damage), lost };
};

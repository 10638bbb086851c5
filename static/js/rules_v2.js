/* Rules 2 of game/rules/v2/, frozen, in whole numbers throughout. Both must reproduce game/tests/vectors/hunts_v2.json.
   A blow is [round, actor, action, outcome, amount, [hp, hp of the foe]]. */

const ROUNDS_MAX = 30, ROLL_LOW = 850, ROLL_HIGH = 1150, SOAK = 100, SOAK_PER_LEVEL = 5;
const EXECUTE_BELOW_PERCENT = 35, MEND_BELOW_PERCENT = 60, FULL_XP_LEVELS = 4;
const div = (a, b) => Math.floor(a / b);
const skillOf = ([slug, kind, power, extra, rounds, cooldown]) => ({ slug, kind, power, extra, rounds, cooldown });

const side = (sheet) => {
  const skills = sheet.skills.map(skillOf);
  return { sheet, skills, hp: sheet.hp, ready: skills.map(() => 1), bleed: 0, bleedRounds: 0, bless: 0, blessTurns: 0, ward: 0, stunned: false };
};

const fight = async (challenger, foe, dice) => {
  const sides = [side(challenger), side(foe)];
  const order = challenger.speed >= foe.speed ? [0, 1] : [1, 0];
  const blows = [];
  const end = (won, rounds) => ({ won, rounds, hp: [sides[0].hp, sides[1].hp], blows });
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    for (const actor of order) {
      await turn(round, actor, sides, dice, blows);
      if (sides[0].hp <= 0 || sides[1].hp <= 0) return end(sides[0].hp > 0, round);
    }
  }
  return end(false, ROUNDS_MAX);
};

const turn = async (round, actor, sides, dice, blows) => {
  const me = sides[actor], foe = sides[1 - actor];
  const addBlow = (action, outcome, amount) => blows.push([round, actor, action, outcome, amount, [sides[0].hp, sides[1].hp]]);
  if (me.bleedRounds) {
    me.bleedRounds -= 1;
    const lost = Math.min(me.hp, me.bleed);
    me.hp -= lost;
    addBlow("", "bleed", lost);
    if (me.hp <= 0) return;
  }
  if (me.stunned) {
    me.stunned = false;
    addBlow("", "stunned", 0);
    return;
  }
  const skill = choose(round, me, foe);
  if (!skill) await strike(me, foe, "attack", 100, dice, addBlow);
  else if (skill.kind === "ward") { me.ward = skill.rounds; addBlow(skill.slug, "ward", 0); }
  else if (skill.kind === "bless") { me.bless = skill.extra; me.blessTurns = skill.rounds + 1; addBlow(skill.slug, "bless", 0); }
  else if (skill.kind === "mend") heal(me, div(me.sheet.hp_max * skill.extra, 100), skill.slug, addBlow);
  else await skilledStrike(me, foe, skill, dice, addBlow);
  if (me.blessTurns) {
    me.blessTurns -= 1;
    if (!me.blessTurns) me.bless = 0;
  }
};

const choose = (round, me, foe) => {
  const index = me.skills.findIndex((skill, at) => me.ready[at] <= round && makesSense(skill, me, foe));
  if (index < 0) return null;
  me.ready[index] = round + 1 + me.skills[index].cooldown;
  return me.skills[index];
};

const makesSense = (skill, me, foe) => {
  switch (skill.kind) {
    case "mend": return me.hp * 100 < me.sheet.hp_max * MEND_BELOW_PERCENT;
    case "execute": return foe.hp * 100 < foe.sheet.hp_max * EXECUTE_BELOW_PERCENT;
    case "ward": return me.ward === 0;
    case "bless": return me.blessTurns === 0;
    case "bleed": return foe.bleedRounds === 0;
    default: return true;
  }
};

const skilledStrike = async (me, foe, skill, dice, addBlow) => {
  const done = await strike(me, foe, skill.slug, skill.power + (skill.kind === "execute" ? skill.extra : 0), dice, addBlow);
  if (done <= 0 || foe.hp <= 0) return;
  if (skill.kind === "bleed") {
    foe.bleed = Math.max(1, div(me.sheet.attack * skill.extra, 100));
    foe.bleedRounds = skill.rounds;
  } else if (skill.kind === "drain") heal(me, div(done * skill.extra, 100), skill.slug, addBlow);
  else if (skill.kind === "stun" && (await dice.below(100)) < skill.extra) { foe.stunned = true; addBlow(skill.slug, "stun", 0); }
};

const strike = async (me, foe, action, power, dice, addBlow) => {
  if (await dice.chance(foe.sheet.dodge)) { addBlow(action, "dodge", 0); return 0; }
  const roll = await dice.between(ROLL_LOW, ROLL_HIGH);
  const crit = await dice.chance(me.sheet.crit);
  if (foe.ward) { foe.ward -= 1; addBlow(action, "blocked", 0); return 0; }
  const attack = div(me.sheet.attack * (100 + me.bless) * power, 10000);
  const soak = SOAK + SOAK_PER_LEVEL * me.sheet.level;
  let damage = div(attack * roll * soak, 1000 * (foe.sheet.defence + soak));
  if (crit) damage = div(damage * me.sheet.crit_power, 100);
  damage = Math.min(foe.hp, Math.max(1, damage));
  foe.hp -= damage;
  addBlow(action, crit ? "crit" : "hit", damage);
  if (me.sheet.lifesteal) heal(me, div(damage * me.sheet.lifesteal, 1000), "", addBlow);
  return damage;
};

const heal = (me, amount, action, addBlow) => {
  const won = Math.min(me.sheet.hp_max - me.hp, amount);
  if (won > 0) { me.hp += won; addBlow(action, "heal", won); }
};

/** The whole hunt once more from its stored inputs: the monster that the dice meet, and the outcome against the stored one. */
export const replayHunt = async (inputs, dice) => {
  const [slugs, weights] = inputs.encounters;
  const met = slugs[await dice.pick(weights)];
  const { hunter, prey } = inputs;
  const fought = await fight(hunter, prey.sheet, dice);
  if (!fought.won) return { met, prey: prey.slug, fight: fought, xp: 0, gold: 0, loot: [] };
  const event = inputs.event ?? { xp: 100, gold: 100, drop: 100 };
  const gold = div((await dice.between(prey.gold[0], prey.gold[1])) * event.gold, 100);
  const loot = [];
  for (const [item, chance, low, high] of prey.drops) {
    if ((await dice.below(10000000)) < div(chance * (1000 + hunter.luck) * event.drop, 100)) loot.push([item, await dice.between(low, high)]);
  }
  const gap = Math.max(0, hunter.level - prey.sheet.level - FULL_XP_LEVELS);
  const worth = Math.max(1, div(prey.xp * Math.max(1, 10 - gap), 10));
  const xp = Math.max(1, div(worth * event.xp, 100));
  return { met, prey: prey.slug, fight: fought, xp, gold, loot };
};

/* "Check the dice" on the page of a hit in a raid: the browser hashes the seed, rolls the hit again and compares. */

import { offer } from "./check.js";
import { Dice, commitment } from "./dice.js";
import { HIT_RULES } from "./rules.js";

/** Steps of the check, each { ok, words }; it stops at the first that fails. The first has `unknown` if nothing here knows the rules. */
export const checkHit = async (data) => {
  const steps = [];
  const step = (ok, good, bad) => { steps.push({ ok, words: ok ? good : bad }); return ok; };
  const resolveHit = HIT_RULES.get(data.rules_version);
  if (!step(resolveHit, `Struck under rules ${data.rules_version} of raids, which this page knows.`,
    `Struck under rules ${data.rules_version} of raids; this page knows ${[...HIT_RULES.keys()].join(", ")}.`)) {
    steps[0].unknown = true;
    return steps;
  }
  if (!step((await commitment(data.server_seed)) === data.commit, "The seed is the one that was sealed before the hit.",
    "The seed does not match the hash that was shown before the hit.")) return steps;
  const again = await resolveHit(data.inputs, await Dice.make(data.server_seed, data.client_seed, data.nonce));
  const told = data.outcome;
  if (!step(again.outcome === told.outcome && again.damage === told.damage, `The dice say ${told.outcome} for ${told.damage}, as told.`,
    `The dice say ${again.outcome} for ${again.damage} instead.`)) return steps;
  if (!step(again.lost === told.lost, again.lost ? `The boss struck back for ${again.lost}, as told.` : "The boss did not strike back, as told.",
    `The boss took ${again.lost} instead.`)) return steps;
  step(data.counted === (data.late ? 0 : Math.min(told.damage, data.counted + data.hp_after)),
    data.late ? "It came too late, so nothing counted." : `${data.counted} counted, which the boss had left to lose.`,
    "Another damage counted than the boss had health for.");
  return steps;
};

offer("hit-data", checkHit, {
  true: "Checked in your browser: this hit was honest.",
  false: "This hit does not check out. Please tell us.",
  old: "This page does not know these rules, so it cannot judge the hit. Load it again.",
});

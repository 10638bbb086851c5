/* "Check the dice" on a battle's page: the browser hashes the seed, rolls all dice again and compares each blow. */

import { Dice, commitment } from "./dice.js";
import { RULES } from "./rules.js";

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Steps of the check, each { ok, words }; it stops at the first that fails. The first has `unknown` if nothing here knows the rules. */
export const check = async (data) => {
  const steps = [];
  const step = (ok, good, bad) => { steps.push({ ok, words: ok ? good : bad }); return ok; };
  const replayHunt = RULES.get(data.rules_version);
  if (!step(replayHunt, `Fought under rules ${data.rules_version}, which this page knows.`,
    `Fought under rules ${data.rules_version}; this page knows rules ${[...RULES.keys()].join(", ")}.`)) {
    steps[0].unknown = true;
    return steps;
  }
  if (!step((await commitment(data.server_seed)) === data.commit, "The seed is the one that was sealed before the fight.",
    "The seed does not match the hash that was shown before the fight.")) return steps;
  const again = await replayHunt(data.inputs, await Dice.make(data.server_seed, data.client_seed, data.nonce));
  if (!step(again.met === data.monster && again.prey === data.outcome.prey, "The dice meet the same monster.", `The dice meet ${again.met} instead.`)) return steps;
  const fight = data.outcome.fight, stored = fight.blows, rolled = again.fight.blows;
  const apart = rolled.findIndex((blow, at) => !same(blow, stored[at]));
  if (!step(apart < 0 && rolled.length === stored.length, `All ${stored.length} blows fall as told.`,
    `Blow ${apart < 0 ? rolled.length + 1 : apart + 1} falls another way.`)) return steps;
  const ended = ({ won, rounds, hp }) => [won, rounds, hp];
  if (!step(same(ended(again.fight), ended(fight)), "The fight ends as told.", "The fight ends another way.")) return steps;
  step(again.xp === data.outcome.xp && again.gold === data.outcome.gold && same(again.loot, data.outcome.loot),
    "Experience, gold and drops are what the dice gave.", "The reward is another than the dice gave.");
  return steps;
};

const VERDICTS = {
  true: "Checked in your browser: this fight was honest.",
  false: "This fight does not check out. Please tell us.",
  old: "This page does not know these rules, so it cannot judge the fight. Load it again.",
};

/** "true", "false", or "old" if nothing here knows the rules: the states of game/queries/battle.py. */
const verdictOf = (steps) => (steps[0].unknown ? "old" : String(steps.every((step) => step.ok)));

const show = (area, steps, verdicts) => {
  const list = document.createElement("ol");
  list.className = "check-steps";
  for (const { ok, words } of steps) {
    const line = document.createElement("li");
    line.className = ok ? "is-good" : "is-bad";
    line.textContent = `${ok ? "✓" : "✗"} ${words}`;
    list.append(line);
  }
  const state = verdictOf(steps);
  const verdict = document.createElement("p");
  verdict.className = state === "true" ? "check-verdict is-good" : "check-verdict is-bad";
  verdict.textContent = verdicts[state];
  area.replaceChildren(list, verdict);
  area.dataset.verdict = state;
};

/** Puts the button of a check into #dice-check. source: id of the element with the stored data; verdicts: as VERDICTS. */
export const offer = (source, checkOf, verdicts) => {
  const area = document.getElementById("dice-check"), stored = document.getElementById(source);
  if (!area || !stored) return;
  const data = JSON.parse(stored.textContent);
  if (!data.server_seed) return;
  if (!globalThis.crypto?.subtle) {
    area.textContent = "Your browser only rolls these dice on a secure (https) address.";
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--primary";
  button.textContent = "Roll it again in this browser";
  const run = async () => { button.disabled = true; show(area, await checkOf(data), verdicts); };
  button.addEventListener("click", run);
  area.replaceChildren(button);
  if (location.hash === "#dice") run();
};

offer("battle-data", check, VERDICTS);

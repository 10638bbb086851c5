/* The page of a raid, live: what the server says is drawn (raid_view.js), the clock runs by the server's, a hit is sent without a
   reload, and the end fetches the page's main part again. Without this file everything is there by reload. */

import { live } from "./live.js";
import * as view from "./raid_view.js";

const ENDED = ["won", "escaped", "called_off"];
const news = document.getElementById("raid-news");
const root = () => document.getElementById("raid");
const read = () => JSON.parse(document.getElementById("raid-data").textContent);

let raid = read();
let clock = raid.now - performance.now() / 1000; // what to add to this page's own time for the server's, in seconds
const serverNow = () => clock + performance.now() / 1000;
const announce = (text) => { news.textContent = text; };
const ended = () => ENDED.includes(raid.state);

/* The least delayed message is the best clock. After a jump of either clock the newest one counts. */
const setClock = (sentAt) => {
  const told = sentAt - performance.now() / 1000;
  clock = Math.abs(told - clock) > 5 ? told : Math.max(clock, told);
};

/* --- what the server says ----------------------------------------------------------------------------------------- */
const apply = (frame) => {
  if (frame.sent_at) setClock(frame.sent_at);
  if (frame.seq < raid.seq) return;
  const isNews = frame.seq > raid.seq, fresh = Math.max(0, frame.counted - raid.counted);
  raid.seq = frame.seq;
  raid.counted = frame.counted;
  if (frame.ends_at) raid.ends = Date.parse(frame.ends_at) / 1000;
  if (frame.starts_at) raid.starts = Date.parse(frame.starts_at) / 1000;
  if (ended()) { if (isNews && !raid.settled) refresh(); return; }
  raid.hp = frame.hp;
  view.showHealth(frame.hp, raid.hp_max);
  view.showSides(frame.vampire, frame.werewolf);
  view.showTop(frame.top, raid.me);
  view.showLatest(frame.latest, fresh);
  view.showCounts(frame.hunters, frame.counted);
  ownPart(frame.top);
  frame.latest.slice(0, Math.min(fresh, 4)).forEach(([name, damage, outcome], at) => {
    if (name !== raid.me && outcome !== "dodge") view.fly(`−${view.number(damage)}`, outcome, at + 1);
  });
  if (frame.state !== raid.state) changeState(frame.state, frame.killer);
  if (!ended() && frame.phase !== raid.phase) changePhase(frame.phase);
};

const changePhase = (at) => {
  raid.phase = at;
  view.showPhase(raid.phases, at, true);
  const phase = raid.phases[at];
  if (phase) announce(`${phase.name}. ${phase.effect}`);
};

const changeState = (state, killer) => {
  raid.state = state;
  root().dataset.state = state;
  if (ENDED.includes(state)) {
    announce(view.showEnd(state, raid.name, killer));
    refresh();
  } else if (state === "fighting") {
    document.querySelector("#raid [data-state-word]").textContent = "The fight is on";
    view.showPhase(raid.phases, raid.phase, true);
    ready("Strike");
    announce("The horn sounds. The fight is on.");
  }
};

const ownPart = (top) => {
  const at = top.findIndex(([name]) => name === raid.me);
  if (at < 0) return;
  raid.rank = at + 1;
  raid.damage = Math.max(raid.damage, top[at][1]);
  raid.hits = Math.max(raid.hits, 1);
  view.showOwn(raid);
};

/* --- the main part again: at the end, and once more when the rewards are there. Everybody's browser asks at its own moment. --- */
let asked = 0;
const refresh = () => {
  clearTimeout(asked);
  asked = setTimeout(fetchAgain, 300 + Math.random() * 1700);
};
const fetchAgain = async () => {
  let page;
  try {
    const answer = await fetch(`/raids/${raid.id}/`, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    asked = setTimeout(fetchAgain, 2000 + Math.random() * 2000);
    return;
  }
  const fresh = page.getElementById("raid"), had = root().contains(document.activeElement);
  if (!fresh) return;
  root().replaceWith(document.importNode(fresh, true));
  window.htmx?.process(root());
  /* A script that comes with the new part does not run by itself. */
  for (const script of root().querySelectorAll("script[src]")) import(script.src);
  document.title = page.title;
  raid = read();
  setClock(raid.now);
  if (had) { const title = document.getElementById("title"); title.tabIndex = -1; title.focus(); }
  if (ended() && raid.settled) room?.stop();
  else if (ended()) asked = setTimeout(fetchAgain, 3000 + Math.random() * 2000);
};

/* --- the clock ---------------------------------------------------------------------------------------------------- */
const tick = () => {
  if (ended()) return;
  const now = serverNow();
  if (raid.state === "gathering" && now >= raid.starts) changeState("fighting");
  if (raid.state === "fighting" && now >= raid.ends + 0.5) { changeState("escaped"); return; }
  const left = Math.max(0, Math.ceil((raid.state === "gathering" ? raid.starts : raid.ends) - now));
  const place = document.querySelector("#raid [data-clock]");
  const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  if (place && place.textContent !== words) place.textContent = words;
};

/* --- a hit ---------------------------------------------------------------------------------------------------------- */
let restUntil = 0, resting = 0, waiting = null;
const button = () => document.querySelector("#raid [data-strike-button]");
const label = (text) => { const place = document.querySelector("#raid [data-strike-words]"); if (place) place.textContent = text; };
const ready = (text) => {
  clearInterval(resting);
  button()?.removeAttribute("aria-disabled");
  button()?.classList.remove("is-resting");
  label(text);
};
const rest = (milliseconds) => {
  restUntil = performance.now() + milliseconds;
  const target = button();
  if (!target) return;
  target.classList.remove("is-resting");
  void target.offsetWidth;
  target.style.setProperty("--pause", `${milliseconds}ms`);
  target.classList.add("is-resting");
  target.setAttribute("aria-disabled", "true");
  const count = () => {
    const left = restUntil - performance.now();
    if (left > 0) { label(`${(Math.ceil(left / 100) / 10).toFixed(1)} s`); return; }
    ready("Strike");
    const go = waiting;
    waiting = null;
    go?.();
  };
  clearInterval(resting);
  resting = setInterval(count, 100);
  count();
};

/* A press during the pause waits for its end; before the horn there is nothing to send. */
document.addEventListener("htmx:confirm", (event) => {
  if (!event.detail.elt?.matches?.("[data-strike]")) return;
  if (raid.state === "gathering") event.preventDefault();
  else if (performance.now() < restUntil) {
    event.preventDefault();
    waiting = () => event.detail.issueRequest(true);
  }
});
/* A refusal has its sentence beside the button, not in a message at the edge of the page. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "strike-answer" || !event.detail.xhr.responseText.includes("data-refused")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "strike-answer") return;
  /* the event comes once for each part of the answer */
  const told = event.detail.target.firstElementChild;
  if (!told || told.dataset.seen !== undefined) return;
  told.dataset.seen = "";
  const struck = told.matches("[data-struck]") ? told : null, refused = told.matches("[data-refused]") ? told : null;
  if (struck) {
    const { damage, outcome, rank } = struck.dataset;
    view.fly(outcome === "dodge" ? "missed" : `−${view.number(damage)}${outcome === "crit" ? "!" : ""}`, outcome, 0);
    Object.assign(raid, { hits: raid.hits + 1, damage: raid.damage + Number(damage), rank: Number(rank) || raid.rank });
    view.showOwn(raid);
    rest(raid.pause);
  } else if (refused?.dataset.refused === "too_fast") rest(Number(refused.dataset.wait || 2) * 1000);
  else if (refused?.dataset.refused === "raid_over") refresh();
});

/* --- the connection ------------------------------------------------------------------------------------------------ */
const element = document.getElementById("raid-live");
let isLost = false, losing = 0;
const lost = (is) => {
  clearTimeout(losing);
  losing = 0;
  if (is === isLost) return;
  isLost = is;
  root().classList.toggle("is-lost", is);
  document.querySelector("#raid [data-dot]")?.classList.toggle("is-lost", is);
  announce(is ? "The connection is lost. The page goes on trying." : "The connection is back.");
};
/* A gap of a moment is not worth a word. */
const watch = () => {
  const state = element.dataset.liveState;
  if (state === "open" || state === "paused" || state === "gone" || (state === "polling" && navigator.onLine)) lost(false);
  else if (!isLost && !losing) losing = setTimeout(() => lost(true), 2500);
};
new MutationObserver(watch).observe(element, { attributeFilter: ["data-live-state"] });

const room = ended() && raid.settled ? null : live(element, { "raid.snapshot": apply, "raid.update": apply });
if (ended() && !raid.settled) asked = setTimeout(fetchAgain, 2000 + Math.random() * 1000);
tick();
setInterval(tick, 250);

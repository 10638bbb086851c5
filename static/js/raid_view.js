/* Draws a raid's state into its page: the bar, the boards, the phase, and the numbers that fly. Names come from players, so they are
   only ever put into text nodes. */

export const number = (value) => Number(value).toLocaleString("en-GB");
export const still = matchMedia("(prefers-reduced-motion: reduce)");
const one = (selector) => document.querySelector(`#raid ${selector}`);
const all = (selector) => document.querySelectorAll(`#raid ${selector}`);

const made = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

/** Puts a text into a place; when it changed, the place shows that for a moment. */
export const write = (selector, text) => {
  const place = one(selector);
  if (!place || place.textContent === String(text)) return;
  place.textContent = text;
  place.classList.remove("is-changed");
  void place.offsetWidth; // restarts the animation
  place.classList.add("is-changed");
};

const percent = (part, whole) => (part > 0 ? Math.max(0.3, Math.floor((part * 1000) / whole) / 10) : 0);

let running = 0;
/** The health counts down from the number that is shown to the new one. */
const countTo = (hp) => {
  const place = one("[data-hp]");
  if (!place) return;
  cancelAnimationFrame(running);
  const from = Number(place.textContent.replace(/\D/g, "")), began = performance.now();
  if (still.matches || document.hidden) { place.textContent = number(hp); return; }
  const step = (now) => {
    const part = Math.min(1, (now - began) / 450);
    place.textContent = number(Math.round(from + (hp - from) * part));
    if (part < 1) running = requestAnimationFrame(step);
  };
  running = requestAnimationFrame(step);
};

export const showHealth = (hp, hpMax) => {
  countTo(hp);
  const share = percent(hp, hpMax);
  for (const bar of all("[data-bar], [data-trail]")) bar.setAttribute("width", `${share}%`);
  const meter = one("[data-meter]");
  meter?.setAttribute("aria-valuenow", hp);
  meter?.setAttribute("aria-valuetext", `${Math.ceil((hp * 100) / hpMax)} %`);
};

export const showSides = (vampire, werewolf) => {
  const place = one("[data-sides]");
  if (!place || !(vampire + werewolf)) return;
  const share = Math.round((vampire * 100) / (vampire + werewolf));
  place.hidden = false;
  one("[data-vampire]").textContent = share;
  one("[data-werewolf]").textContent = 100 - share;
  one("[data-sides-bar]").setAttribute("width", `${share}%`);
};

const soft = (place, name) => {
  /* a name may be wrapped after an underscore */
  name.split(/(?<=_)/).forEach((part, at) => { if (at) place.append(document.createElement("wbr")); place.append(part); });
  return place;
};

export const showTop = (top, me) => {
  const list = one("[data-top]");
  if (!list) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.textContent : null;
  list.replaceChildren(...top.map(([name, damage], at) => {
    const line = made("li", `top-line${name === me ? " is-me" : ""}`);
    const link = soft(made("a"), name);
    link.href = `/characters/${encodeURIComponent(name)}/`;
    line.append(made("span", `rank rank-${at + 1} num`, at + 1), link, made("span", "num", number(damage)));
    return line;
  }));
  if (focused) [...list.querySelectorAll("a")].find((link) => link.textContent === focused)?.focus();
};

/** fresh: how many at the front are new. */
export const showLatest = (latest, fresh) => {
  const list = one("[data-latest]");
  if (!list) return;
  list.replaceChildren(...latest.map(([name, damage, outcome], at) => {
    const line = made("li", `blow-line blow-line--${outcome}${at < fresh ? " is-new" : ""}`);
    const amount = made("span", "num", outcome === "dodge" ? "missed" : number(damage));
    if (outcome === "crit") amount.append(" ", made("small", "", "crit"));
    line.append(soft(made("span", "blow-who"), name), amount);
    return line;
  }));
};

export const showCounts = (hunters, counted) => {
  const plural = (selector, count) => { const place = one(selector); if (place) place.textContent = count === 1 ? "" : "s"; };
  write("[data-hunters]", number(hunters));
  write("[data-counted]", number(counted));
  plural("[data-hunters-s]", hunters);
  plural("[data-counted-s]", counted);
};

export const showOwn = (own) => {
  write("[data-own-damage]", number(own.damage));
  write("[data-own-hits]", number(own.hits));
  if (own.rank) write("[data-own-rank]", number(own.rank));
};

export const showPhase = (phases, at, isNew) => {
  const phase = phases[at], stage = one(".stage");
  if (!phase || !stage) return;
  stage.dataset.phase = phase.kind;
  const put = (selector, text) => { const place = one(selector); if (place) place.textContent = text; };
  put("[data-phase-name]", phase.name);
  put("[data-phase-effect]", phase.effect);
  put("[data-phase-text]", phase.text);
  put("[data-phase-numeral]", phase.numeral);
  all("[data-phase-step]").forEach((step, index) => {
    step.classList.toggle("is-past", index < at);
    step.classList.toggle("is-now", index === at);
    step.classList.toggle("is-ahead", index > at);
    if (index <= at && !step.querySelector(".phase-text")) step.querySelector("p").after(made("p", "small phase-text", phases[index].text));
  });
  const words = one(".stage-words");
  words?.classList.toggle("is-new-phase", isNew);
};

/** A number that flies up from the boss. kind: "hit", "crit" or "dodge"; place: 0 for one's own, 1 to 4 for others'. */
export const fly = (text, kind, place) => {
  const boss = one("[data-boss]"), flashes = one("[data-flashes]");
  if (!boss || still.matches || document.hidden || flashes.childElementCount > 8) return;
  const flash = made("span", `flash flash--${kind}${place ? ` flash--other flash--${place}` : ""}`, text);
  flash.addEventListener("animationend", () => flash.remove());
  flashes.append(flash);
  if (kind === "dodge") return;
  boss.classList.remove("is-hit");
  void boss.offsetWidth;
  boss.classList.add("is-hit");
};

/** How it ended, at once; the page's own words follow when it is fetched again. Only for a state that has ended. */
export const showEnd = (state, boss, killer) => {
  const words = one(".stage-words"), state_word = one("[data-state-word]");
  const said = { won: `${boss} fell.`, escaped: `${boss} got away.`, called_off: "The raid was called off." }[state];
  const line = made("p", "verdict-line", said), box = made("div", `verdict-words verdict-words--${state}`);
  box.append(line);
  if (state === "won" && killer) {
    const blow = made("p", "verdict-blow", "The killing blow was struck by ");
    blow.append(soft(made("b"), killer), ".");
    box.append(blow);
  }
  words?.replaceChildren(box);
  if (state_word) state_word.textContent = { won: "Won", escaped: "Got away", called_off: "Called off" }[state];
  document.getElementById("raid").classList.add(`raid--${state}`);
  return said + (state === "won" && killer ? ` The killing blow was struck by ${killer}.` : "");
};

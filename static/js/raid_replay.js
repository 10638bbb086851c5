/* The replay of an ended raid: plays the points of its curve. The same numbers stand in the table below the drawing. */

const PLAYED_IN = 20_000; // milliseconds for the whole fight
const number = new Intl.NumberFormat("en-GB");
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Damage of each hunter up to each point: sums[point][hunter]. */
export const sumsOf = ({ points, hunters, parts }) => {
  const sums = points.map(() => hunters.map(() => 0));
  for (const [hunter, point, damage] of parts) if (point < sums.length) sums[point][hunter] += damage;
  for (let point = 1; point < sums.length; point += 1) hunters.forEach((_, hunter) => { sums[point][hunter] += sums[point - 1][hunter]; });
  return sums;
};

/** The index of the last point at or before this second of the fight. */
export const pointAt = (points, seconds) => {
  let low = 0, high = points.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (points[middle][0] <= seconds) low = middle; else high = middle - 1;
  }
  return low;
};

const start = (area) => {
  const data = JSON.parse(document.getElementById(area.dataset.replayOf).textContent);
  if (data.points.length < 2) return;
  const part = (name) => area.querySelector(`[data-replay-${name}]`);
  const play = part("play"), seek = part("seek"), list = part("top"), line = document.querySelector("[data-now-line]");
  const sums = sumsOf(data), last = sums[sums.length - 1];
  const best = Math.max(1, ...last);
  const lines = data.hunters.map((name) => {
    const item = document.createElement("li"), who = document.createElement("span"), sum = document.createElement("b");
    const bar = document.createElement("progress");
    who.textContent = name;
    who.className = "replay-who";
    sum.className = "num";
    bar.className = "bar";
    bar.max = best;
    bar.setAttribute("aria-hidden", "true");
    item.append(who, sum, bar);
    return { item, sum, bar };
  });
  let now = data.seconds, before = 0, frame = 0, shown = -1;

  const show = () => {
    const at = pointAt(data.points, now), [, hp, hits] = data.points[at];
    seek.value = String(now);
    seek.setAttribute("aria-valuetext", `${clock(now)} of ${clock(data.seconds)}`);
    part("time").textContent = clock(now);
    line.setAttribute("x1", `${(now * 100) / data.seconds}%`);
    line.setAttribute("x2", `${(now * 100) / data.seconds}%`);
    if (at === shown) return;
    shown = at;
    part("hp").textContent = number.format(hp);
    part("bar").value = hp;
    part("hits").textContent = number.format(hits);
    part("phase").textContent = data.phases.filter(([begun]) => begun <= data.points[at][0]).pop()?.[1] ?? "";
    lines.forEach(({ sum, bar }, hunter) => { sum.textContent = number.format(sums[at][hunter]); bar.value = sums[at][hunter]; });
    const order = lines.map((_, hunter) => hunter).sort((a, b) => sums[at][b] - sums[at][a] || a - b);
    order.forEach((hunter, place) => { if (list.children[place] !== lines[hunter].item) list.insertBefore(lines[hunter].item, list.children[place] ?? null); });
  };
  const pause = () => { cancelAnimationFrame(frame); frame = 0; play.textContent = now >= data.seconds ? "Play it again" : "Go on"; };
  const step = (time) => {
    now = Math.min(data.seconds, now + ((time - before) * data.seconds) / PLAYED_IN);
    before = time;
    show();
    if (now >= data.seconds) pause(); else frame = requestAnimationFrame(step);
  };
  play.addEventListener("click", () => {
    if (frame) { pause(); return; }
    if (now >= data.seconds) now = 0;
    line.setAttribute("visibility", "visible");
    play.textContent = "Pause";
    before = performance.now();
    frame = requestAnimationFrame(step);
  });
  seek.addEventListener("input", () => {
    now = Number(seek.value);
    line.setAttribute("visibility", "visible");
    show();
    if (!frame) pause();
  });
  show();
  area.hidden = false;
};

for (const area of document.querySelectorAll("[data-replay-of]")) start(area);

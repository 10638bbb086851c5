/* The room that is open, live: new messages come at the end, each once and in order. Without this file the page shows them as it is
   loaded. docs/socket.md describes the frames. */

import { live } from "./live.js";

const SEEN_MS = 1500;      // the newest message is looked at for so long before it counts as read
const NEAR = 120;          // so many pixels from its end, the log counts as read to the end
const LOST_MS = 2500;      // a gap of a moment is not worth a word

const place = document.getElementById("chat-room"), lines = document.getElementById("chat-lines"), log = place.querySelector(".chat-log");
const below = document.getElementById("chat-below"), lost = document.getElementById("chat-lost"), seenForm = document.getElementById("seen-form");
const { room, me } = place.dataset, isOld = place.dataset.old !== undefined;
let last = Number(place.dataset.last), seen = seenForm.hidden ? last : 0, fetching = null;
seenForm.hidden = true;  // a look is enough here

/* --- times in the reader's own zone; today without the date ------------------------------------------------------- */
const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const showTimes = (root) => {
  for (const time of root.querySelectorAll("time[data-chat-time]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    time.title = time.textContent.trim();
    time.textContent = (moment.toDateString() === new Date().toDateString() ? hour : day).format(moment);
    time.removeAttribute("data-chat-time");
  }
};

/* --- reading ------------------------------------------------------------------------------------------------------ */
/* The log is turned around by CSS, so its end is at 0 and earlier messages are at negative positions. */
const atEnd = () => Math.abs(log.scrollTop) < NEAR;
let looking = null;
const look = () => {
  clearTimeout(looking);
  if (document.hidden || isOld || !atEnd() || seen >= last) return;
  looking = setTimeout(markSeen, SEEN_MS);
};
const markSeen = async () => {
  const number = last;
  seenForm.elements.number.value = number;
  seenForm.elements.idempotency_key.value = window.vvw.freshKey();
  try {
    const answer = await fetch(seenForm.action, { method: "POST", body: new FormData(seenForm), headers: { "HX-Request": "true" } });
    if (answer.ok) seen = Math.max(seen, number);
  } catch { /* the network is away: the next look tries again */ }
};
log.addEventListener("scroll", () => { if (atEnd()) below.hidden = true; look(); }, { passive: true });
document.addEventListener("visibilitychange", look);
below.addEventListener("click", () => { log.scrollTop = 0; below.hidden = true; });

/* --- messages ----------------------------------------------------------------------------------------------------- */
const lineOf = (number) => document.getElementById(`m${number}`);
const parsed = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.querySelectorAll("li.chat-line")];
};
const own = (line) => {
  line.classList.add("chat-line--own");
  const form = document.getElementById("take-back").content.firstElementChild.cloneNode(true);
  const path = `/play/chat/${room}/${line.dataset.id}/take-back/`;
  form.setAttribute("action", path);
  form.setAttribute("hx-post", path);
  form.elements.idempotency_key.value = window.vvw.freshKey();
  line.querySelector(".chat-who").append(form);
  window.htmx?.process(form);
  setTimeout(() => form.remove(), Number(place.dataset.backSeconds) * 1000);
};
const names = new RegExp(`(^|[^A-Za-z0-9_@/.])@${place.dataset.name}(?![A-Za-z0-9_])`, "i");
/* Each message once, in the order of the numbers, wherever it comes from. */
const put = (line) => {
  const number = Number(line.dataset.number);
  if (lineOf(number)) return;
  const after = [...lines.children].findLast((other) => Number(other.dataset.number) < number);
  showTimes(line);
  if (names.test(line.querySelector(".chat-text").textContent) && line.dataset.author !== me) line.classList.add("chat-line--me");
  const stays = !atEnd();
  if (after) after.after(line);
  else lines.prepend(line);
  if (line.dataset.author === me && !line.querySelector(".chat-back, .chat-gone")) own(line);
  document.getElementById("chat-empty")?.remove();
  if (stays) below.hidden = false;
  else log.scrollTop = 0;
};
const withdraw = (withdrawn) => {
  const words = { taken_back: "Taken back", hidden: "Hidden by the staff", erased: "Gone with its author" };
  for (const [number, state] of withdrawn) {
    const line = lineOf(number), text = line?.querySelector(".chat-text:not(.chat-gone)");
    if (!text) continue;
    text.classList.add("chat-gone");
    text.textContent = words[state] ?? "Gone";
    for (const part of line.querySelectorAll(".chat-card, .chat-back")) part.remove();
  }
};
/* What came while there was no socket. */
const fetchMissed = async () => {
  if (fetching) return fetching;
  fetching = (async () => {
    const from = last;
    try {
      const answer = await fetch(`/play/chat/${room}/?after=${from}`, { headers: { "HX-Request": "true" }, cache: "no-store" });
      if (!answer.ok) return;
      if (answer.headers.get("X-More")) { location.reload(); return; }
      parsed(await answer.text()).forEach(put);
      return true;
    } catch { return false; } finally { fetching = null; }
  })();
  return fetching;
};
const missed = async (upTo, again = 0) => {
  if (await fetchMissed()) { last = Math.max(last, upTo); look(); }
  else setTimeout(() => missed(upTo, again + 1), Math.min(30000, 1000 * 2 ** again));
};

if (isOld) showTimes(lines);
else {
  showTimes(lines);
  for (const form of lines.querySelectorAll(".chat-back")) {
    const at = new Date(form.closest("li").querySelector("time").dateTime).getTime();
    setTimeout(() => form.remove(), Math.max(0, at + Number(place.dataset.backSeconds) * 1000 - Date.now()));
  }
  live(place, {
    "chat.snapshot": (message) => { withdraw(message.withdrawn); if (message.seq > last) missed(message.seq); },
    "chat.update": (message) => {
      parsed(message.message.html).forEach(put);
      withdraw(message.withdrawn);
      if (message.seq === last + 1) last = message.seq;
      look();
    },
    "chat.skipped": (message) => { if (message.seq === last + 1) last = message.seq; },
    "chat.state": (message) => withdraw(message.withdrawn),
  });
  look();
}

/* --- the form: a refusal brings it back with what was typed --------------------------------------------------------- */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "chat-form" || !event.detail.xhr.responseText.includes("data-refused")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.addEventListener("htmx:afterSettle", () => {
  const field = document.getElementById("chat-text");
  if (field && (document.activeElement === document.body || !document.activeElement)) field.focus({ preventScroll: true });
});

/* --- the connection ------------------------------------------------------------------------------------------------ */
let losing = 0;
const tell = (words) => { lost.textContent = words; lost.hidden = !words; };
new MutationObserver(() => {
  const state = place.dataset.liveState;
  clearTimeout(losing);
  if (state === "gone") tell("You are not in this room any more, or you are logged out. Load the page again.");
  else if (state === "open" || state === "paused") tell("");
  else losing = setTimeout(() => tell("The connection is lost. The page goes on trying; what is said meanwhile comes with it."), LOST_MS);
}).observe(place, { attributeFilter: ["data-live-state"] });

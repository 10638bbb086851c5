/* What is unread, live: the numbers in the header and in the status strip, and a quiet word about each new notice. It also marks what
   the notices page shows as read once somebody has looked at it. Where sockets are blocked, pages show it as they are loaded. */

import { live } from "./live.js";

const LOOKED_MS = 2500;     // the page is seen for so long without a break before its notices count as read
const TYPING_MS = 1500;     // so long after the last key or the last field a toast may come
const TOASTS_MAX = 3;       // more at once become one line

/* --- the numbers -------------------------------------------------------------------------------------------------- */
const capped = (number) => (number > 99 ? "99+" : String(number));
const tell = (link, number) => {
  let count = link.querySelector(".top-count");
  if (!number) { count?.remove(); return; }
  if (!count) {
    count = Object.assign(document.createElement("b"), { className: "top-count" });
    link.append(count);
  }
  count.replaceChildren(capped(number), Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: " unread" }));
};
const tellStrip = (number) => {
  const place = document.getElementById("hud-news"), template = document.getElementById("news-template");
  if (!place || !template) return;
  if (!number) { place.replaceChildren(); return; }
  if (!place.firstElementChild) place.append(template.content.firstElementChild.cloneNode(true));
  place.querySelector("[data-number]").textContent = capped(number);
};
const show = ({ unread, letters }) => {
  for (const link of document.querySelectorAll("[data-unread]")) tell(link, link.dataset.unread === "letters" ? letters : unread);
  tellStrip(unread);
};

/* --- a word about each new notice, but not while somebody types --------------------------------------------------- */
let waiting = [], timer = null, lastKey = -Infinity;
const typing = () =>
  document.activeElement?.matches("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]")
  || performance.now() - lastKey < TYPING_MS;
const safe = (link) => (/^\/(?!\/)/.test(link) ? link : "/play/notices/");
const speak = () => {
  clearTimeout(timer);
  if (!waiting.length) return;
  if (typing()) { timer = setTimeout(speak, TYPING_MS); return; }
  const said = waiting;
  waiting = [];
  if (said.length > TOASTS_MAX) window.vvw.say(`${said.length} new notices`, "info", "/play/notices/");
  else for (const notice of said) window.vvw.say(notice.text, "info", safe(notice.link));
};
const announce = (notices) => { waiting.push(...notices); speak(); };
document.addEventListener("keydown", () => { lastKey = performance.now(); });

/* --- the socket --------------------------------------------------------------------------------------------------- */
const place = document.getElementById("notices-live");
if (place) {
  let newest = null;
  const room = live(place, {
    "notices.snapshot": (message) => {
      if (String(message.character) !== place.dataset.character) { room.stop(); return; }  // another tab plays another character
      show(message);
      if (newest !== null) announce(message.latest.filter((notice) => notice.id > newest).reverse());
      newest = Math.max(newest ?? 0, ...message.latest.map((notice) => notice.id));
    },
    "notices.update": (message) => {
      show(message);
      newest = Math.max(newest ?? 0, message.notice.id);
      announce([message.notice]);
    },
    "notices.state": show,
  });
}

/* --- what the page shows is read once somebody has looked at it --------------------------------------------------- */
const form = document.querySelector("[data-when-looked-at]");
if (form) {
  let looked = null;
  const watch = () => {
    clearTimeout(looked);
    if (!document.hidden && form.isConnected) looked = setTimeout(() => { if (form.isConnected) window.htmx?.trigger(form, "looked-at"); }, LOOKED_MS);
  };
  document.addEventListener("visibilitychange", watch);
  watch();
}

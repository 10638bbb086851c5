/* Small comforts. Every page works without this file; nothing here decides anything about the game. */
(() => {
  "use strict";

  const on = (type, selector, handle) =>
    document.addEventListener(type, (event) => {
      const target = event.target.closest?.(selector);
      if (target) handle(event, target);
    });

  /* --- a row of tabs that scrolls begins with the tab of this page in view -------------------------------------- */
  const showTabs = (part) => {
    for (const tab of part.querySelectorAll(".tabs [aria-current]")) {
      const row = tab.parentElement;
      row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }
  };
  showTabs(document);
  document.addEventListener("htmx:afterSettle", (event) => showTabs(event.target));

  /* --- toasts: put away by hand, good news leaves by itself, bad news stays ------------------------------------- */
  const leave = (toast) => {
    toast.classList.add("is-leaving");
    setTimeout(() => toast.remove(), 450);
  };
  const expire = (toast) => {
    toast.dataset.timed = "";
    if (toast.dataset.stays !== undefined) return;
    let timer = setTimeout(() => leave(toast), 7000);
    for (const type of ["mouseenter", "focusin"]) toast.addEventListener(type, () => clearTimeout(timer));
    for (const type of ["mouseleave", "focusout"]) toast.addEventListener(type, () => (timer = setTimeout(() => leave(toast), 4000)));
  };
  on("click", "[data-dismiss]", (event, button) => leave(button.closest(".toast")));
  const expireAll = () => document.querySelectorAll(".toast:not([data-timed])").forEach(expire);
  expireAll();
  document.addEventListener("htmx:afterSettle", expireAll);

  const say = (text, level, link) => {
    const template = document.getElementById("toast-template");
    const list = document.getElementById("toasts");
    if (!template || !list) return;
    const toast = template.content.firstElementChild.cloneNode(true);
    toast.classList.add("note--" + level);
    const words = toast.querySelector("[data-text]");
    if (link) words.append(Object.assign(document.createElement("a"), { href: link, textContent: text }));
    else words.textContent = text;
    if (level === "error") toast.dataset.stays = "";
    list.append(toast);
    expire(toast);
  };
  const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  window.vvw = Object.assign(window.vvw || {}, { say, freshKey });

  /* an htmx request that was refused: the page we got says why, show that sentence where the player is */
  document.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText || "", "text/html");
    const told = page.querySelector("[data-error-message]");
    say(told ? told.textContent.trim() : "That did not go through. Reload the page and look before you try again.", "error");
  });
  document.addEventListener("htmx:sendError", () => say("The city does not answer. Check your connection and try again.", "error"));

  /* --- the account menu closes when one looks elsewhere ---------------------------------------------------------- */
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) { menu.removeAttribute("open"); menu.querySelector("summary").focus(); }
  });

  /* --- a form is sent once: the server would answer twice the same, but the button should say so ------------------- */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (form.dataset.sent !== undefined) { event.preventDefault(); return; }
    // [data-again]: an answer that is a file leaves the page standing, the button must be ready again
    if (form.method !== "post" || event.defaultPrevented || form.matches("[hx-post], [data-hx-post], [data-again]")) return;
    form.dataset.sent = "";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  const unsent = (field) => {
    if (field.type === "hidden" || field.form.dataset.sent !== undefined) return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return "defaultValue" in field && field.value !== field.defaultValue;
    return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  };
  const renewKeys = () => document.querySelectorAll("input[name=idempotency_key]").forEach((field) => (field.value = freshKey()));
  const cameBack = () => {
    /* A page from the browser's history: what its forms did is done, so each press from now on is a new action. What the page
       shows may be out of date, so it is loaded anew; but not while something is typed in, nor when it was itself the answer
       to a form. The session may have ended too: then loading it anew leads to the login. */
    const typing = [...document.querySelectorAll("form[method=post]")].some((form) => [...form.elements].some(unsent));
    renewKeys();
    if (!typing && document.body.dataset.posted === undefined) location.reload();
  };
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") renewKeys();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) cameBack();
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });

  /* --- a select marked data-autosubmit sends its form; its button is then not needed ----------------------------- */
  on("change", "[data-autosubmit]", (event, field) => field.form.requestSubmit());

  /* --- time left until a meter is full, counted down from what the server said ------------------------------------ */
  const inWords = (seconds) => {
    if (seconds <= 0) return "full";
    if (seconds < 60) return `full in ${Math.ceil(seconds)} s`;
    const minutes = Math.ceil(seconds / 60);
    return minutes < 60 ? `full in ${minutes} min` : `full in ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  };
  /* and until an event begins or ends, in the words of game/presenters/event.py: time_left */
  const timeLeft = (seconds) => {
    const whole = (unit) => Math.floor(seconds / unit);
    if (seconds <= 0) return "a moment";
    if (seconds >= 86400) return `${whole(86400)} day${whole(86400) === 1 ? "" : "s"} ${Math.floor((seconds % 86400) / 3600)} h`;
    if (seconds >= 3600) return `${whole(3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
    return seconds >= 60 ? `${whole(60)} min` : `${Math.ceil(seconds)} s`;
  };
  const born = new WeakMap();
  const age = (place, now) => {
    if (!born.has(place)) born.set(place, now);
    return (now - born.get(place)) / 1000;
  };
  const tick = () => {
    const now = performance.now();
    document.querySelectorAll("[data-countdown]").forEach((place) => {
      const words = timeLeft(Number(place.dataset.countdown) - age(place, now));
      if (place.textContent !== words) place.textContent = words;
    });
    document.querySelectorAll("[data-full-in]").forEach((place) => {
      const words = inWords(Number(place.dataset.fullIn) - age(place, now));
      if (place.textContent !== words) place.textContent = words;
    });
    /* Health and energy come back by themselves: their bars and numbers move with the clock. */
    document.querySelectorAll("[data-refill]").forEach((bar) => {
      const left = Number(bar.dataset.refill) - age(bar, now), most = bar.max;
      const value = Math.max(bar.value, Math.min(most, most - Math.ceil(left / Number(bar.dataset.per))));
      if (value === bar.value) return;
      bar.value = value;
      const place = bar.parentElement.querySelector("[data-now]"), told = bar.closest("#hud-energy") && document.getElementById("hunt-energy");
      if (place) place.textContent = value;
      if (told) told.textContent = value;
      if (value >= most) bar.parentElement.querySelector("[data-full-in]")?.remove();
    });
  };
  tick();
  setInterval(tick, 1000);

  /* --- copy a link or a hash --------------------------------------------------------------------------------------- */
  on("click", "[data-copy]", async (event, button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say("Copied.", "success");
    } catch {
      say("Your browser did not let us copy. Select the text and copy it by hand.", "error");
    }
  });

  /* --- passwords: show them, and guess how long they would stand ---------------------------------------------------- */
  const LABELS = ["Too short", "Weak", "Could be longer", "Good", "Strong"];
  const score = (word) => {
    if (word.length < 10) return 0;
    const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(word)).length;
    const fresh = new Set(word.toLowerCase()).size;
    const easy = /^(?:password|passwort|qwert|letme|welcome|iloveyou|1234|abc)/i.test(word) || /(.)\1{3}/.test(word);
    const bits = fresh * 2.2 + word.length * 1.4 + kinds * 4 - (easy ? 24 : 0);
    return bits < 34 ? 1 : bits < 46 ? 2 : bits < 58 ? 3 : 4;
  };
  document.querySelectorAll("[data-strength-of]").forEach((box) => {
    const input = document.getElementById(box.dataset.strengthOf);
    if (!input) return;
    const meter = box.querySelector("meter");
    const word = box.querySelector("[data-word]");
    input.addEventListener("input", () => {
      box.hidden = input.value === "";
      const value = score(input.value);
      meter.value = value + 1;
      word.textContent = LABELS[value];
    });
  });
  document.querySelectorAll("input[type=password]").forEach((input) => {
    const wrap = document.createElement("div");
    const button = document.createElement("button");
    wrap.className = "reveal";
    button.type = "button";
    button.textContent = "Show";
    button.setAttribute("aria-label", "Show password");
    input.replaceWith(wrap);
    wrap.append(input, button);
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.textContent = shown ? "Show" : "Hide";
      button.setAttribute("aria-label", shown ? "Show password" : "Hide password");
    });
  });
})();

/* Small comforts of the game's pages. Every page works without this file; nothing here decides anything about the game. */
(() => {
  "use strict";

  /* A form that stays on the page after its answer came gets a new key: the next press is a new action. After an answer
     that never came the old key stays, so that trying again cannot do it twice. */
  document.addEventListener("htmx:afterRequest", (event) => {
    const answered = event.detail.xhr && event.detail.xhr.status >= 200 && event.detail.xhr.status < 500;
    const field = answered && event.detail.elt?.querySelector?.("input[name=idempotency_key]");
    if (field) field.value = window.vvw.freshKey();
  });

  /* Hunts have a pace: a press that comes too early waits its moment instead of being refused. */
  const PACE = 850;
  let hunted = -PACE;
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.elt?.matches?.("[data-hunt]")) return;
    const now = performance.now(), wait = hunted + PACE - now;
    hunted = Math.max(now, hunted + PACE);
    if (wait <= 0) return;
    event.preventDefault();
    setTimeout(() => event.detail.issueRequest(true), wait);
  });

  /* Several hunts at once wait until the pause of the hunts before is over. It listens before ui.js, which would take the form as sent. */
  const loaded = performance.now();
  const pauseLeft = (form) => Math.max(form.dataset.pause ? loaded + Number(form.dataset.pause) + 50 : 0, hunted + PACE) - performance.now();
  document.addEventListener("submit", (event) => {
    const form = event.target, wait = form.matches?.(".hunt-form:has([name=times])") ? pauseLeft(form) : 0;
    if (wait <= 0) return;
    event.preventDefault();
    if (form.dataset.waits) return;
    form.dataset.waits = "1";
    const button = form.querySelector("button"), words = [...button.childNodes];
    const tick = () => {
      const rest = pauseLeft(form);
      if (rest > 0) {
        button.textContent = `In ${Math.ceil(rest / 1000)} s…`;
        setTimeout(tick, Math.min(rest, 250));
      } else {
        button.replaceChildren(...words);
        form.requestSubmit(button);
      }
    };
    tick();
  }, true);

  /* What came of it should be seen, also from far down a phone's page; but what was pressed beside it stays under the pointer. */
  document.addEventListener("htmx:afterSwap", (event) => {
    const place = event.detail.target;
    if (!place?.matches?.("[data-into-view]") || event.detail.requestConfig?.elt?.querySelector?.("#hunt-again")) return;
    const { top } = place.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.5) place.scrollIntoView({ block: "start" });
  });

  /* Attribute points: plus and minus, how many are left, and by how many there are too many. */
  const left = (form) => Number(form.dataset.points) - [...form.querySelectorAll("input[type=number]")].reduce((sum, f) => sum + (Number(f.value) || 0), 0);
  const pointsOf = (number) => `${number.toLocaleString("en-GB")} point${number === 1 ? "" : "s"}`;
  const tell = (form) => {
    const rest = left(form), place = document.querySelector("[data-points-left]");
    const excess = `${pointsOf(-rest)} too many: take ${rest === -1 ? "it" : "them"} back`;
    if (place) {
      place.textContent = rest < 0 ? excess : `${pointsOf(rest)} left`;
      place.classList.toggle("badge--bad", rest < 0);
      place.classList.toggle("badge--accent", rest >= 0);
    }
    form.querySelectorAll("input[type=number]").forEach((field) => {
      const now = field.closest("li").querySelector("[data-now]"), more = Number(field.value) || 0;
      now.textContent = more ? `${now.dataset.now} → ${Number(now.dataset.now) + more}` : now.dataset.now;
      field.setCustomValidity(rest < 0 ? `You have ${pointsOf(Number(form.dataset.points))}. That is ${excess}.` : "");
    });
  };
  document.querySelectorAll("form[data-points]").forEach(tell);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-step]");
    if (!button) return;
    const field = button.parentElement.querySelector("input"), form = button.form;
    const wanted = (Number(field.value) || 0) + Number(button.dataset.step);
    if (wanted < 0 || (Number(button.dataset.step) > 0 && left(form) <= 0)) return;
    field.value = wanted;
    tell(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-points]");
    if (form) tell(form);
  });

  /* What selling the ticked things would bring. */
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("input[name=sell]")) return;
    const ticked = [...document.querySelectorAll("input[name=sell]:checked")];
    const things = ticked.reduce((sum, box) => sum + Number(box.dataset.count), 0);
    const gold = ticked.reduce((sum, box) => sum + Number(box.dataset.count) * Number(box.dataset.worth), 0);
    document.querySelector("[data-ticked]").textContent = ticked.length
      ? `${things.toLocaleString("en-GB")} thing${things === 1 ? "" : "s"} for ${gold.toLocaleString("en-GB")} gold.`
      : "Tick things to sell each of them whole.";
  });

  /* A link to share selects itself. */
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-select]")) event.target.select();
  });
})();

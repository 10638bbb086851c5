/* Helps with writing a letter: counts characters and ticks, filters the list of things, and keeps a draft while one types. The page
   works without it. */
(() => {
  "use strict";

  /* Saves the words two seconds after the last letter was typed, one save at a time. Sending waits for a save that is under way, so
     that no draft stays behind. */
  const keepDraft = (form, told) => {
    const number = document.getElementById("draft");
    let timer = 0, saving = null, sending = false;
    const save = async () => {
      const words = new URLSearchParams(new FormData(form));
      for (const name of ["idempotency_key", "item", "gold"]) words.delete(name);
      try {
        const answer = await fetch(told.dataset.save, {
          method: "POST", body: words, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(10000),
        });
        const { draft, message } = await answer.json();
        if (draft) number.value = draft;
        told.textContent = draft ? "Kept among your drafts." : `Not kept as a draft: ${message}`;
      } catch {
        told.textContent = "Not kept as a draft: the city does not answer.";
      }
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        if (sending) return;
        if (saving) return later();
        saving = save();
        await saving;
        saving = null;
      }, 2000);
    };
    for (const name of ["to", "subject", "text"]) form.elements[name].addEventListener("input", later);
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      sending = true;
      if (!saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      saving.finally(() => form.requestSubmit(event.submitter));
      saving = null;
    }, { capture: true });
    window.addEventListener("pageshow", () => (sending = false));
  };

  const number = (value) => value.toLocaleString("en-GB");

  for (const place of document.querySelectorAll("[data-count-of]")) {
    const field = document.getElementById(place.dataset.countOf);
    const tell = () => (place.textContent = `${number(field.value.length)} of ${number(Number(place.dataset.most))} characters.`);
    field.addEventListener("input", tell);
    tell();
  }

  const form = document.querySelector(".letter-form"), told = document.getElementById("kept");
  if (form && told) keepDraft(form, told);

  const list = document.querySelector(".send-list");
  if (!list) return;
  const boxes = [...list.querySelectorAll("input[name=item]")], most = Number(list.dataset.most);
  const chosen = document.querySelector("[data-chosen]");
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    chosen.textContent = ticked ? `(${ticked} chosen${ticked > most ? `, ${ticked - most} too many` : ""})` : "";
  };
  list.addEventListener("change", count);
  /* A typed quantity ticks its thing. */
  list.addEventListener("input", (event) => {
    if (event.target.matches(".count")) event.target.closest("li").querySelector("input[name=item]").checked = true;
    count();
  });
  window.addEventListener("pageshow", count);
  count();

  const find = document.querySelector("[data-filter]"), nothing = document.querySelector("[data-nothing]");
  if (!find) return;
  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of list.children) {
      row.hidden = !words.every((word) => row.dataset.name.includes(word)) && !row.querySelector("input[name=item]").checked;
      shown += !row.hidden;
    }
    nothing.hidden = shown > 0;
  };
  find.addEventListener("input", filter);
  /* Enter looks for a thing; it must not send the letter. */
  find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
})();

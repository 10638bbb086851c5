/* Helps with writing a letter: counts characters and ticks, and filters the list of things. The page works without it. */
(() => {
  "use strict";

  const number = (value) => value.toLocaleString("en-GB");

  for (const place of document.querySelectorAll("[data-count-of]")) {
    const field = document.getElementById(place.dataset.countOf);
    const tell = () => (place.textContent = `${number(field.value.length)} of ${number(Number(place.dataset.most))} characters.`);
    field.addEventListener("input", tell);
    tell();
  }

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

/* Search over the wiki's index: [name, address, kind, note] for each page. Without it the letters lead to the same pages.
   Names that begin with what was typed come first, then words that do, then names that hold it. */
(() => {
  const form = document.getElementById("find");
  const field = document.getElementById("q");
  const hits = document.getElementById("hits");
  const found = document.getElementById("found");
  const kinds = form.querySelector("fieldset");
  const MOST = 60;
  const FOLDERS = ["item", "monster", "place"];
  let entries = null;
  let waiting = 0;

  /* game/rules/search.py does the same; both are held to game/tests/vectors/search.json. */
  const DROPPED = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff'"\u2018-\u201f\u02bb\u02bc\u02b9`\u00b4\u2032\u2033\u00ab\u00bb]/g;
  const LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ς": "σ" };
  const searchable = (text) => text.replace(DROPPED, "").normalize("NFKD").replace(DROPPED, "")
    .replace(/[-\u2010-\u2015\u2212_]/g, " ").toLowerCase().replace(/[ßæœøđðłþħıς]/g, (letter) => LETTERS[letter])
    .split(/\s+/).filter(Boolean).join(" ");
  window.vvw = Object.assign(window.vvw || {}, { searchable });

  const chosen = () => form.querySelector("input[name=kind]:checked").value;

  function rank(entry, words) {
    const name = entry.plain;
    let worst = 0;
    for (const word of words) {
      const at = name.indexOf(word);
      let here = 9;
      if (at === 0 || name.startsWith("the " + word)) here = 0;
      else if (at > 0 && name[at - 1] === " ") here = 1;
      else if (at > 0) here = 2;
      else if (entry.note.includes(word)) here = 3;
      worst = Math.max(worst, here);
    }
    return worst;
  }

  function card([name, address, kind, note]) {
    const item = document.createElement("li");
    item.className = "card";
    const rarity = kind === 0 ? note.split(" ")[0] : "";
    if (rarity) item.classList.add("r-" + rarity);
    if (kind < 3) {
      const picture = document.createElement("img");
      const slug = address.split("/").at(-2);
      Object.assign(picture, { src: `/wiki/emblems/${FOLDERS[kind]}/${slug}.svg`, alt: "", width: 56, height: 56, loading: "lazy" });
      item.append(picture);
    }
    const words = document.createElement("div");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = name;
    const line = document.createElement("small");
    line.textContent = note;
    words.append(link, line);
    item.append(words);
    return item;
  }

  function show() {
    const typed = searchable(field.value);
    const kind = chosen();
    hits.replaceChildren();
    if (!typed) {
      found.textContent = "";
      return;
    }
    const words = typed.split(" ");
    const ranked = [];
    for (const entry of entries) {
      if (kind && String(entry.row[2]) !== kind) continue;
      const place = rank(entry, words);
      if (place < 9) ranked.push([place, entry]);
    }
    ranked.sort((a, b) => a[0] - b[0] || a[1].row[0].localeCompare(b[1].row[0], "en"));
    hits.append(...ranked.slice(0, MOST).map(([, entry]) => card(entry.row)));
    const count = ranked.length;
    found.textContent = count === 0 ? `Nothing is called “${field.value.trim()}”. Try a part of the name.`
      : count > MOST ? `${count} found, the first ${MOST} are shown.` : count === 1 ? "1 found." : `${count} found.`;
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = new URL(location.href);
      if (field.value.trim()) address.searchParams.set("q", field.value.trim());
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
      show();
    }, 120);
  }

  async function start() {
    field.value = new URL(location.href).searchParams.get("q") || "";
    try {
      const answer = await fetch(form.dataset.index);
      if (!answer.ok) throw new Error(String(answer.status));
      entries = (await answer.json()).map((row) => ({ row, plain: searchable(row[0]), note: searchable(row[3]) }));
    } catch {
      found.textContent = "The list of names did not load. Reload the page, or go by the letters below.";
      return;
    }
    kinds.hidden = false;
    field.addEventListener("input", later);
    kinds.addEventListener("change", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      show();
      const first = hits.querySelector("a");
      if (first) first.focus();
    });
    show();
    if (!field.value) field.focus();
  }

  start();
})();

/* Search over the wiki's index (seo_pages/search.py). Without this script the letters lead to the same pages.

   A page is found if each word typed is in its name, in its note ("epic ring, level 30"), or among its tags (effects, regions). Whole
   words count more than beginnings, which count more than parts; a note says what a page is about, so a whole word of it counts most. If no page has all words, the words of a question are left out; if
   there is still none, one typo a word is forgiven. */
(() => {
  const form = document.getElementById("find");
  const field = document.getElementById("q");
  const hits = document.getElementById("hits");
  const found = document.getElementById("found");
  const kinds = form.querySelector("fieldset");
  const MOST = 60;
  const EQUAL = 1, BEGINS = 2, HOLDS = 3, TYPO = 4, NEVER = 9;
  const IN_NOTE = [NEVER, 0, 3, NEVER, 6];
  const IN_NAME = [NEVER, 1, 2, 4, 5];
  const IN_TAGS = [NEVER, 1, 3, NEVER, 6];
  /* For words of fewer letters, half the language is one typo away. */
  const SHORTEST_TYPO = 4;
  let index = null;
  let entries = [];
  let waiting = 0;

  /* game/rules/search.py does the same; both are held to game/tests/vectors/search.json. */
  const DROPPED = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff'"\u2018-\u201f\u02bb\u02bc\u02b9`\u00b4\u2032\u2033\u00ab\u00bb]/g;
  const LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ς": "σ" };
  const searchable = (text) => text.replace(DROPPED, "").normalize("NFKD").replace(DROPPED, "")
    .replace(/[-\u2010-\u2015\u2212_]/g, " ").toLowerCase().replace(/[ßæœøđðłþħıς]/g, (letter) => LETTERS[letter])
    .split(/\s+/).filter(Boolean).join(" ");
  window.vvw = Object.assign(window.vvw || {}, { searchable });

  /* Words by number, each once: what is typed is compared with some thousand words, not with every word of every page. */
  const vocabulary = [];
  const numbers = new Map();
  const words = (text) => searchable(text.replace(/[,.;:()]/g, " ")).split(" ").filter(Boolean);
  const singular = (word) => index.plurals[word] || (word.endsWith("ies") && word.length > 4 ? word.slice(0, -3) + "y"
    : /(?:ch|sh|x|ss)es$/.test(word) ? word.slice(0, -2) : /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);
  /* What the wiki calls a thing: "headgear" for "helmets". */
  const meant = (typed) => index.also[typed] || index.also[singular(typed)] || typed;
  function numbered(text) {
    return words(text).map((word) => {
      if (!numbers.has(word)) {
        numbers.set(word, vocabulary.length);
        vocabulary.push({ word, one: singular(word) });
      }
      return numbers.get(word);
    });
  }

  /* Whether two words differ by one letter more, less or other, or by two letters that changed places. */
  function oneTypo(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    if (a.length === b.length) {
      return a.slice(at + 1) === b.slice(at + 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2));
    }
    return a.length > b.length ? a.slice(at + 1) === b.slice(at) : a.slice(at) === b.slice(at + 1);
  }

  function gradeOf(typed, { word, one }, typos) {
    if (word === typed || one === singular(typed)) return EQUAL;
    if (word.startsWith(typed)) return BEGINS;
    if (typed.length > 2 && word.includes(typed)) return HOLDS;
    if (!typos || typed.length < SHORTEST_TYPO) return 0;
    return oneTypo(typed, word) || oneTypo(typed, word.slice(0, typed.length)) ? TYPO : 0;
  }

  /* For each word of the vocabulary how well it fits the one typed, or what the wiki calls that; 0 if it does not. */
  function grades(typed, typos) {
    const also = meant(typed);
    return vocabulary.map((known) => {
      const grade = gradeOf(typed, known, typos);
      return known.word === also || known.one === also ? EQUAL : grade;
    });
  }

  const best = (list, graded, ranks) => list.reduce((least, number) => Math.min(least, ranks[graded[number]]), NEVER);

  /* The pages that have all words, the best first: [rank of the worst word, sum of the ranks, entry]. Equals stay in the index's order. */
  function search(typed, typos) {
    const graded = typed.map((word) => grades(word, typos));
    const whole = typed.map((word) => singular(meant(word))).join(" ");
    const kind = form.querySelector("input[name=kind]:checked").value;
    const ranked = [];
    for (const entry of entries) {
      if (kind && String(entry.row[2]) !== kind) continue;
      let worst = 0;
      let sum = 0;
      for (const one of graded) {
        const here = Math.min(best(entry.noted, one, IN_NOTE), best(entry.name, one, IN_NAME), best(entry.tagged, one, IN_TAGS));
        worst = Math.max(worst, here);
        sum += here;
        if (worst === NEVER) break;
      }
      if (worst === NEVER) continue;
      if (entry.whole === whole || (typos && oneTypo(entry.whole, whole))) worst = -1;
      ranked.push([worst, sum, entry, graded]);
    }
    return ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  /* The tags by which an entry was found, to show them: its note does not. */
  function tagsOf(entry, graded) {
    const unseen = graded.filter((one) => best(entry.name, one, IN_NAME) === NEVER && best(entry.noted, one, IN_NOTE) === NEVER);
    return entry.tags.filter(({ list }) => unseen.some((one) => best(list, one, IN_TAGS) < NEVER)).map(({ name }) => name);
  }

  function card([, , entry, graded]) {
    const [name, given, kind, note] = entry.row;
    const at = given || words(name).join("-");
    const item = document.createElement("li");
    item.className = "card";
    if (kind === 0) item.classList.add("r-" + note.split(" ")[0]);
    const folder = index.folders[kind];
    if (folder) {
      const picture = document.createElement("img");
      Object.assign(picture, { src: `${folder[1]}${at}.svg`, alt: "", width: 56, height: 56, loading: "lazy" });
      item.append(picture);
    }
    const text = document.createElement("div");
    const link = document.createElement("a");
    link.href = folder ? `${folder[0]}${at}/` : at;
    link.textContent = name;
    const line = document.createElement("small");
    line.textContent = [note, ...tagsOf(entry, graded)].join(" · ");
    text.append(link, line);
    item.append(text);
    return item;
  }

  function show() {
    const typed = words(field.value);
    hits.replaceChildren();
    found.textContent = "";
    if (!typed.length) return;
    const telling = typed.filter((word) => !index.filler.includes(word));
    let ranked = search(typed, false);
    if (!ranked.length && telling.length) ranked = search(telling, false);
    const near = !ranked.length;
    if (near) ranked = search(telling.length ? telling : typed, true);
    hits.append(...ranked.slice(0, MOST).map(card));
    const count = ranked.length;
    const many = count > MOST ? `${count} found, the first ${MOST} are shown.` : `${count} found.`;
    const none = `Nothing is called “${field.value.trim()}”.`;
    found.textContent = !count ? `${none} Try a part of the name.` : !near ? many : `${none} ${count === 1 ? "1 comes" : `${count} come`} close.`;
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

  function prepared(row) {
    const [name, , , note, numbersOfTags] = row;
    const noted = numbered(note);
    const tags = numbersOfTags.map((number) => index.tags[number]);
    return {
      row, noted, tags, name: numbered(name), whole: words(name).map(singular).join(" "),
      tagged: tags.flatMap((tag) => tag.list),
    };
  }

  async function start() {
    field.value = new URL(location.href).searchParams.get("q") || "";
    try {
      const answer = await fetch(form.dataset.index);
      if (!answer.ok) throw new Error(String(answer.status));
      index = await answer.json();
      index.tags = index.tags.map((name) => ({ name, list: numbered(name) }));
      entries = index.rows.map(prepared);
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

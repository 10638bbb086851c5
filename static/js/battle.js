/* Plays a battle: its lines appear one after the other and the health bars follow. Without this script the whole story is shown. */

const stage = document.querySelector("[data-fight]");
const still = matchMedia("(prefers-reduced-motion: reduce)");

/* Fights that were seen to their end do not play again by themselves. The last hundred are remembered, in this browser alone. */
const SEEN = "fights seen";
const seen = () => {
  try {
    return JSON.parse(localStorage.getItem(SEEN)) ?? [];
  } catch {
    return [];
  }
};

const play = (stage) => {
  const remember = () => {
    try {
      localStorage.setItem(SEEN, JSON.stringify([stage.dataset.fight, ...seen().filter((one) => one !== stage.dataset.fight)].slice(0, 100)));
    } catch {
      // without storage it plays again
    }
  };
  const lines = [...stage.querySelectorAll("[data-line]")];
  const bars = { hero: document.getElementById("hero-hp"), foe: document.getElementById("foe-hp") };
  const numbers = { hero: document.querySelector("[data-hero-now]"), foe: document.querySelector("[data-foe-now]") };
  const replay = document.querySelector("[data-replay]");
  const pause = Math.max(120, Math.min(650, 9000 / Math.max(1, lines.length)));
  let timer = 0;

  const set = (who, hp) => {
    if (bars[who]) bars[who].value = hp;
    if (numbers[who]) numbers[who].textContent = Number(hp).toLocaleString("en-GB");
  };
  const now = stage.querySelector("[data-now]"), words = stage.querySelector("[data-now-words]");
  const reveal = (line) => {
    line.classList.remove("is-waiting");
    // On a phone the story is further down, so the current blow is also shown between the bars and the result.
    if (now && words) {
      now.textContent = line.querySelector(".blow-damage")?.textContent ?? "";
      now.className = line.querySelector(".blow-damage--heal") ? "good" : "bad";
      words.textContent = line.querySelector("span").textContent;
    }
    set("hero", line.dataset.heroHp);
    set("foe", line.dataset.foeHp);
  };
  const finish = () => {
    clearTimeout(timer);
    lines.forEach(reveal);
    stage.classList.remove("is-playing");
    stage.classList.add("is-over");
    if (replay) replay.hidden = false;
    remember();
  };
  const start = () => {
    clearTimeout(timer);
    lines.forEach((line) => line.classList.add("is-waiting"));
    stage.classList.add("is-playing");
    stage.classList.remove("is-over");
    set("hero", bars.hero?.dataset.start ?? 0);
    set("foe", bars.foe?.dataset.start ?? 0);
    if (replay) replay.hidden = true;
    let at = 0;
    const next = () => {
      if (at >= lines.length) return finish();
      reveal(lines[at]);
      at += 1;
      timer = setTimeout(next, pause);
    };
    timer = setTimeout(next, pause);
  };
  replay?.addEventListener("click", start);
  stage.querySelector("[data-skip]")?.addEventListener("click", () => {
    finish();
    stage.querySelector(".verdict a, .verdict button")?.focus({ preventScroll: true });
  });
  // Moving the focus to what comes after the fight ends the playback.
  stage.querySelector(".verdict")?.addEventListener("focusin", () => stage.classList.contains("is-playing") && finish());
  if (still.matches || seen().includes(stage.dataset.fight)) finish();
  else start();
};

if (stage) play(stage);

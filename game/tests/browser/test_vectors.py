"""The browser's dice and rules against the vectors that Python must reproduce as well (game/tests/rules/test_vectors.py)."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page, Route, expect

from game.models import Battle
from game.rules import RULES_VERSION, versions
from game.rules.battle import BattleInputs
from game.rules.dice import Dice
from game.tests.browser.test_newcomer import as_guest
from game.tests.rules.vectors import FOLDER, HuntVector, dice_vectors, hunt_vectors, hunts_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATIC = Path(__file__).resolve().parents[3] / "static" / "js"
OpenPage = Callable[..., Page]
NEXT = RULES_VERSION + 1

ROLL = """async (vectors) => {
  const { Dice, commitment } = await import("/static/js/dice.js");
  return Promise.all(vectors.map(async (v) => {
    const dice = await Dice.make(v.server_seed, v.client_seed, v.nonce), rolls = [];
    for (const _ of v.rolls) rolls.push(await dice.below(v.faces));
    return { rolls, commit: await commitment(v.server_seed) };
  }));
}"""
VERSIONS = """async () => [...(await import("/static/js/rules.js")).RULES.keys()]"""
REPLAY = """async ([version, vectors]) => {
  const { Dice } = await import("/static/js/dice.js");
  const { RULES } = await import("/static/js/rules.js");
  const replayHunt = RULES.get(version);
  return Promise.all(vectors.map(async (v) => replayHunt(v.inputs, await Dice.make(v.server_seed, v.client_seed, v.nonce))));
}"""
UNNOTICED = """async ([scripts, vectors, expected]) => {
  const { Dice } = await import("/static/js/dice.js");
  const fails = async (replayHunt) => {
    for (const [at, v] of vectors.entries()) {
      const dice = await Dice.make(v.server_seed, v.client_seed, v.nonce);
      const replayed = await replayHunt(v.inputs, dice).catch((error) => String(error));
      if (JSON.stringify(replayed) !== expected[at]) return true;
    }
    return false;
  };
  const unnoticed = [];
  for (const script of scripts) {
    if (!(await fails((await import(script)).replayHunt))) unnoticed.push(script);
  }
  return unnoticed;
}"""
UNNOTICED_DICE = """async ([scripts, dice, hunts, expected]) => {
  const { RULES } = await import("/static/js/rules.js");
  const results = async ({ Dice, commitment }) => {
    const found = [];
    for (const v of dice) {
      const made = await Dice.make(v.server_seed, v.client_seed, v.nonce), rolls = [];
      for (const _ of v.rolls) rolls.push(await made.below(v.faces));
      found.push({ rolls, commit: await commitment(v.server_seed) });
    }
    for (const v of hunts) found.push(await RULES.get(2)(v.inputs, await Dice.make(v.server_seed, v.client_seed, v.nonce)));
    return JSON.stringify(found);
  };
  const unnoticed = [];
  for (const script of scripts) {
    const copy = await import(script);
    if ((await results(copy).catch((error) => String(error))) === expected) unnoticed.push(script);
  }
  return unnoticed;
}"""
CHECK = """async ([script, next, battles]) => {
  const { RULES } = await import("/static/js/rules.js");
  const { check } = await import("/static/js/check.js");
  if (script) RULES.set(next, (await import(script)).replayHunt);
  const steps = await Promise.all(battles.map(check));
  return steps.map((steps) => steps.every((step) => step.ok) ? "true" : steps[0].unknown ? "old" : "false");
}"""
NO_EFFECT = {
    ("ready: skills.map(() => 1", -1): "rounds start at 1, so a skill that is ready in round 0 is ready",
    ("bleed: 0", 1): "read only while bleedRounds is above 0",
    ("bleed: 0", -1): "read only while bleedRounds is above 0",
    ('addBlow(action, "dodge", 0); return 0', -1): "a strike without damage is tested by `done <= 0`",
    ('addBlow(action, "blocked", 0); return 0', -1): "a strike without damage is tested by `done <= 0`",
}
"""Changes that no outcome can show, by the text that ends with the number, with the reason."""


def in_browser_order(vector: HuntVector) -> str:
    """What replayHunt returns for a vector, as JSON.stringify writes it."""
    return json.dumps({"met": vector["met"], **vector["outcome"]}, separators=(",", ":"), ensure_ascii=False)


def numbers_in(source: str) -> list[re.Match[str]]:
    """Every whole number of a script, comments and texts left out."""
    code = re.sub(r"/\*.*?\*/|`[^`]*`", lambda left_out: " " * len(left_out[0]), source, flags=re.S)
    return list(re.finditer(r"""(?<![\w"$])\d+(?![\w"])""", code))


def serve(page: Page, scripts: dict[str, str]) -> None:
    """Answer these addresses with these scripts."""

    def answer(route: Route) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        route.fulfill(body=scripts[path], content_type="text/javascript")

    page.route("**/static/js/copies/*", answer)


def test_the_browser_rolls_the_same_dice(open_page: OpenPage) -> None:
    vectors = dice_vectors()
    rolled = open_page("/").evaluate(ROLL, vectors)
    assert rolled == [{"rolls": v["rolls"], "commit": v["commit"]} for v in vectors]


def test_the_browser_replays_every_version(open_page: OpenPage) -> None:
    page = open_page("/")
    versions = page.evaluate(VERSIONS)
    assert versions and {hunts_file(version) for version in versions} == set(FOLDER.glob("hunts_*.json"))
    for version in versions:
        vectors = hunt_vectors(version)
        assert page.evaluate(REPLAY, [version, vectors]) == [{"met": v["met"], **v["outcome"]} for v in vectors]


@pytest.mark.parametrize("by", [1, -1])
def test_no_number_of_the_browser_s_rules_changes_unnoticed(open_page: OpenPage, by: int) -> None:
    """Each whole number in the script of a version, changed by 1, makes the vectors fail."""
    page = open_page("/")
    versions = page.evaluate(VERSIONS)
    assert versions
    for version in versions:
        source = (STATIC / f"rules_v{version}.js").read_text()
        vectors = hunt_vectors(version)
        scripts = {}
        for number in numbers_in(source):
            if not any(by == change and source[: number.end()].endswith(text) for text, change in NO_EFFECT):
                changed = f"{source[: number.start()]}{int(number[0]) + by}{source[number.end() :]}"
                scripts[f"/static/js/copies/v{version}_{by}_{number.start()}.js"] = changed
        unchanged = f"/static/js/copies/unchanged_v{version}.js"
        scripts[unchanged] = source
        serve(page, scripts)
        expected = [in_browser_order(vector) for vector in vectors]
        unnoticed = page.evaluate(UNNOTICED, [list(scripts), vectors, expected])
        assert len(scripts) > 60 and unnoticed == [unchanged]


def won_hunt() -> HuntVector:
    """A won hunt of several blows, whose dice meet the monster of its inputs."""
    return next(
        vector
        for vector in hunt_vectors(RULES_VERSION)
        if vector["met"] == vector["outcome"]["prey"] and vector["outcome"]["gold"] and vector["outcome"]["fight"]["rounds"] > 3
    )


def test_no_number_of_the_browser_s_dice_rises_unnoticed(open_page: OpenPage) -> None:
    page = open_page("/")
    source = (STATIC / "dice.js").read_text()
    scripts = {"/static/js/copies/unchanged_dice.js": source}
    for number in numbers_in(source):
        changed = f"{source[: number.start()]}{int(number[0]) + 1}{source[number.end() :]}"
        scripts[f"/static/js/copies/dice_{number.start()}.js"] = changed
    serve(page, scripts)
    dice, hunts = dice_vectors(), hunt_vectors(2)
    rolls = [json.dumps({"rolls": v["rolls"], "commit": v["commit"]}, separators=(",", ":")) for v in dice]
    expected = f"[{','.join([*rolls, *map(in_browser_order, hunts)])}]"
    unnoticed = page.evaluate(UNNOTICED_DICE, [list(scripts), dice, hunts, expected])
    assert len(scripts) > 15 and unnoticed == ["/static/js/copies/unchanged_dice.js"]


def battle_of(vector: HuntVector, commit: str, version: int = RULES_VERSION) -> dict[str, Any]:
    """A battle's page data, made from a vector."""
    seeds = {"server_seed": vector["server_seed"], "client_seed": vector["client_seed"], "nonce": vector["nonce"]}
    battle = {"monster": vector["met"], "inputs": vector["inputs"], "outcome": vector["outcome"]}
    return {"rules_version": version, "commit": commit, **seeds, **battle}


def test_a_battle_is_judged_after_the_next_rules_came(open_page: OpenPage) -> None:
    """The next rules, for this test: a copy in which the spread of a blow is narrower, set in the registry of rules.js."""
    page = open_page("/")
    source = (STATIC / f"rules_v{RULES_VERSION}.js").read_text()
    narrower = source.replace("ROLL_LOW = 850, ROLL_HIGH = 1150", "ROLL_LOW = 990, ROLL_HIGH = 1010")
    assert narrower != source
    script = "/static/js/copies/rules_next.js"
    serve(page, {script: narrower})
    vector = won_hunt()
    commit = page.evaluate(ROLL, [vector | {"rolls": [], "faces": 1}])[0]["commit"]
    first = battle_of(vector, commit)
    replayed = page.evaluate(REPLAY.replace("RULES.get(version)", f'(await import("{script}")).replayHunt'), [NEXT, [vector]])[
        0
    ]
    del replayed["met"]
    second = battle_of(vector, commit, NEXT) | {"outcome": replayed}
    assert replayed != vector["outcome"]
    forged = copy.deepcopy([first, second])
    for battle in forged:
        battle["outcome"]["gold"] += 1
    assert page.evaluate(CHECK, [None, NEXT, [first, second]]) == ["true", "old"]
    assert page.evaluate(CHECK, [script, NEXT, [first, second, *forged]]) == ["true", "true", "false", "false"]
    assert page.evaluate(
        CHECK, [script, NEXT, [first | {"rules_version": NEXT}, second | {"rules_version": RULES_VERSION}]]
    ) == ["false", "false"]


@pytest.mark.parametrize("version", [1, 2])
def test_a_battle_of_each_version_is_judged_by_its_own_rules(open_page: OpenPage, version: int) -> None:
    """Version 2 with an event: version 1 does not know what it did, so under that number the battle does not check out."""
    page = open_page("/")
    vector = next(
        v
        for v in reversed(hunt_vectors(version))
        if v["met"] == v["outcome"]["prey"]
        and v["outcome"]["gold"] > 9
        and (version == 1 or v["inputs"]["event"]["gold"] != 100)
    )
    commit = page.evaluate(ROLL, [vector | {"rolls": [], "faces": 1}])[0]["commit"]
    battle = battle_of(vector, commit, version)
    assert page.evaluate(CHECK, [None, NEXT, [battle]]) == ["true"]
    if version == 2:
        forged = copy.deepcopy(battle)
        forged["inputs"]["event"]["gold"] += 50
        assert page.evaluate(CHECK, [None, NEXT, [battle | {"rules_version": 1}, forged]]) == ["false", "false"]


def test_a_battle_with_bonuses_of_a_clan_and_a_pupil_checks_out_and_a_raised_bonus_does_not(open_page: OpenPage) -> None:
    page, vector = open_page("/"), copy.deepcopy(won_hunt())
    vector["inputs"]["prey"] |= {"xp": 500}
    vector["inputs"]["event"] = {
        "xp": 120, "gold": 100, "drop": 100, "names": [], "bonuses": [["clan", 5, "ABC"], ["mentor", 15, ""]],
    }  # fmt: skip
    inputs = msgspec.convert(vector["inputs"], BattleInputs)
    dice = Dice(vector["server_seed"], vector["client_seed"], vector["nonce"])
    _, outcome = versions.VERSIONS[RULES_VERSION].replay_hunt(inputs, dice)
    vector["outcome"] = msgspec.to_builtins(outcome)
    battle = battle_of(vector, page.evaluate(ROLL, [vector | {"rolls": [], "faces": 1}])[0]["commit"])
    forged = copy.deepcopy(battle)
    forged["inputs"]["event"]["xp"] = 150
    assert page.evaluate(CHECK, [None, NEXT, [battle, forged]]) == ["true", "false"]


@pytest.mark.parametrize("part, value", [("won", False), ("rounds", 31), ("hp", [1, 1]), ("blows", [])])
def test_a_changed_end_of_a_fight_does_not_check_out(open_page: OpenPage, part: str, value: Any) -> None:
    page = open_page("/")
    vector = won_hunt()
    battle = battle_of(vector, page.evaluate(ROLL, [vector | {"rolls": [], "faces": 1}])[0]["commit"])
    assert page.evaluate(CHECK, [None, NEXT, [battle]]) == ["true"]
    battle["outcome"]["fight"][part] = value
    assert page.evaluate(CHECK, [None, NEXT, [battle]]) == ["false"]


def test_a_battle_under_unknown_rules_is_not_called_dishonest(open_page: OpenPage) -> None:
    page = as_guest(open_page, script=True)
    page.get_by_role("button", name="Hunt at The Old Mill").first.click()
    page.wait_for_url("**/play/battles/**")
    Battle.objects.update(rules_version=99)
    page.get_by_role("button", name="Open the seal and check").click()
    expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "old")
    expect(page.get_by_text("cannot judge the fight")).to_be_visible()

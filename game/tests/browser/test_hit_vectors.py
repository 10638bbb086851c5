"""The browser's rules of a hit in a raid against the vectors that Python must reproduce as well
(game/tests/rules/test_hit_versions.py)."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from game.tests.browser.test_vectors import STATIC, numbers_in, serve
from game.tests.rules.vectors import FOLDER, hit_vectors, hits_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]

VERSIONS = """async () => [...(await import("/static/js/rules.js")).HIT_RULES.keys()]"""
REPLAY = """async ([version, vectors]) => {
  const { Dice } = await import("/static/js/dice.js");
  const { HIT_RULES } = await import("/static/js/rules.js");
  const resolveHit = HIT_RULES.get(version);
  return Promise.all(vectors.map(async (v) => resolveHit(v.inputs, await Dice.make(v.server_seed, v.client_seed, v.nonce))));
}"""
UNNOTICED = """async ([scripts, vectors, expected]) => {
  const { Dice } = await import("/static/js/dice.js");
  const fails = async (resolveHit) => {
    for (const [at, v] of vectors.entries()) {
      const dice = await Dice.make(v.server_seed, v.client_seed, v.nonce);
      const { outcome, damage, lost } = await resolveHit(v.inputs, dice).catch((error) => ({ outcome: String(error) }));
      if (JSON.stringify([outcome, damage, lost]) !== expected[at]) return true;
    }
    return false;
  };
  const unnoticed = [];
  for (const script of scripts) {
    if (!(await fails((await import(script)).resolveHit))) unnoticed.push(script);
  }
  return unnoticed;
}"""


def test_the_browser_replays_hits_of_every_version(open_page: OpenPage) -> None:
    page = open_page("/")
    versions = page.evaluate(VERSIONS)
    assert versions and {hits_file(version) for version in versions} == set(FOLDER.glob("hits_*.json"))
    for version in versions:
        vectors = hit_vectors(version)
        assert page.evaluate(REPLAY, [version, vectors]) == [v["outcome"] for v in vectors]


@pytest.mark.parametrize("by", [1, -1])
def test_no_number_of_the_browser_s_rules_of_hits_changes_unnoticed(open_page: OpenPage, by: int) -> None:
    """Each whole number in the script of a version, changed by 1, makes the vectors fail."""
    page = open_page("/")
    for version in page.evaluate(VERSIONS):
        source = (STATIC / f"raid_v{version}.js").read_text()
        scripts = {"/static/js/copies/unchanged_hits.js": source}
        for number in numbers_in(source):
            changed = f"{source[: number.start()]}{int(number[0]) + by}{source[number.end() :]}"
            scripts[f"/static/js/copies/hits_v{version}_{by}_{number.start()}.js"] = changed
        serve(page, scripts)
        vectors = hit_vectors(version)
        outcomes = [[v["outcome"][name] for name in ("outcome", "damage", "lost")] for v in vectors]
        expected = [json.dumps(outcome, separators=(",", ":")) for outcome in outcomes]
        unnoticed = page.evaluate(UNNOTICED, [list(scripts), vectors, expected])
        assert len(scripts) > 15 and unnoticed == ["/static/js/copies/unchanged_hits.js"]

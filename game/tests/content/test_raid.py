"""Each boss comes as one raid, and each rule of raids that fixtures/raids.json breaks is reported in one sentence."""

from pathlib import Path

import pytest

from game.content import catalogue
from game.content.registry import load
from game.content.vocabulary import RARITIES
from game.tests.content.mistakes import Change, Entries, break_entry, drop, entry, put, refusal, twice, without

SNUFF, HARRIET = "mister-snuff", "deaf-harriet"
COPIED = "shares more than a third of its word 4-grams with raids.json:"
TWICE_ENDED = "It falls over. It gets up, though."


def phase(number: int, **values: object) -> Change:
    """A change of one of Mister Snuff's phases: plain, adds, weak_spot and enrage."""
    return lambda raids: entry(raids, SNUFF)["phases"][number].update(values)


def two_phases(raids: Entries) -> None:
    del entry(raids, SNUFF)["phases"][:2]


def all_plain(raids: Entries) -> None:
    for one in entry(raids, SNUFF)["phases"][:-1]:
        one["kind"] = "plain"


def fifth_phase(raids: Entries) -> None:
    phases = entry(raids, SNUFF)["phases"]
    phases.append(phases[-1] | {"slug": "encore", "below": 6})


def same_title(raids: Entries) -> None:
    entry(raids, HARRIET)["title"] = entry(raids, SNUFF)["title"].upper()


def same_end(raids: Entries) -> None:
    entry(raids, HARRIET)["escape"] = entry(raids, SNUFF)["escape"]


def phase_repeats_call(raids: Entries) -> None:
    snuff = entry(raids, SNUFF)
    snuff["phases"][2]["text"] = "Now the fourteenth is walking about, and anybody with a match is asked to bring it."


MISTAKES = [
    (put(SNUFF, boss="nobody"), "nobody: boss: there is no “nobody” in monsters.json."),
    (put(SNUFF, boss="flour-rat"), "flour-rat: boss: a raid needs a monster of rank boss; this one is common."),
    (without(SNUFF), f"{SNUFF}: boss: this boss has no raid."),
    (twice(SNUFF), f"{SNUFF}: boss: comes twice."),
    (drop(SNUFF, "fall"), f"{SNUFF}: the entry: Object missing required field `fall`."),
    (put(SNUFF, title="No"), f"{SNUFF}: title: Expected `str` of length >= 3."),
    (put(SNUFF, title="N" * 41), f"{SNUFF}: title: Expected `str` of length <= 40."),
    (put(SNUFF, health=900), f"{SNUFF}: the entry: Object contains unknown field `health`."),
    (same_title, f"{HARRIET}: title: “THIRTEEN LAMPS OUT” is also the title of {SNUFF}."),
    (put(SNUFF, trophy="the-moon"), f"{SNUFF}: trophy: there is no “the-moon” in items.json."),
    (put(SNUFF, trophy="clerks-sabre"), f"{SNUFF}: trophy: clerks-sabre is common, but a trophy is rare or better."),
    (put(SNUFF, trophy="stopped-watch"), f"{SNUFF}: trophy: stopped-watch is not an item that both factions can wear."),
    (put(SNUFF, trophy="the-short-penance"), f"{SNUFF}: trophy: the-short-penance is not an item that both factions can wear."),
    (two_phases, f"{SNUFF}: phases: Expected `array` of length >= 3."),
    (fifth_phase, f"{SNUFF}: phases: Expected `array` of length <= 4."),
    (phase(1, slug="on-his-rounds"), f"{SNUFF}: phases: two phases have the same slug."),
    (phase(1, kind="dance"), f"{SNUFF}: phases[1].kind: Invalid enum value 'dance'."),
    (phase(0, below=99), f"{SNUFF}: phases: on-his-rounds: the first phase begins at 100 percent, not at 99."),
    (phase(2, below=65), f"{SNUFF}: phases: a-button-gone: it begins at 65 percent, which is not below uncollected-suits (65)."),
    (phase(3, below=4), f"{SNUFF}: phases[3].below: Expected `int` >= 5."),
    (phase(0, kind="adds"), f"{SNUFF}: phases: on-his-rounds: the first phase is plain, not adds."),
    (phase(3, kind="adds"), f"{SNUFF}: phases: pitch-dark: the last phase is enrage, not adds."),
    (all_plain, f"{SNUFF}: phases: one of them must be adds or weak_spot."),
    (put(SNUFF, fall=TWICE_ENDED), f"{SNUFF}: fall: it has one sentence, with a full stop at the end."),
    (put(SNUFF, escape="It goes away"), f"{SNUFF}: escape: it has one sentence, with a full stop at the end."),
    (put(SNUFF, call=f"{TWICE_ENDED} It sits down."), f"{SNUFF}: call: it has one or two sentences, with a full stop at the end."),
    (phase(1, text=TWICE_ENDED), f"{SNUFF}: phases: uncollected-suits: it has one sentence, with a full stop at the end."),
    (same_end, f"{HARRIET}: escape: {COPIED} {SNUFF}: escape."),
    (phase_repeats_call, f"{SNUFF}: phases: a-button-gone: {COPIED} {SNUFF}: call."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), MISTAKES)
def test_each_broken_rule_is_reported_with_its_raid_and_field(copy: Path, change: Change, message: str) -> None:
    break_entry(copy, "raids", change)
    assert refusal(copy) == f"raids.json: {message}"


def test_a_sentence_of_a_raid_that_repeats_a_monsters_text_is_reported(copy: Path) -> None:
    text = catalogue().monsters[SNUFF].text.split(". ")[1] + "."
    break_entry(copy, "raids", put(SNUFF, fall=text))
    assert refusal(copy) == (
        f"raids.json: {SNUFF}: fall: shares more than a third of its word 4-grams with monsters.json: {SNUFF}: text."
    )


def test_a_boss_that_loses_its_rank_has_a_raid_too_many(copy: Path) -> None:
    break_entry(copy, "monsters", put(SNUFF, rank="elite"))
    assert refusal(copy) == f"raids.json: {SNUFF}: boss: a raid needs a monster of rank boss; this one is elite."


def test_all_25_bosses_come_as_raids_and_no_two_regions_or_levels_follow_each_other() -> None:
    found = catalogue()
    assert set(found.raid_bosses) == {m.slug for m in found.monsters.values() if m.rank == "boss"}
    order = [found.monsters[slug] for slug in found.raid_bosses]
    assert len(order) == 25
    for before, after in zip(order, order[1:] + order[:1], strict=True):
        assert before.region != after.region, (before.slug, after.slug)
        assert abs(before.level - after.level) >= 5, (before.slug, after.slug)


def test_each_killing_blow_earns_another_trophy_that_its_boss_also_drops() -> None:
    found = catalogue()
    assert len({raid.trophy for raid in found.raid_bosses.values()}) == len(found.raid_bosses) == 25
    for raid in found.raid_bosses.values():
        assert raid.trophy in {drop.item for drop in found.monsters[raid.boss].drops}, raid.boss
        assert found.items[raid.trophy].rarity in RARITIES[2:]


def test_names_on_the_bar_are_used_once_and_a_weak_spot_comes_with_every_boss() -> None:
    phases = [phase for raid in catalogue().raid_bosses.values() for phase in raid.phases]
    assert len({phase.name for phase in phases}) == len({phase.slug for phase in phases}) == len(phases) > 75
    assert all("weak_spot" in {phase.kind for phase in raid.phases} for raid in catalogue().raid_bosses.values())


def test_every_byte_of_the_raids_changes_the_hash_of_the_content(copy: Path) -> None:
    with (copy / "raids.json").open("a") as file:
        file.write("\n")
    assert load(copy).hash != catalogue().hash

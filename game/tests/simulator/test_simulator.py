"""The simulator: its results, that the same seed gives the same results, and that a missed target fails."""

import itertools
import json
import shutil
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command

from game.content import catalogue
from game.content.registry import FIXTURES
from game.content.vocabulary import SLOTS
from game.rules import tuning
from game.rules.battle import Fight
from game.simulator import build, duels, fair, loadouts, progress, report, trials, work
from game.simulator.charts import CHARTS, write_charts
from game.simulator.event import MOON, WORLD, SimulatedEvents, always_on, moon_days
from game.simulator.kit import RECENT, typical_kit
from game.simulator.measurement import Measurement, share_spent
from game.simulator.player import SINKS, SOURCES, SimulatedPlayer
from game.simulator.purse import go_to_town
from game.simulator.targets import TargetLine, lines

TINY = work.SimulationPlan(FIXTURES, seed=3, fights=900, top=4, stay=1)


@pytest.fixture(scope="module")
def measured() -> Measurement:
    return work.run(TINY, workers=1)


def test_the_same_seed_gives_the_same_report_with_any_number_of_workers(measured: Measurement) -> None:
    again = work.run(TINY, workers=2)
    assert report.plain(lines(again)) == report.plain(lines(measured))
    assert again.courses == measured.courses and again.tallies == measured.tallies


def test_another_seed_rolls_other_dice() -> None:
    content = catalogue()
    assert duels.play(content, 1, 4, 3) != duels.play(content, 2, 4, 3)
    assert duels.play(content, 1, 4, 3) == duels.play(content, 1, 4, 3)


def test_a_newcomer_who_only_clicks_wins_and_gets_on_without_looking_for_gear_or_choosing_skills() -> None:
    plan = work.SimulationPlan(FIXTURES, seed=1, fights=30_000, parts=("newcomer",))
    found = {line.what.split(",")[0]: line for line in lines(work.run(plan, workers=1))}
    assert found["fights won"].ok and set(found["fights won"].values) == {f"level {n}" for n in range(1, 10)}
    hunts = found["hunts until level 10"]
    assert hunts.ok and len(hunts.values) == len(catalogue().classes)


def test_every_class_challenges_every_other_equally_often() -> None:
    tally = duels.play(catalogue(), 1, 2, 2)
    count = len(catalogue().classes)
    assert len(tally) == count * (count - 1) // 2 and {fights for _, fights in tally.values()} == {4}


def test_a_drawn_duel_is_half_a_win_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duels, "fight", lambda one, other, dice: Fight(False, tuning.ROUNDS_MAX, (10, 10), ()))
    rates = duels.class_rates({1: duels.play(catalogue(), 1, 1, 1)})
    assert set(rates.values()) == {0.5}


def test_the_shares_of_the_factions_add_up_without_the_class_of_both(measured: Measurement) -> None:
    sides = {c.slug: c.faction for c in catalogue().classes.values()}
    rates = duels.faction_rates(measured.tallies, sides)
    assert {who for who, _ in rates} == {"vampire", "werewolf"}
    assert rates["vampire", 0] + rates["werewolf", 0] == pytest.approx(1)
    assert sum(rate for (_, band), rate in duels.class_rates(measured.tallies).items() if band == 0) == pytest.approx(
        len(sides) / 2
    )


def test_all_points_are_spent_and_stay_below_the_soft_caps() -> None:
    for of in catalogue().classes.values():
        for level in (1, 20, 60):
            points = build.attributes_at(of, level)
            assert sum(points.values()) == 60 + tuning.POINTS_PER_LEVEL * (level - 1)
            assert all(points[name] <= tuning.SOFT_CAPS[name] for name in tuning.ATTRIBUTES if name != "lck")


def test_a_typical_kit_can_be_worn_is_recent_and_has_at_most_one_rare_item() -> None:
    content = catalogue()
    for of in content.classes.values():
        worn = [content.items[slug] for slug in typical_kit(content, of.slug, 12, tuple(build.attributes_at(of, 12).items()))]
        assert {item.slot for item in worn} == set(SLOTS)
        assert all(item.suits(12, of.faction) for item in worn)
        rarities = Counter(item.rarity for item in worn)
        assert rarities["rare"] <= 1 and not rarities["epic"] + rarities["legendary"]
        assert sum(item.level >= 12 - RECENT for item in worn) >= len(SLOTS) - 1


def test_stored_loadouts_have_only_skills_that_the_class_knows_by_then() -> None:
    content = catalogue()
    assert loadouts.FOUND and all(loadouts.FOUND.values())
    for purpose, of, steps in ((p, of, steps) for p, classes in loadouts.FOUND.items() for of, steps in classes.items()):
        assert set(map(int, steps)) == {skill.level for skill in content.class_skills[of]}
        for step, chosen in steps.items():
            known = {skill.slug for skill in content.class_skills[of] if skill.level <= int(step)}
            assert set(chosen) <= known and len(set(chosen)) == len(chosen) == min(tuning.LOADOUT_SIZE, len(known))
            assert [skill.slug for skill in loadouts.loadout_at(content, of, int(step), purpose)] == chosen


@pytest.mark.parametrize("purpose", [loadouts.DUEL, loadouts.HUNT])
def test_the_search_finds_the_loadout_that_wins_most(purpose: str) -> None:
    content = catalogue()
    best = trials.search(content, "redclaw", 3, purpose, seed=1)
    assert {skill.slug for skill in best} == {skill.slug for skill in content.class_skills["redclaw"] if skill.level <= 3}


def test_fair_monsters_have_the_level_and_the_rank() -> None:
    content = catalogue()
    found = fair.fair_monsters(content, 7, "common")
    assert found and {content.monsters[slug].level for slug in found} == {7}
    assert {content.monsters[slug].rank for slug in found} == {"common"}
    bosses = fair.fair_monsters(content, 7, "boss")
    assert {content.monsters[slug].level for slug in bosses} <= {1, 2, 3, 4, 5, 6, 7}


def test_every_class_plays_fair_fights_at_level_1(measured: Measurement) -> None:
    meetings = [one for one in measured.meetings if one.rank == "common" and one.level == 1]
    assert len(meetings) == len(catalogue().classes) and all(one.won <= one.fights for one in meetings)


def test_a_course_spends_no_more_energy_than_there_is_and_its_books_balance(measured: Measurement) -> None:
    assert measured.courses
    for course in measured.courses:
        days = len(course.levels)
        most = tuning.ENERGY_MAX + days * 86_400 // tuning.ENERGY_SECONDS
        assert course.days is not None and course.hunts * tuning.HUNT_ENERGY <= most
        into = sum(book.get(source, 0) for book in course.books.values() for source in SOURCES)
        out = sum(book.get(sink, 0) for book in course.books.values() for sink in SINKS)
        assert course.gold == tuning.START_GOLD + into - out >= 0
        assert list(course.levels) == sorted(course.levels)


def test_the_keen_player_is_faster_than_the_casual_player(measured: Measurement) -> None:
    days = {(c.style, c.class_slug): c.days for c in measured.courses if c.days is not None}
    assert days
    for hero in work.heroes(catalogue()):
        assert days["keen", hero] < days["casual", hero]


def test_a_casual_player_stays_twenty_minutes() -> None:
    run = progress.Run(catalogue(), 1, progress.CASUAL, "redclaw", 60, WORLD)
    run.day(0)
    assert progress.CASUAL.length is not None
    last = progress.CASUAL.visits[1] + progress.CASUAL.length
    assert last - 600 <= run.now <= last + 120 and run.hunts > 60


def test_broken_items_give_nothing_until_they_are_repaired() -> None:
    player = SimulatedPlayer(catalogue(), "redclaw")
    whole = player.stats
    for piece in player.worn.values():
        piece.left = 1
    assert player.wear_down() and player.stats.attack < whole.attack
    go_to_town(player)
    assert player.stats.attack >= whole.attack and player.books[1]["mending"] > 0


def test_shares_of_gold() -> None:
    assert share_spent(Counter(hunts=100, loot=50, missions=50, gear=120, mending=60)) == 0.9


def test_a_line_is_met_if_all_its_values_are() -> None:
    def line(*values: float) -> TargetLine:
        return TargetLine("even fights", "somebody", {str(n): value for n, value in enumerate(values)}, (45, 55))

    assert line(45, 55).verdict == "ok" and line(44.9, 50).verdict == line().verdict == "missed"
    assert TargetLine("even fights", "for information", {"all": 1}).verdict == ""


def test_charts_are_well_formed_and_named(measured: Measurement, tmp_path: Path) -> None:
    assert write_charts(measured, tmp_path) == len(CHARTS)
    for name in CHARTS:
        root = ElementTree.fromstring((tmp_path / f"{name}.svg").read_text())
        assert root.tag.endswith("svg") and root[0].text and root[1].text
        assert "http" not in (tmp_path / f"{name}.svg").read_text().replace("http://www.w3.org/2000/svg", "")


def test_the_report_goes_between_the_marks_of_a_page(measured: Measurement) -> None:
    text = report.markdown(measured, lines(measured), 3)
    page = f"before\n{report.BEGIN}\nold\n{report.END}\nafter"
    assert report.put_into(page, text) == f"before\n{text}\nafter" and catalogue().hash in text
    with pytest.raises(ValueError):
        report.put_into("a page without marks", text)


def test_the_command_exits_1_when_a_target_is_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    path = tmp_path / "fixtures" / "skills.json"
    skills = json.loads(path.read_text())
    for skill in skills:
        if skill["of"] == "redclaw" and skill["power"]:
            skill["power"] = 400
    path.write_text(json.dumps(skills))
    with pytest.raises(SystemExit) as exit_:
        call_command("simulate", "--fights", "1", "--only", "duels", "--workers", "1", "--fixtures", str(tmp_path / "fixtures"))
    output = capsys.readouterr().out
    assert exit_.value.code == 1 and "missed  Even fights against all other classes, won: Redclaw" in output


def test_the_command_names_an_unknown_part_and_an_unreadable_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no part “duel”"):
        call_command("simulate", "--only", "duel")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("simulate", "--fixtures", str(tmp_path))


def test_the_page_shows_a_report_in_which_every_target_is_met() -> None:
    page = (FIXTURES.parent / "docs" / "balance.md").read_text()
    shown_report = page[page.index(report.BEGIN) : page.index(report.END)]
    assert "every target is met" in shown_report and "missed" not in shown_report
    for shown in CHARTS:
        assert f"balance/{shown}.svg" in page and (FIXTURES.parent / "docs" / "balance" / f"{shown}.svg").exists()


def test_the_moon_stands_on_its_days_alone_about_once_in_thirty() -> None:
    days = sorted(moon_days())
    assert len(days) == 12 or len(days) == 11
    assert all(28 <= later - earlier <= 35 for earlier, later in itertools.pairwise(days))
    first = days[0] * 86_400
    assert [WORLD.at(second) for second in (first - 1, first, first + 86_399, first + 86_400)] == [None, MOON, MOON, None]
    assert SimulatedEvents(moons=False).at(first) is None


def test_of_an_event_that_is_tried_and_the_moon_the_best_counts() -> None:
    tried, first = always_on(100, 300, 50), min(moon_days()) * 86_400
    before, under = tried.at(0), tried.at(first)
    assert before and under and (before.xp, before.gold, before.drop) == (100, 300, 50)
    assert (under.xp, under.gold, under.drop) == (150, 300, 125)


def test_a_player_under_an_event_learns_faster_and_the_report_says_by_how_much() -> None:
    content = catalogue()
    plain, raised = (
        progress.play(content, 1, progress.KEEN, "redclaw", top=6, events=events)
        for events in (SimulatedEvents(moons=False), always_on(200, 100, 100))
    )
    assert plain.days and raised.days and raised.days < plain.days
    assert (plain.moon_hunts, plain.moon_xp) == (0, 0) and raised.moon_hunts == raised.hunts
    assert raised.moon_xp == pytest.approx(raised.hunt_xp / 2, abs=raised.hunts)


@pytest.mark.parametrize("asked", ["300", "150,125", "49,100,100", "100,301,100", "-1,2,3", "a,b,c", "¹⁰⁰,100,100"])
def test_an_event_that_cannot_be_is_refused_by_the_command(asked: str) -> None:
    with pytest.raises(CommandError, match="three percentages"):
        call_command("simulate", event=asked)

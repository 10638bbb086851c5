"""What the page of a raid says, from the raid as it was read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from game.models.ids import RaidId
from game.presenters.raid import raid_page
from game.presenters.raid_strike import hit_in_words, strike_refusal
from game.presenters.raid_strip import raid_strip
from game.queries.raid import RaidView, StoredPhase
from game.queries.raid_now import RaidNow
from game.queries.raid_page import RaidExtras
from game.rules.errors import GameError
from game.rules.hunt_answer import Fairness
from game.rules.raid_answer import RaidHitAnswer
from game.rules.raid_fold import TopHunter

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PHASES = [
    StoredPhase("plain", 100, "One", "First."), StoredPhase("adds", 60, "Two", "Second."), StoredPhase("enrage", 20, "Three", "Third."),
]  # fmt: skip
ALONE = RaidExtras(None, None, 0, [])


def raid(**fields: Any) -> RaidView:
    made = RaidView(
        id=RaidId(7), boss="mister-snuff", stored_state="open", opened_at=NOON - timedelta(minutes=10), starts_at=NOON,
        ends_at=NOON + timedelta(minutes=30), ended_at=None, reason="", hp_max=1000, health=1000, hp=1000, phases=PHASES, gold=2,
        seq=0, number=0, counted=0, hunters=0, vampire=0, werewolf=0, top=[], latest=[], killing_hit=None, killer=None,
        killing_number=None, window=None, now=NOON + timedelta(minutes=1),
    )  # fmt: skip
    return structs.replace(made, **fields)


@pytest.mark.parametrize(
    ("hp", "statuses"),
    [
        (1000, ["now", "ahead", "ahead"]), (601, ["now", "ahead", "ahead"]), (600, ["past", "now", "ahead"]),
        (200, ["past", "past", "now"]),
    ],
)  # fmt: skip
def test_a_phase_is_now_from_its_share_of_the_health_on(hp: int, statuses: list[str]) -> None:
    page = raid_page(raid(hp=hp), ALONE, None)
    assert [phase.status for phase in page.phases] == statuses


def test_before_the_fight_all_phases_are_ahead_and_after_it_none_is_now() -> None:
    assert {phase.status for phase in raid_page(raid(now=NOON - timedelta(minutes=1)), ALONE, None).phases} == {"ahead"}
    ended = raid_page(raid(hp=500, stored_state="escaped"), ALONE, None)
    assert [phase.status for phase in ended.phases] == ["past", "past", "ahead"]


@pytest.mark.parametrize(("hp", "percent"), [(1000, 100), (999, 99.9), (555, 55.5), (1, 0.3), (0, 0)])
def test_the_bar_is_empty_only_when_the_health_is(hp: int, percent: float) -> None:
    assert raid_page(raid(hp=hp), ALONE, None).percent == percent


def test_both_sides_make_a_hundred_percent_and_nothing_is_said_before_the_first_hit() -> None:
    assert raid_page(raid(), ALONE, None).vampire is None
    for vampire, werewolf in ((1, 2), (1, 0), (0, 5), (333, 667)):
        page = raid_page(raid(vampire=vampire, werewolf=werewolf), ALONE, None)
        assert page.vampire is not None and page.werewolf is not None and page.vampire + page.werewolf == 100


def test_a_boss_that_left_the_content_still_has_a_page() -> None:
    page = raid_page(raid(boss="gone-boss", top=[TopHunter(1, "Ada", 5)]), ALONE, None)
    assert (page.title, page.name, page.region, page.call) == ("Gone Boss", "gone-boss", "", "")
    assert [(line.rank, line.name, line.own) for line in page.leaders] == [(1, "Ada", False)]


def test_what_the_script_starts_from_has_the_times_of_the_database() -> None:
    live = raid_page(raid(), ALONE, None).live
    assert (live["starts"], live["ends"], live["now"]) == (NOON.timestamp(), NOON.timestamp() + 1800, NOON.timestamp() + 60)
    assert (live["id"], live["state"], live["settled"], live["me"]) == (7, "fighting", False, None)


def now(**fields: Any) -> RaidNow:
    made = RaidNow(7, 500, 1000, "mister-snuff", NOON, NOON + timedelta(minutes=30), 0, 600)
    return structs.replace(made, **fields)


def test_the_strip_says_what_goes_on_except_on_the_raids_own_page() -> None:
    strip = raid_strip(now(), "/play/")
    assert strip is not None and strip.words == "is in town, at 50 % of its health. Join the fight, 10 min left."
    coming = raid_strip(now(starts_in=45), "/play/")
    assert coming is not None and coming.words == "is on its way. The fight begins in 45 s."
    assert raid_strip(now(), "/raids/7/") is None and raid_strip(None, "/play/") is None


@pytest.mark.parametrize(
    ("outcome", "damage", "lost", "words"),
    [
        ("hit", 1234, 0, "You hit Mister Snuff for 1,234."),
        ("crit", 2000, 12, "You hit Mister Snuff where it hurts: 2,000! It hit back for 12."),
        ("dodge", 0, 0, "Mister Snuff was not where you struck."),
    ],
)
def test_a_hit_in_words(outcome: Any, damage: int, lost: int, words: str) -> None:
    answer = RaidHitAnswer(1, damage, outcome, 1, 5, 9, None, lost, 1, 1, 1, 1, 1, Fairness("", 1))
    assert hit_in_words(answer, "mister-snuff") == words


def test_each_refusal_of_a_hit_has_a_next_step_and_other_errors_have_a_page() -> None:
    for code in ("raid_not_started", "raid_over", "defeated", "not_enough_energy", "too_fast"):
        refusal = strike_refusal(GameError(code, "No.", retry_after=3), 7)
        assert refusal is not None and refusal.url.startswith("/") and refusal.action and refusal.wait == 3
    assert strike_refusal(GameError("not_found", "No."), 7) is None

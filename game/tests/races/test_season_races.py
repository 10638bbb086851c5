"""Ends of seasons, payments, hunts and erasures at the same moment, with twins that have no guard."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from accounts.actions.erase import erase
from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from accounts.tests.race import at_once, is_lock_awaited
from game.actions import season_freeze, season_pay, season_roll, staff_season
from game.actions.hunt import hunt
from game.actions.season_pay import pay_seasons
from game.actions.season_roll import Rolled, open_first_season, roll_season
from game.actions.staff_action import StaffOutcome
from game.actions.staff_season import end_season as end_for_staff
from game.models import Character, Letter, Season, SeasonBaseline, SeasonRank, SeasonResult, SeasonReward, Transfer
from game.models.ids import SeasonId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.make import by, make_character, owner_of
from game.tests.races.gate import at_once_through_gate, closed_gate, in_turn_through_gate, while_first_waits
from game.tests.seasons import end_season, let_it_end, make_scorer, make_season, owed
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)


def paid() -> int:
    return sum(Transfer.objects.filter(source=season_pay.SOURCE).values_list("quantity", flat=True))


# --- two ends
def test_of_two_ends_at_once_one_wins_and_the_other_does_nothing() -> None:
    make_season()
    make_scorer(3)
    let_it_end()
    first, other = while_first_waits("BEFORE INSERT ON game_seasonresult", "true", roll_season, roll_season)
    assert (first.ended, other.ended) == (1, None)
    assert Season.objects.count() == 2 and SeasonResult.objects.count() == 1 and SeasonReward.objects.count() == 1


def test_twin_without_the_lock_the_second_end_does_it_all_again_and_only_a_constraint_stops_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_season()
    make_scorer(3)
    let_it_end()

    def unlocked(season: SeasonId) -> Season | None:
        return Season.objects.filter(pk=season, ended_at=None).first()

    monkeypatch.setattr(season_roll, "_lock", unlocked)
    results = at_once_through_gate("BEFORE UPDATE ON game_season", "true", roll_season, roll_season)
    assert sum(isinstance(one, Rolled) for one in results) == 1
    assert sum(isinstance(one, IntegrityError | AssertionError) for one in results) == 1


def two_of_the_staff(season: Season) -> list[Callable[[], Any]]:
    staff = [make_staff(Rank.SUPERUSER) for _ in range(2)]
    return [partial(end_for_staff, by_staff(boss), season=season.id, confirm="end season 1") for boss in staff]


def test_of_two_of_the_staff_who_ask_at_once_one_is_refused_without_waiting() -> None:
    season = make_season()
    asked, refused = while_first_waits("BEFORE UPDATE ON game_season", "true", *two_of_the_staff(season))
    assert isinstance(asked, StaffOutcome) and isinstance(refused, GameError) and refused.code == "nothing_to_do"
    assert AuditEntry.objects.filter(action="staff.end_season").count() == 1 and roll_season().ended == 1


def test_twin_without_the_lock_both_are_told_that_they_ended_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_season, "_request", lambda season: bool(Season.objects.update(end_requested_at=Now())))
    season = make_season()
    results = at_once_through_gate("BEFORE UPDATE ON game_season", "true", *two_of_the_staff(season))
    assert all(isinstance(one, StaffOutcome) for one in results)
    assert AuditEntry.objects.filter(action="staff.end_season").count() == 2


def test_a_form_that_is_sent_twice_at_once_asks_once_and_both_are_told_so() -> None:
    season = make_season()
    form = partial(end_for_staff, by_staff(make_staff(Rank.SUPERUSER)), season=season.id, confirm="end season 1")
    results = at_once(form, form)
    assert sorted(one.again for one in results) == [False, True]
    assert AuditEntry.objects.filter(action="staff.end_season").count() == 1


def test_a_request_during_the_end_by_the_schedule_is_refused_without_waiting() -> None:
    season = make_season()
    make_scorer(3)
    let_it_end()
    first, _ = two_of_the_staff(season)
    rolled, refused = while_first_waits("BEFORE INSERT ON game_seasonresult", "true", roll_season, first)
    assert rolled.ended == 1 and isinstance(refused, GameError) and "is being ended" in refused.message
    assert Season.objects.count() == 2 and not Season.objects.filter(end_requested_at__isnull=False).exists()


def test_two_openings_at_once_open_one_season() -> None:
    make_character(kills=4)
    results = at_once_through_gate("BEFORE INSERT ON game_season", "true", open_first_season, open_first_season)
    assert sorted(one.opened or 0 for one in results) == [0, 1]
    assert Season.objects.count() == SeasonBaseline.objects.count() == 1


# --- a hunt
RISE = 10


def kills_of(hero: Character) -> tuple[int, int]:
    """(kills that season 1 counted, kills that season 2 counts so far)."""
    first = SeasonResult.objects.filter(character=hero, season__number=1).first()
    baseline = SeasonBaseline.objects.filter(character=hero, season__number=2).first()
    hero.refresh_from_db()
    return (first.scores[1] if first else 0), hero.kills - (baseline.kills if baseline else 0)


def kill(hero: Character) -> Callable[[], int]:
    """A call that gives the hero kills in a transaction of its own, as a hunt does."""
    return lambda: Character.objects.filter(pk=hero.pk).update(kills=hero.kills + RISE)


@pytest.mark.parametrize("table", ["game_seasonresult", "game_seasonbaseline"])
def test_kills_during_the_end_count_in_exactly_one_season(table: str) -> None:
    """The kill comes while the statement writes results, or baselines."""
    make_season()
    hero = make_scorer(4)
    let_it_end()
    with closed_gate(f"BEFORE INSERT ON {table}") as gate:

        def hunts() -> None:
            gate.wait_for(1)
            kill(hero)()
            gate.open()

        at_once(roll_season, hunts)
    first, second = kills_of(hero)
    assert (first, second) == (4, RISE)


def test_a_hunt_goes_on_while_the_season_ends_and_counts_once() -> None:
    make_season()
    hero = make_scorer(4, level=20, hp=1_000_000)
    let_it_end()
    _, answer = while_first_waits(
        "BEFORE INSERT ON game_seasonrank", "true", roll_season, lambda: hunt(by(hero), place="old-mill")
    )
    first, second = kills_of(hero)
    assert not isinstance(answer, Exception) and (first, first + second) == (4, hero.kills)


def test_twin_with_results_and_baselines_from_two_statements_kills_between_them_are_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_season()
    hero = make_scorer(4)
    let_it_end()

    def in_two(ended: SeasonId, opened: SeasonId, boards: Any) -> Any:
        frozen = season_freeze.freeze(ended, opened, boards)
        SeasonBaseline.objects.filter(season=opened).delete()
        season_freeze.write_baselines(opened)
        return frozen

    monkeypatch.setattr(season_roll, "freeze", in_two)
    with closed_gate("BEFORE INSERT ON game_seasonrank") as gate:

        def hunts() -> None:
            gate.wait_for(1)
            kill(hero)()
            gate.open()

        at_once(roll_season, hunts)
    assert kills_of(hero) == (4, 0)


# --- payments
def test_two_payers_at_once_pay_each_reward_once() -> None:
    make_season()
    for kills in range(1, 7):
        make_scorer(kills)
    end_season()
    due = owed()
    first, other = while_first_waits("BEFORE INSERT ON game_letter", "true", pay_seasons, pay_seasons)
    assert (first["paid"], other["paid"]) == (6, 0) and (owed(), paid()) == (0, due)
    assert Letter.objects.count() == 6 and problems() == []


def test_twin_without_the_locks_both_payers_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    make_season()
    make_scorer(3)
    end_season()
    due = owed()
    unlocked = season_pay._TAKE.replace("FOR NO KEY UPDATE OF r, c SKIP LOCKED", "")
    monkeypatch.setattr(season_pay, "_TAKE", unlocked)
    results = at_once_through_gate("BEFORE UPDATE ON game_seasonreward", "true", pay_seasons, pay_seasons)
    assert [one["paid"] for one in results] == [1, 1] and paid() == 2 * due


def test_a_reward_of_a_character_that_is_locked_is_left_for_the_next_run() -> None:
    make_season()
    busy, free = make_scorer(9), make_scorer(5)
    end_season()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE game_character SET level = level WHERE id = %s", [busy.pk])
        [counts] = at_once(pay_seasons)
    assert counts["paid"] == 1 and Letter.objects.get().recipient_id == free.pk
    assert pay_seasons()["paid"] == 1 and Letter.objects.filter(recipient=busy).exists()


# --- erasures
def test_an_erasure_during_the_end_leaves_no_name_in_the_hall() -> None:
    make_season()
    hero = make_scorer(9)
    let_it_end()
    user = owner_of(hero).pk
    in_turn_through_gate("BEFORE UPDATE ON game_character", "NEW.user_id IS NULL", lambda: erase(user_id=user), roll_season)
    assert SeasonRank.objects.get().name == "" and SeasonRank.objects.get().character_id == hero.pk
    assert pay_seasons() == {"paid": 0, "erased": 1}


def erased_while_the_names_are_written(hero: Character) -> None:
    """The erasure is committed after the statement read the name, and before the end of the season is."""
    user = owner_of(hero).pk
    with closed_gate("BEFORE INSERT ON game_seasonrank") as gate:

        def erases() -> None:
            gate.wait_for(1)
            erase(user_id=user)
            gate.open()

        at_once(roll_season, erases)


def test_an_erasure_after_the_names_were_read_takes_the_name_out() -> None:
    make_season()
    hero = make_scorer(9)
    let_it_end()
    erased_while_the_names_are_written(hero)
    assert SeasonRank.objects.get().name == ""


def test_twin_without_the_second_look_at_the_names_the_name_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(season_roll, "_take_out_names", lambda season: None)
    make_season()
    hero = make_scorer(9)
    let_it_end()
    erased_while_the_names_are_written(hero)
    assert SeasonRank.objects.get().name == hero.name


def test_an_erasure_after_the_second_look_waits_and_takes_the_name_out_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    make_season()
    hero = make_scorer(9)
    let_it_end()
    user, looked, look = owner_of(hero).pk, threading.Event(), season_roll._take_out_names

    def look_and_wait_for_the_erasure(season: SeasonId) -> None:
        look(season)
        looked.set()
        until(is_lock_awaited, 10)

    def erases() -> None:
        assert looked.wait(10)
        erase(user_id=user)

    monkeypatch.setattr(season_roll, "_take_out_names", look_and_wait_for_the_erasure)
    rolled, failure = at_once(roll_season, erases)
    assert (rolled.ended, failure) == (1, None) and SeasonRank.objects.get().name == ""


def test_a_payment_during_an_erasure_writes_no_letter_and_the_next_one_finds_the_account_erased() -> None:
    make_season()
    hero = make_scorer(9)
    end_season()
    user = owner_of(hero).pk
    _, counts = while_first_waits(
        "BEFORE UPDATE ON game_character", "NEW.user_id IS NULL", lambda: erase(user_id=user), pay_seasons
    )
    assert counts == {"paid": 0, "erased": 0} and pay_seasons() == {"paid": 0, "erased": 1}
    assert not Letter.objects.exists() and not paid()

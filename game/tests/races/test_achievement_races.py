"""Folds of achievements beside each other, beside an erasure, beside a hunt, and dead in the middle; most tests have a twin without the
guard."""

from typing import Any

import psycopg
import pytest
from django.db import OperationalError

from accounts.actions.erase import erase
from accounts.tests.race import at_once
from game.actions import achievement_fold, achievement_rows, forget
from game.actions.achievement_fold import fold_achievements
from game.actions.achievement_pay import pay_achievements
from game.actions.hunt import hunt
from game.actions.player_action import Actor
from game.actions.titles import wear_title
from game.models import AchievementProgress, Character, EarnedAchievement, Letter, Notice, Receipt
from game.tests.achievements import counts_of, earned_by, fold_all, make_battle
from game.tests.actions.test_achievement_pay import SLUG, make_killer
from game.tests.make import by, make_character, owner_of
from game.tests.races.gate import in_turn_through_gate, while_first_waits
from vvw_site.tests.tiers import where

pytestmark = pytest.mark.django_db(transaction=True)
AT_THE_COUNTS = ("BEFORE INSERT ON game_achievementprogress", "true")
"""A fold waits here when it has read everything and committed nothing."""


def fold_twice_at_once(hunter: Character) -> list[Any]:
    make_battle(hunter, gold=5)
    results = while_first_waits(*AT_THE_COUNTS, fold_achievements, fold_achievements)
    assert not [result for result in results if isinstance(result, Exception)], results
    return results


def test_of_two_folds_at_once_one_counts_and_the_other_goes_away() -> None:
    hunter = make_character(kills=1)
    first, second = fold_twice_at_once(hunter)
    assert first.earned == 1 and second is None
    assert counts_of(hunter)["gold"] == 5
    assert Notice.objects.filter(character=hunter, link="/play/achievements/").count() == 1


def test_twin_without_the_lock_of_the_fold_both_read_the_same_battles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(achievement_fold, "_TAKE", "SELECT NULL::bigint, 0::bigint WHERE %(content)s::text IS NOT NULL")
    hunter = make_character(kills=1)
    first, second = in_turn(hunter)
    assert first.characters == second.characters == 1, "both looked at the character"


def in_turn(hunter: Character) -> list[Any]:
    make_battle(hunter, gold=5)
    results = in_turn_through_gate(*AT_THE_COUNTS, fold_achievements, fold_achievements)
    assert not [result for result in results if isinstance(result, Exception)], results
    return results


def erase_while_folding(hunter: Character) -> tuple[int, int]:
    """Rows of the character after a fold that has counted it, and an erasure that began meanwhile."""
    user = owner_of(hunter)
    results = in_turn_through_gate(*AT_THE_COUNTS, fold_achievements, lambda: erase(user_id=user.pk))
    assert not [result for result in results if isinstance(result, Exception)], results
    rows = (EarnedAchievement, AchievementProgress)
    earned, counted = (model._default_manager.filter(character=hunter).count() for model in rows)
    return earned, counted


def test_who_is_erased_during_a_fold_has_no_achievements_afterwards() -> None:
    hunter = make_character(kills=1)
    make_battle(hunter)
    assert erase_while_folding(hunter) == (0, 0)
    fold_all()
    assert not earned_by(hunter)


def test_twin_without_the_last_look_of_the_erasure_the_rows_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forget, "forget_achievements", lambda character: None)
    hunter = make_character(kills=1)
    make_battle(hunter)
    assert erase_while_folding(hunter) == (1, 1)
    achievement_rows.forget_achievements([hunter.id])


def test_a_fold_that_comes_during_an_erasure_leaves_the_character_out() -> None:
    hunter = make_character(kills=1)
    user = owner_of(hunter)
    results = in_turn_through_gate(
        "BEFORE UPDATE ON game_character", "NEW.user_id IS NULL", lambda: erase(user_id=user.pk), fold_achievements
    )
    assert not [result for result in results if isinstance(result, Exception)], results
    assert not EarnedAchievement.objects.exists() and not AchievementProgress.objects.exists()


def test_a_hunt_does_not_wait_for_a_fold() -> None:
    hunter = make_character(kills=1)
    make_battle(hunter)
    count, answer = while_first_waits(
        *AT_THE_COUNTS, fold_achievements, lambda: hunt(Actor(hunter.id, "key-00000001"), place="old-mill")
    )
    assert count.characters == 1 and not isinstance(answer, Exception)
    fold_all()
    assert counts_of(hunter)["hunt"] == 2


def test_a_fold_whose_connection_dies_has_changed_nothing_and_the_next_one_counts_once() -> None:
    hunter = make_character(kills=1)
    make_battle(hunter, gold=5)

    def kill() -> None:
        with psycopg.connect(**where(), autocommit=True) as other:
            other.execute(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'"""
            )

    died, _ = while_first_waits(*AT_THE_COUNTS, fold_achievements, kill)
    assert isinstance(died, OperationalError)
    assert not EarnedAchievement.objects.exists() and not AchievementProgress.objects.exists()
    fold_all()
    fold_all()
    assert counts_of(hunter)["gold"] == 5 and EarnedAchievement.objects.filter(achievement="first-blood").count() == 1


def test_two_payments_at_once_pay_a_reward_once() -> None:
    hunter = make_killer()
    fold_all()
    results = at_once(pay_achievements, pay_achievements)
    assert sorted(results) == [0, 1] and Letter.objects.filter(recipient=hunter).count() == 1


def test_a_title_that_is_put_on_twice_with_one_key_is_put_on_once() -> None:
    hunter = make_character()
    EarnedAchievement.objects.create(character=hunter, achievement=SLUG)
    first, second = at_once(*[lambda: wear_title(by(hunter, "key-00000001"), title=SLUG)] * 2)
    assert first == second and Receipt.objects.filter(character=hunter, action="wear_title").count() == 1
    assert Character.objects.get(pk=hunter.pk).title == SLUG


def test_of_two_titles_at_once_one_is_worn_whole() -> None:
    hunter = make_character()
    for slug in (SLUG, "the-page-is-full"):
        EarnedAchievement.objects.create(character=hunter, achievement=slug)
    results = at_once(lambda: wear_title(by(hunter), title=SLUG), lambda: wear_title(by(hunter), title="the-page-is-full"))
    assert {result.title for result in results} == {SLUG, "the-page-is-full"}
    assert Character.objects.get(pk=hunter.pk).title in (SLUG, "the-page-is-full")

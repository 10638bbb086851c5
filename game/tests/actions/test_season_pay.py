"""The rewards of a season: each is paid once, as a letter with gold, by batches."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.erase import erase
from game.actions import season_pay
from game.actions.letter_goods import claim
from game.actions.notices import on_noticed
from game.actions.season_pay import pay_seasons
from game.models import Character, LedgerAccount, Letter, Notice, NoticeChoice, SeasonRank, SeasonReward, Transfer
from game.models.ids import LetterId
from game.models.notice_choice import NONE, REWARD
from game.queries.ledger_proof import problems
from game.rules.season_reward import REWARDS
from game.tests.make import by, owner_of
from game.tests.seasons import end_season, make_ended_season, make_scorer, make_season, owed, score
from game.tests.staff import in_days

pytestmark = pytest.mark.django_db


def paid() -> int:
    """Gold that the source of seasons gave."""
    return sum(Transfer.objects.filter(source=season_pay.SOURCE, reason="season").values_list("quantity", flat=True))


def test_each_reward_comes_as_a_letter_of_the_city_with_its_gold_and_a_notice() -> None:
    make_season()
    winner, second = make_scorer(9), make_scorer(5)
    end_season()
    assert pay_seasons() == {"paid": 2, "erased": 0}
    letter = Letter.objects.get(recipient=winner)
    first = REWARDS[0]
    assert (letter.sender, letter.state, letter.attachments) == (None, "open", [{"asset": "gold", "quantity": first.gold}])
    assert "place 1" in letter.subject and "/hall/1/" in letter.text and first.title.lower() in letter.text
    notice = Notice.objects.get(character=winner)
    assert (notice.kind, notice.link, notice.number) == (REWARD, f"/play/mail/{letter.pk}/", 1)
    assert (LedgerAccount.objects.get(letter=letter).gold, paid()) == (first.gold, first.gold + REWARDS[1].gold)
    line = Transfer.objects.get(destination=f"escrow:{letter.escrow_id}")
    assert (line.reason, line.reference, line.source) == ("season", "season:1", "faucet:season")
    assert Letter.objects.filter(recipient=second).count() == 1 and problems() == []


def test_the_gold_can_be_claimed_and_does_not_count_as_earned() -> None:
    make_season()
    winner = make_scorer(9)
    end_season()
    pay_seasons()
    claim(by(winner), letter=LetterId(Letter.objects.get().pk))
    after = Character.objects.get(pk=winner.pk)
    assert (after.gold - winner.gold, after.gold_earned) == (REWARDS[0].gold, winner.gold_earned)


def test_a_second_run_and_a_second_season_pay_nothing_twice() -> None:
    make_ended_season()
    before = paid()
    assert before > 0 and pay_seasons() == {"paid": 0, "erased": 0}
    end_season()
    assert (owed(), pay_seasons(), paid()) == (0, {"paid": 0, "erased": 0}, before)


def test_nothing_to_pay_is_found_in_one_statement() -> None:
    make_ended_season()
    with CaptureQueriesContext(connection) as taken:
        pay_seasons()
    assert len([q for q in taken if "season" in q["sql"].lower()]) == 1


def test_a_batch_takes_as_many_statements_for_ten_rewards_as_for_a_hundred() -> None:
    counts = []
    for many in (10, 100):
        make_season()
        for number in range(many):
            make_scorer(number + 1)
        end_season()
        with CaptureQueriesContext(connection) as taken:
            assert pay_seasons()["paid"] >= many
        counts.append(len(taken))
    assert counts[0] == counts[1] <= 16


def test_a_character_with_several_places_gets_a_letter_for_each() -> None:
    make_season()
    hero = make_scorer()
    score(hero, kills=1, gold=2, xp=3, damage=4)
    end_season()
    assert pay_seasons()["paid"] == 4 == Letter.objects.filter(recipient=hero).count()
    numbers = Notice.objects.filter(character=hero).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]


def test_rewards_of_two_seasons_are_paid_in_one_batch_each_with_its_own_reference() -> None:
    make_season()
    hero = make_scorer(3)
    end_season()
    score(hero, kills=2)
    end_season()
    assert pay_seasons()["paid"] == 2
    assert set(Transfer.objects.filter(reason="season").values_list("reference", flat=True)) == {"season:1", "season:2"}


def test_batches_are_paid_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(season_pay, "BATCH", 2)
    make_season()
    for number in range(5):
        make_scorer(number + 1)
    end_season()
    due = owed()
    assert pay_seasons()["paid"] == 5 and (owed(), paid()) == (0, due)


def test_a_player_who_is_suspended_after_the_end_is_paid_when_the_suspension_is_over() -> None:
    make_season()
    hero, other = make_scorer(9), make_scorer(5)
    end_season()
    owner = owner_of(hero)
    owner.banned_until = in_days(1)
    owner.save()
    assert pay_seasons()["paid"] == 1 and not Letter.objects.filter(recipient=hero).exists()
    assert SeasonRank.objects.filter(character=hero).exists() and Letter.objects.get().recipient_id == other.pk
    owner.banned_until = timezone.now() - timedelta(seconds=1)
    owner.save()
    assert pay_seasons()["paid"] == 1 and Letter.objects.get(recipient=hero).attachments[0]["quantity"] == REWARDS[0].gold


def test_the_reward_of_a_deleted_character_waits_and_is_paid_when_it_is_restored() -> None:
    make_season()
    hero = make_scorer(9)
    end_season()
    Character.objects.filter(pk=hero.pk).update(deleted_at=timezone.now())
    assert pay_seasons()["paid"] == 0
    Character.objects.filter(pk=hero.pk).update(deleted_at=None)
    assert pay_seasons()["paid"] == 1


def test_an_account_erased_before_the_payment_gets_nothing_and_its_reward_counts_as_paid() -> None:
    make_season()
    hero, other = make_scorer(9), make_scorer(5)
    end_season()
    erase(user_id=owner_of(hero).pk)
    assert pay_seasons() == {"paid": 1, "erased": 1}
    assert not Letter.objects.filter(recipient=hero).exists() and not SeasonReward.objects.filter(paid_at=None).exists()
    assert paid() == REWARDS[1].gold and Letter.objects.get().recipient_id == other.pk
    assert SeasonRank.objects.get(character=hero).name == "" != SeasonRank.objects.get(character=other).name


def test_a_player_who_wants_no_notices_of_rewards_gets_the_letter_alone() -> None:
    make_season()
    hero = make_scorer(9)
    NoticeChoice.objects.create(user=owner_of(hero), kind=REWARD, channel=NONE)
    end_season()
    pay_seasons()
    assert Letter.objects.filter(recipient=hero).exists() and not Notice.objects.filter(character=hero).exists()


def test_listeners_hear_of_the_notices_after_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, int]] = []
    monkeypatch.setattr("game.actions.notices.on_noticed", [lambda sent: heard.extend((n.character, n.number) for n in sent)])
    make_season()
    hero = make_scorer(9)
    end_season()
    pay_seasons()
    assert heard == [(hero.pk, 1)] and on_noticed is not None

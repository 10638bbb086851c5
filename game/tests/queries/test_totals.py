"""Totals over all players: of the landing page and of the admin's first page. Both are cached for a minute."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry
from game.actions.hunt import hunt
from game.actions.proof import prove
from game.models import Battle, Character, LedgerAccount
from game.queries.overview import PROOF, TodayNumbers, last_proof, numbers
from game.queries.world import WorldTotals, world
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def midnight(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The last midnight. The clock stands still, so that no midnight passes during a test."""
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return datetime.combine(now.date(), time.min, UTC)


def test_totals_of_an_empty_game_are_zero() -> None:
    assert world() == WorldTotals(0, 0, 0)
    assert numbers() == TodayNumbers(0, 0, 0, 0, 0, 0)


def test_deleted_characters_and_hunts_of_yesterday_do_not_count(
    midnight: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hunters = [make_character(level=11) for _ in range(3)]
    answers = [hunt(by(hunter), place="old-mill") for hunter in hunters]
    Battle.objects.filter(pk=answers[0].battle_id).update(at=midnight - timedelta(seconds=1))
    idle = make_character()
    Character.objects.filter(pk=idle.pk).update(seen_at=midnight - timedelta(1), created_at=midnight - timedelta(1))
    gone = make_character()
    Character.objects.filter(pk=gone.pk).update(deleted_at=timezone.now())
    living = Character.objects.filter(deleted_at__isnull=True)
    gold = sum(living.values_list("gold", flat=True))
    LedgerAccount.objects.create(kind=LedgerAccount.ESCROW, gold=9)
    with django_assert_num_queries(3):
        totals = world()
    won = sum(answer.won for answer in answers[1:])
    assert won > 0 and totals == WorldTotals(4, won, gold + 9)
    with django_assert_num_queries(1):
        today = numbers()
    assert (today.seen, today.made, today.hunts) == (3, 3, 2)
    assert today.gold == sum(Character.objects.values_list("gold", flat=True)) + 9
    with django_assert_num_queries(0):
        assert (world(), numbers()) == (totals, today)
    LedgerAccount.objects.all().delete()  # for the proof after each test


def test_the_first_hunt_of_the_day_is_found_among_those_before(midnight: datetime) -> None:
    battles = [hunt(by(make_character(level=11)), place="old-mill").battle_id for _ in range(7)]
    for old in range(len(battles) + 1):
        Battle.objects.filter(pk__in=battles[:old]).update(at=midnight - timedelta(hours=1))
        cache.clear()
        assert numbers().hunts == len(battles) - old


def test_the_last_proof_of_the_ledger() -> None:
    assert last_proof() is None
    make_character(gold=5)
    proof = prove()
    found = last_proof()
    assert found is not None and (found.movements, found.problems) == (proof.movements, 0)
    assert AuditEntry.objects.get(target=PROOF).at == found.at


def test_more_gold_than_a_bigint_holds_is_shown_as_the_most() -> None:
    for _ in range(2):
        Character.objects.filter(pk=make_character().pk).update(gold=2**63 - 1)
    assert world().gold_in_circulation == numbers().gold == 2**63 - 1
    Character.objects.update(gold=60)  # for the proof after each test

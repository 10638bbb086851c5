"""Paying for raids: once, through the ledger, with a letter; and energy back for hits that came too late."""

from typing import Any

import psycopg
import pytest
from celery import current_app
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.erase import erase
from accounts.queries.rank import Rank
from game.actions import raid_pay
from game.actions.character import let_go
from game.actions.city_letters import deliver_all
from game.actions.raid_pay import PAY_TASK, pay_raids
from game.actions.staff_raid import call_off_raid
from game.content import catalogue
from game.models import Character, Letter, Raid, RaidHit, RaidReward, Transfer
from game.models.ids import RaidId
from game.queries.raid import unpaid_raids
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.tests.admin.rows import ROWS
from game.tests.make import by, holds, owner_of
from game.tests.raids import BOSS, end_now, fold_now, make_hit, make_hunter, make_raid
from game.tests.staff import by as as_staff
from game.tests.staff import make_staff
from vvw_site.tests.tiers import where

pytestmark = pytest.mark.django_db
NOTHING = {"rewards": 0, "refunds": 0, "failed": 0}


def won(*hunters: Character, late: int = 0) -> RaidId:
    """A raid that these hunters have won together, the last one with the killing blow and some late hits."""
    raid = make_raid(health=100 * len(hunters))
    for hunter in hunters:
        make_hit(hunter, raid, 100)
    for _ in range(late):
        make_hit(hunters[-1], raid, 100)
    fold_now(raid)
    assert Raid.objects.get(pk=raid).state == Raid.WON
    return raid


def energy(hunter: Character) -> int:
    return Character.objects.get(pk=hunter.pk).energy


def gold(hunter: Character) -> int:
    """What the hunter has above the gold of the start."""
    return Character.objects.get(pk=hunter.pk).gold - tuning.START_GOLD


def test_each_hunter_gets_gold_a_letter_and_the_killer_the_trophy() -> None:
    one, other = make_hunter(), make_hunter()
    raid = won(one, other)
    assert pay_raids() == {"rewards": 2, "refunds": 0, "failed": 0}
    trophy, prizes = catalogue().raid_bosses[BOSS].trophy, dict(RaidReward.objects.values_list("character", "gold"))
    assert (gold(one), gold(other)) == (prizes[one.id], prizes[other.id]) and min(prizes.values()) > 0
    assert holds(other, trophy) and not holds(one, trophy)
    moves = Transfer.objects.filter(reason="raid", reference=f"raid:{raid}")
    assert sorted(moves.values_list("asset", flat=True)) == sorted(["gold", "gold", trophy])
    for hunter in (one, other):
        letter = Letter.objects.get(recipient=hunter)
        assert letter.sender is None and f"/raids/{raid}/" in letter.text and f"{prizes[hunter.id]:,} gold" in letter.text
    assert catalogue().items[trophy].name in Letter.objects.get(recipient=other).text
    assert raid_problems(raid) == [] and Raid.objects.get(pk=raid).paid_at is not None and unpaid_raids() == []


def test_paying_twice_pays_once() -> None:
    hunter = make_hunter()
    raid = won(hunter, late=2)
    first = pay_raids()
    held = gold(hunter), energy(hunter)
    assert first == {"rewards": 1, "refunds": 1, "failed": 0} and pay_raids() == NOTHING
    Raid.objects.update(paid_at=None)
    assert pay_raids() == NOTHING and (gold(hunter), energy(hunter)) == held
    assert Letter.objects.count() == 1 and raid_problems(raid) == []


def test_the_energy_of_late_hits_is_given_back_once_even_above_the_maximum() -> None:
    hunter = make_hunter(energy=tuning.ENERGY_MAX)
    won(hunter, late=3)
    pay_raids()
    assert energy(hunter) == tuning.ENERGY_MAX + 3 * tuning.RAID_HIT_ENERGY
    assert RaidHit.objects.filter(late=True, refunded_at__isnull=False).count() == 3
    pay_raids()
    assert energy(hunter) == tuning.ENERGY_MAX + 3 * tuning.RAID_HIT_ENERGY


def test_a_hit_that_is_committed_after_the_payment_is_late_and_its_energy_comes_back() -> None:
    one, other = make_hunter(), make_hunter()
    raid = won(one)
    pay_raids()
    stray = make_hit(other, raid, 80)
    assert unpaid_raids() == [raid] and pay_raids() == {"rewards": 0, "refunds": 1, "failed": 0}
    stray.refresh_from_db()
    assert (stray.number, stray.counted, stray.hp_after, stray.late) == (2, 0, 0, True) and stray.refunded_at is not None
    assert energy(other) == 1000 + tuning.RAID_HIT_ENERGY and gold(other) == 0
    assert unpaid_raids() == [] and pay_raids() == NOTHING and raid_problems(raid) == []


def test_a_raid_that_was_called_off_gives_all_energy_back_and_the_least_gold() -> None:
    raid, hunter = make_raid(), make_hunter()
    for _ in range(5):
        make_hit(hunter, raid, 10)
    call_off_raid(as_staff(make_staff(Rank.GAME_MASTER), reason="The lamps went out."), raid=raid)
    assert pay_raids() == {"rewards": 1, "refunds": 0, "failed": 0}
    assert energy(hunter) == 1000 + 5 * tuning.RAID_HIT_ENERGY
    assert gold(hunter) == Raid.objects.get(pk=raid).gold * tuning.RAID_LEAST_HITS
    assert "The lamps went out." in Letter.objects.get().text and raid_problems(raid) == []


def test_an_escaped_boss_is_paid_for_too() -> None:
    raid, hunter = make_raid(health=1000), make_hunter()
    make_hit(hunter, raid, 500)
    end_now(raid)
    fold_now(raid)
    pay_raids()
    assert gold(hunter) > 0 and catalogue().raid_bosses[BOSS].escape in Letter.objects.get().text and raid_problems(raid) == []


def test_an_erased_account_gets_nothing_and_the_raid_counts_as_paid() -> None:
    one, other = make_hunter(), make_hunter()
    raid = won(one, other, late=1)
    erase(user_id=owner_of(other).pk)
    assert pay_raids() == {"rewards": 2, "refunds": 0, "failed": 0}
    assert Transfer.objects.filter(reason="raid").exclude(destination=f"character:{one.pk}").count() == 0
    assert Raid.objects.get(pk=raid).paid_at is not None and unpaid_raids() == [] and raid_problems(raid) == []


def test_a_deleted_character_is_paid_because_it_can_come_back() -> None:
    hunter = make_hunter()
    raid = won(hunter)
    let_go(by(hunter, "let-go-key-1"))
    assert pay_raids()["rewards"] == 1 and gold(hunter) > 0 and raid_problems(raid) == []


@pytest.mark.parametrize("fault", [RuntimeError("ill"), KeyError("gone")])
def test_a_fault_with_one_hunter_does_not_hold_up_the_others_and_is_tried_again(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    hunters = [make_hunter() for _ in range(3)]
    raid = won(*hunters)

    def fail_for_the_first(letters: Any, **params: Any) -> Any:
        if hunters[0].pk in [letter.recipient for letter in letters]:
            raise fault
        return deliver_all(letters, **params)

    with monkeypatch.context() as patched:
        patched.setattr("game.actions.raid_pay.deliver_all", fail_for_the_first)
        assert pay_raids() == {"rewards": 2, "refunds": 0, "failed": 1}
    assert gold(hunters[0]) == 0 and Raid.objects.get(pk=raid).paid_at is None and unpaid_raids() == [raid]
    assert pay_raids() == {"rewards": 1, "refunds": 0, "failed": 0} and raid_problems(raid) == [] and gold(hunters[0]) > 0


def test_a_hunter_who_acts_at_the_moment_is_paid_by_the_next_run_and_the_raid_is_not_paid_before() -> None:
    one, other = make_hunter(), make_hunter()
    raid = won(one, other, late=1)
    with psycopg.connect(**where()) as held:
        held.execute("SELECT 1 FROM game_character WHERE id = %s FOR NO KEY UPDATE", [other.pk])
        assert pay_raids() == {"rewards": 1, "refunds": 0, "failed": 0}
        assert Raid.objects.get(pk=raid).paid_at is None and gold(one) > 0 == gold(other)
    assert pay_raids() == {"rewards": 1, "refunds": 1, "failed": 0} and raid_problems(raid) == []
    assert Raid.objects.get(pk=raid).paid_at is not None and gold(other) > 0


def test_a_thousand_hunters_are_paid_and_refunded_in_as_many_statements_as_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raid_pay, "BATCH", 1_000)

    def statements(count: int) -> int:
        killer = make_hunter()
        raid = won(killer, late=1)
        known = set(Character.objects.values_list("pk", flat=True))
        ROWS[Character](count - 1)
        hunters = list(Character.objects.exclude(pk__in=known).order_by("pk"))
        RaidReward.objects.bulk_create(
            RaidReward(raid_id=raid, character=hunter, rank=n, hits=1, damage=5, share=1, gold=7, energy=3)
            for n, hunter in enumerate(hunters, 2)
        )
        late = RaidHit.objects.filter(raid=raid, late=True).values().get()
        RaidHit.objects.bulk_create(
            RaidHit(**{**late, "id": None, "character_id": hunter.pk, "nonce": 100 + n, "number": 100 + n})
            for n, hunter in enumerate(hunters)
        )
        with CaptureQueriesContext(connection) as taken:
            assert pay_raids() == {"rewards": count, "refunds": count, "failed": 0}
        assert Transfer.objects.filter(reference=f"raid:{raid}", asset="gold").count() == count
        assert {energy(hunter) for hunter in hunters} == {hunters[0].energy + 3 + tuning.RAID_HIT_ENERGY}
        return len(taken)

    assert statements(10) == statements(1_000)


def test_an_open_raid_owes_nothing() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 10)
    fold_now(raid)
    assert unpaid_raids() == [] and pay_raids() == NOTHING
    assert Raid.objects.get(pk=raid).paid_at is None


def test_the_worker_is_asked_to_pay_once_the_end_is_committed_and_a_dead_broker_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[str] = []

    def away(name: str, **options: object) -> None:
        sent.append(name)
        raise OSError("the broker is away")

    monkeypatch.setattr(current_app, "send_task", away)
    raid = won(make_hunter())
    assert sent == [PAY_TASK] and Raid.objects.get(pk=raid).state == Raid.WON

"""The archive moves what is older than 90 days, batch by batch, and nothing that is still needed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from game.actions.archive import BATTLES, archive, move
from game.actions.hunt import hunt
from game.models import ArchivedBattle, ArchivedRaidHit, Battle, Character, DiceSeed, Raid, RaidHit
from game.queries.archive import ARCHIVE_AGE, BATTLE_COLUMNS, HIT_COLUMNS, archive_lag, due_before
from game.tests.archive import YEAR, archive_all, archive_now, make_old
from game.tests.make import by, make_character
from game.tests.raids import end_now, fold_now, make_hit, make_hunter, make_raid

pytestmark = pytest.mark.django_db(transaction=True)


def make_battles(number: int) -> Character:
    """A character with so many battles: one hunt, and copies of it with nonces of their own."""
    character = make_character(level=11)
    hunt(by(character), place="old-mill")
    battle = Battle.objects.get(character=character)
    copies: list[Battle] = []
    for nonce in range(1, number):
        copy = Battle.objects.get(pk=battle.pk) if not copies else Battle(**{f: getattr(battle, f) for f in _FIELDS})
        copy.pk, copy.nonce = None, nonce
        copies.append(copy)
    Battle.objects.bulk_create(copies)
    DiceSeed.objects.filter(character=character).update(next_nonce=number)
    return character


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


_FIELDS = [field.attname for field in Battle._meta.concrete_fields]


def test_both_tables_have_the_same_columns() -> None:
    assert set(BATTLE_COLUMNS) == {field.column for field in ArchivedBattle._meta.concrete_fields}
    assert set(HIT_COLUMNS) == {field.column for field in ArchivedRaidHit._meta.concrete_fields}


def test_only_battles_older_than_ninety_days_move() -> None:
    make_battles(2)
    old, young = Battle.objects.order_by("pk")
    now = timezone.now()
    Battle.objects.filter(pk=old.pk).update(at=now - ARCHIVE_AGE - timedelta(seconds=1))
    Battle.objects.filter(pk=young.pk).update(at=now - ARCHIVE_AGE + timedelta(seconds=1))
    assert archive(now) == "1 battles and 0 hits moved; lag 0.0 h"
    assert Battle.objects.get().pk == young.pk and ArchivedBattle.objects.get().pk == old.pk
    assert archive(now).startswith("0 battles and 0 hits")


def test_a_run_stops_after_its_batches_and_the_next_goes_on() -> None:
    make_battles(5)
    make_old()
    first = archive_now(batch=2, most_batches=2)
    assert first.startswith("4 battles and 0 hits moved; the next run goes on; lag 6,600.0 h")
    assert archive_now(batch=2).startswith("1 battles")


def test_a_batch_takes_as_many_statements_for_a_thousand_rows_as_for_ten() -> None:
    counts = []
    for number in (10, 1000):
        make_battles(number)
        make_old()
        with CaptureQueriesContext(connection) as asked:
            moved = move(BATTLES, due_before(timezone.now()), lambda batches: batches < 1, 2000)
        assert moved.moved == number
        counts.append(len(asked))
    assert counts[0] == counts[1] and len([q for q in asked if q["sql"].startswith(("WITH", "SELECT"))]) == 3


def test_hits_of_a_raid_that_is_open_or_not_paid_stay_and_so_do_hits_that_owe_energy() -> None:
    raid, hunter = make_raid(health=100), make_hunter()
    make_hit(hunter, raid, 60)
    make_hit(hunter, raid, 60)
    late = make_hit(hunter, raid, 5)
    RaidHit.objects.update(at=F("at") - YEAR)
    assert archive_now().startswith("0 battles and 0 hits")
    fold_now(raid)
    Raid.objects.update(
        opened_at=F("opened_at") - YEAR, starts_at=F("starts_at") - YEAR, ends_at=F("ends_at") - YEAR,
        ended_at=F("ended_at") - YEAR,
    )  # fmt: skip
    assert Raid.objects.get().state == Raid.WON and archive_now().startswith("0 battles and 0 hits")
    Raid.objects.update(paid_at=timezone.now())
    assert archive_now().startswith("0 battles and 2 hits") and RaidHit.objects.get().pk == late.pk
    RaidHit.objects.update(refunded_at=timezone.now())
    assert archive_now().startswith("0 battles and 1 hits")


def test_hits_of_a_raid_that_ended_lately_stay() -> None:
    raid = make_raid()
    make_hit(make_hunter(), raid, 5)
    end_now(raid)
    fold_now(raid)
    RaidHit.objects.update(at=F("at") - YEAR)
    Raid.objects.update(paid_at=timezone.now())
    assert archive_now().startswith("0 battles and 0 hits")


def test_a_hunt_after_the_archive_uses_the_next_nonce_of_its_seed() -> None:
    character = make_battles(3)
    archive_all()
    hunt(by(character), place="old-mill")
    assert Battle.objects.get().nonce == 3
    assert sorted(ArchivedBattle.objects.values_list("nonce", flat=True)) == [0, 1, 2]


def test_a_nonce_that_the_archive_holds_cannot_be_archived_again() -> None:
    """The seed's next nonce only rises, so a hunt cannot use one again. If it was set back by hand, the archive refuses."""
    character = make_battles(1)
    archive_all()
    DiceSeed.objects.filter(character=character).update(next_nonce=0)
    hunt(by(character), place="old-mill")
    Battle.objects.update(at=F("at") - YEAR)
    with pytest.raises(IntegrityError, match="an_archived_nonce_is_used_once"), transaction.atomic():
        archive_now()
    assert Battle.objects.count() == 1


def test_the_lag_is_the_age_of_the_oldest_live_row_beyond_ninety_days() -> None:
    assert archive_lag().longest == 0
    make_battles(1)
    assert archive_lag().longest == 0
    make_old()
    assert archive_lag().battles == pytest.approx((YEAR - ARCHIVE_AGE).total_seconds(), abs=60) and archive_lag().raid_hits == 0
    archive_now()
    assert archive_lag().longest == 0

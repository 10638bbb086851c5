"""A hit, a fold, a settlement, a payment and an opening die at each of their statements: all has happened or nothing, nothing is
done twice, and the next run finishes."""

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from game.actions.raid_hit import hit
from game.actions.raid_open import open_scheduled
from game.actions.raid_pay import pay_raids
from game.models import (
    Character,
    DiceSeed,
    Holding,
    Letter,
    Notice,
    Raid,
    RaidFold,
    RaidHit,
    RaidHunter,
    RaidReminder,
    RaidReward,
    Receipt,
    Transfer,
)
from game.models.ids import RaidId
from game.queries.ledger_proof import problems
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.tests.make import by, make_character
from game.tests.races.gate import closed_gate
from game.tests.races.mortal import Mortal, others
from game.tests.raids import end_now, fold_now, make_hit, make_hunter, make_raid
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_raid.py"
KEY = "key-00000001"
OPENS = datetime(2026, 11, 28, 12, tzinfo=UTC)


def order(action: str, dies_at: int | None, *, raid: int = 0, character: int = 0, at: datetime = OPENS) -> dict[str, Any]:
    return {
        "action": action, "raid": raid, "character": character, "key": KEY, "at": at.isoformat(), "dies_at": dies_at,
    }  # fmt: skip


def everything() -> list[list[Any]]:
    """All rows that raids touch."""
    models = (
        Character, DiceSeed, Holding, Letter, Notice, Raid, RaidFold, RaidHit, RaidHunter, RaidReward, Receipt, Transfer,
    )  # fmt: skip
    return [list(model.objects.order_by("pk").values()) for model in models]


def no_pause() -> None:
    Raid.objects.update(folded_at=None)


# --- a hit --------------------------------------------------------------------------------------------------------------
def test_a_hit_killed_before_any_statement_has_not_happened_and_its_key_works(mortal: Mortal) -> None:
    raid = make_raid()
    for dies_at in count():
        hunter = make_hunter()
        before = everything()
        mortal.begin(order("hit", dies_at, raid=raid, character=hunter.pk))
        died = mortal.end()
        assert (everything() == before) == died, f"statement {dies_at}"
        first = hit(by(hunter, KEY), raid=raid)
        assert RaidHit.objects.get(character=hunter).pk == first.hit
        assert Character.objects.get(pk=hunter.pk).energy == 1000 - tuning.RAID_HIT_ENERGY
        if not died:
            break
    assert dies_at >= 3
    fold_now(raid)
    assert Raid.objects.get(pk=raid).counted == dies_at + 1 and raid_problems(raid) == []


@pytest.mark.parametrize("event", [
    "BEFORE UPDATE ON game_character", "BEFORE UPDATE ON game_diceseed", "BEFORE INSERT ON game_raidhit",
    "BEFORE INSERT ON game_receipt",
])  # fmt: skip
def test_a_hit_killed_within_its_statement_is_written_whole_or_not_at_all(mortal: Mortal, event: str) -> None:
    raid, hunter = make_raid(), make_hunter()
    with closed_gate(event) as gate:
        child = mortal.begin(order("hit", None, raid=raid, character=hunter.pk))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    written = RaidHit.objects.count()
    after = Character.objects.get(pk=hunter.pk)
    assert written == Receipt.objects.filter(character=hunter).count() == after.raid_hits and written in (0, 1)
    assert after.energy == 1000 - written * tuning.RAID_HIT_ENERGY
    assert DiceSeed.objects.get(character=hunter).next_nonce == written
    assert hit(by(hunter, KEY), raid=raid).hit == RaidHit.objects.get().pk
    fold_now(raid)
    assert raid_problems(raid) == []


# --- folds and ends -----------------------------------------------------------------------------------------------------
def plain() -> RaidId:
    raid = make_raid(health=1000)
    for hunter in (make_hunter(), make_hunter(faction="werewolf")):
        make_hit(hunter, raid, 20)
    return raid


def won() -> RaidId:
    """The killing blow and a late hit wait to be counted."""
    raid, one, other = make_raid(health=100), make_hunter(), make_hunter(faction="werewolf")
    for hunter, damage in ((one, 70), (other, 50), (one, 30)):
        make_hit(hunter, raid, damage)
    return raid


def escaped() -> RaidId:
    raid = plain()
    end_now(raid)
    return raid


def remove(raid: RaidId) -> None:
    """So that the next round can have a raid, too."""
    end_now(raid)
    fold_now(raid)
    pay_raids()
    assert raid_problems(raid) == []


FOLDS: dict[str, tuple[Callable[[], RaidId], str, int]] = {
    "plain": (plain, Raid.OPEN, 4), "won": (won, Raid.WON, 8), "escaped": (escaped, Raid.ESCAPED, 7),
}  # fmt: skip
"""The raid before the fold, its state after it, and the least number of places to die at."""


@pytest.mark.parametrize("kind", FOLDS)
def test_a_fold_killed_before_any_statement_has_not_happened_and_the_next_one_does_all(mortal: Mortal, kind: str) -> None:
    make, state, least = FOLDS[kind]
    for dies_at in count():
        raid = make()
        before = everything()
        mortal.begin(order("fold", dies_at, raid=raid))
        died = mortal.end()
        assert (everything() == before) == died, f"statement {dies_at}"
        no_pause()
        if died:
            fold_now(raid)
        found = Raid.objects.get(pk=raid)
        assert (found.state, found.seq) == (state, 1) and not RaidHit.objects.filter(number=None).exists()
        assert raid_problems(raid) == []
        remove(raid)
        if not died:
            break
    assert dies_at >= least


@pytest.mark.parametrize("event", [
    "BEFORE UPDATE ON game_raidhit", "BEFORE INSERT ON game_raidhunter", "BEFORE INSERT ON game_raidfold",
    "BEFORE UPDATE ON game_raid", "BEFORE INSERT ON game_raidreward",
])  # fmt: skip
def test_a_fold_killed_within_a_statement_has_not_happened(mortal: Mortal, event: str) -> None:
    raid = won()
    before = everything()
    with closed_gate(event) as gate:
        child = mortal.begin(order("fold", None, raid=raid))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    assert everything() == before
    fold_now(raid)
    assert Raid.objects.get(pk=raid).state == Raid.WON and raid_problems(raid) == []


# --- payments -----------------------------------------------------------------------------------------------------------
def paid_for(raid: RaidId) -> tuple[int, int]:
    """Rewards with their movement of gold, and letters."""
    reference = f"raid:{raid}"
    return (
        Transfer.objects.filter(reason="raid", reference=reference, asset="gold").count(),
        Letter.objects.filter(text__contains=f"/raids/{raid}/").count(),
    )


def test_a_payment_killed_before_any_statement_pays_each_hunter_whole_or_not_at_all_and_the_next_run_the_rest(
    mortal: Mortal,
) -> None:
    """Two rewards in one transaction, and a refund in another."""
    seen = set()
    for dies_at in count():
        raid = won()
        fold_now(raid)
        owed = RaidHit.objects.get(raid=raid, late=True).character_id
        mortal.begin(order("pay", dies_at))
        died = mortal.end()
        gold, letters = paid_for(raid)
        paid = RaidReward.objects.filter(raid=raid, paid_at__isnull=False).count()
        refunded = RaidHit.objects.filter(raid=raid, refunded_at__isnull=False).count()
        assert gold == letters == paid and raid_problems(raid) == [] and problems() == []
        assert Character.objects.get(pk=owed).energy == 1000 + refunded * tuning.RAID_HIT_ENERGY
        seen.add((paid, refunded, Raid.objects.get(pk=raid).paid_at is not None))
        assert pay_raids() == {"rewards": 2 - paid, "refunds": 1 - refunded, "failed": 0}
        assert paid_for(raid) == (2, 2) and Raid.objects.get(pk=raid).paid_at is not None
        assert Character.objects.get(pk=owed).energy == 1000 + tuning.RAID_HIT_ENERGY
        assert raid_problems(raid) == [] and problems() == []
        if not died:
            break
    assert seen == {(0, 0, False), (2, 0, False), (2, 1, False), (2, 1, True)} and dies_at >= 18


@pytest.mark.parametrize("event", [
    "BEFORE UPDATE ON game_raidreward", "BEFORE INSERT ON game_transfer", "BEFORE INSERT ON game_letter",
    "BEFORE INSERT ON game_holding", "BEFORE UPDATE ON game_raidhit",
])  # fmt: skip
def test_a_payment_killed_within_a_statement_is_finished_by_the_next_run(mortal: Mortal, event: str) -> None:
    raid = won()
    fold_now(raid)
    with closed_gate(event) as gate:
        child = mortal.begin(order("pay", None))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    assert raid_problems(raid) == [] and problems() == []
    pay_raids()
    assert paid_for(raid) == (2, 2) and raid_problems(raid) == []
    assert RaidHit.objects.filter(raid=raid, late=True, refunded_at__isnull=False).count() == 1


def test_twin_a_payment_in_two_transactions_is_made_twice_after_a_kill() -> None:
    """The twin: paid and noted one after the other, with the process gone between them."""
    raid = won()
    fold_now(raid)
    pay_raids()
    RaidReward.objects.filter(raid=raid).update(paid_at=None)
    Raid.objects.filter(pk=raid).update(paid_at=None)
    pay_raids()
    assert paid_for(raid) == (4, 4) and raid_problems(raid) != []


# --- an opening ---------------------------------------------------------------------------------------------------------
def test_an_opening_killed_before_any_statement_has_not_happened_and_the_next_run_opens_and_reminds_once(
    mortal: Mortal,
) -> None:
    asked = make_character()
    for number in count():
        opens = OPENS + number * timedelta(hours=tuning.RAID_EVERY_HOURS)
        RaidReminder.objects.create(character=asked, window=opens)
        before = everything()
        mortal.begin(order("open", number, at=opens))
        died = mortal.end()
        assert (everything() == before) == died, f"statement {number}"
        assert (open_scheduled(opens) is not None) == died and open_scheduled(opens) is None
        raid = Raid.objects.get(window=opens)
        assert Notice.objects.filter(character=asked, link=f"/raids/{raid.pk}/").count() == 1
        remove(raid.id)
        if not died:
            break
    assert number >= 6

"""`manage.py verify_raid`: the hits of a raid again, and everything that was made from them."""

from io import StringIO
from typing import Any

import msgspec
import pytest
from django.core.management import call_command
from django.db.models import F
from pytest_django import Settings

from game.actions.fairness import replace_seed
from game.actions.raid_pay import pay_raids
from game.models import DiceSeed, Raid, RaidFold, RaidHit, RaidHunter, RaidReward
from game.models.ids import RaidId
from game.rules.raid_hit import HitInputs, RaidTarget, Striker
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike

pytestmark = pytest.mark.django_db(transaction=True)


def run(*raids: object) -> tuple[str, object]:
    """What the command prints, and its exit code."""
    out = StringIO()
    try:
        call_command("verify_raid", *raids, stdout=out)
    except SystemExit as left:
        return out.getvalue(), left.code
    return out.getvalue(), 0


@pytest.fixture
def won(settings: Settings) -> RaidId:
    """A raid that was won with the fifth hit of three hunters, and got two late ones."""
    settings.LIMITS_ENFORCED = False
    raid = make_raid(health=10**6)
    hunters = [make_hunter(), make_hunter(faction="werewolf"), make_hunter()]
    for hunter in [*hunters, hunters[0]]:
        strike(hunter, raid)
    fold_now(raid)
    left = RaidHit.objects.latest("number").hp_after
    assert left
    Raid.objects.filter(pk=raid).update(hp=1, health=F("health") - left + 1, hp_max=F("hp_max") - left + 1)
    RaidHit.objects.update(hp_after=F("hp_after") - left + 1)
    RaidFold.objects.update(hp=F("hp") - left + 1)
    for _ in range(3):
        while strike(hunters[1], raid).outcome == "dodge":
            pass
    fold_now(raid)
    assert Raid.objects.get().state == Raid.WON and RaidHit.objects.filter(late=True).count() >= 2
    return raid


def test_a_won_raid_with_late_hits_is_one_true_line(won: RaidId) -> None:
    pay_raids()
    text, code = run(won)
    assert code == 0 and text.count("\n") == 1 and text.startswith(f"raid {won}: ") and "Verdict: true" in text
    assert " hits of 3 hunters." in text


def test_an_escaped_raid_with_a_hit_that_came_after_its_end_is_true(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    raid, hunter = make_raid(), make_hunter()
    strike(hunter, raid)
    fold_now(raid)
    strike(hunter, raid)
    late = RaidHit.objects.latest("id")
    RaidHit.objects.filter(pk=late.pk).delete()
    end_now(raid)
    fold_now(raid)
    late.save(force_insert=True)
    text, code = run(raid)
    assert code == 0 and "1 hits of 1 hunters, 1 without a number." in text
    pay_raids()
    assert RaidHit.objects.get(pk=late.pk).late
    text, code = run(raid)
    assert code == 0 and "2 hits of 1 hunters. Verdict: true" in text


def test_a_raid_that_is_still_fought_is_checked_as_far_as_it_is_counted(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    raid = make_raid()
    strike(make_hunter(), raid)
    fold_now(raid)
    strike(make_hunter(), raid)
    assert run(raid) == (
        f"raid {raid}: 1 hits of 1 hunters, 1 without a number. "
        "Verdict: true (dice, sum, killing blow, totals, rewards and payments agree).\n",
        0,
    )


STRONG = msgspec.to_builtins(HitInputs(Striker(60, 90_000, 0, 150, 100, 100), RaidTarget(5, 0, 0), "plain"))
"""No roll of these inputs gives what the hit did. Another nonce may by chance."""
CHANGES: list[tuple[str, Any, dict[str, Any]]] = [
    ("dice of hit 1", RaidHit, {"damage": F("damage") + 1}),
    ("dice of hit 1", RaidHit, {"lost": 1}),
    ("hit 1 counted", RaidHit, {"counted": F("counted") + 1}),
    ("hit 1 counted", RaidHit, {"late": True}),
    ("dice of hit 1", RaidHit, {"inputs": STRONG}),
    ("hunters is 4", Raid, {"hunters": 4}),
    ("killing blow is 1,", Raid, {"killing_hit": 1}),
    ("hits is 9,", Raid, {"counted": 9}),
    ("health after hit", RaidFold, {"hp": 3}),
    ("(hits, damage)", RaidHunter, {"damage": F("damage") + 1}),
    ("(rank, hits, damage, share, gold, energy)", RaidReward, {"gold": F("gold") + 1}),
    ("(rank, hits, damage, share, gold, energy)", RaidReward, {"share": 999}),
    ("trophy without the killing blow", RaidReward, {"trophy": "the-fourteenth-lamp"}),
    ("not the one that was committed to", DiceSeed, {"commit": "0" * 64}),
]


@pytest.mark.parametrize("words, model, change", CHANGES, ids=[f"{m.__name__}-{next(iter(c))}" for _, m, c in CHANGES])
def test_a_raid_that_was_tampered_with_is_false(won: RaidId, words: str, model: Any, change: dict[str, Any]) -> None:
    row = model.objects.order_by("number" if model is RaidHit else "id").first()
    if model is DiceSeed:
        replace_seed(DiceSeed.objects.get(pk=row.pk), row.created_at)
    model.objects.filter(pk=row.pk).update(**change)
    text, code = run(won)
    assert code == 1 and "Verdict: FALSE" in text and words in text


def test_a_hit_that_was_taken_out_is_noticed(won: RaidId) -> None:
    Raid.objects.update(paid_at=None)
    RaidHit.objects.filter(number=2).delete()
    text, code = run(won)
    assert code == 1 and "has number 3 in place 2" in text


def test_an_unknown_raid_is_named_and_others_are_still_checked(won: RaidId) -> None:
    text, code = run(424242, won)
    assert code == 1 and text.startswith("raid 424242: there is no such raid.\n") and "Verdict: true" in text

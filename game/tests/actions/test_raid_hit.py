"""A hit on a raid's boss: what it writes, what it answers, and what it refuses."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.actions.erase import erase
from game.actions.character import let_go
from game.actions.hunt import hunt
from game.actions.raid_hit import hit
from game.content import catalogue
from game.models import Battle, Character, DiceSeed, Raid, RaidFold, RaidHit, RaidHunter, Receipt
from game.models.ids import RaidId
from game.queries.dice_seed import server_seed_of
from game.queries.sheet import derived, worn_by
from game.rules import tuning
from game.rules.dice import Dice
from game.rules.errors import GameError
from game.rules.raid import resolve_hit
from game.rules.raid_hit import HitInputs
from game.rules.raid_v1 import ENRAGED_PERCENT
from game.tests.make import by, make_character, owner_of
from game.tests.raids import begin_in, end_now, fold_now, make_hunter, make_raid, rest, strike, wound

pytestmark = pytest.mark.django_db


def refused(hunter: Character, raid: RaidId) -> GameError:
    """The refusal of a hit, which must not write anything."""
    before = rows(hunter)
    with pytest.raises(GameError) as refusal:
        hit(by(hunter, "refused-key-1"), raid=raid)
    assert rows(hunter) == before
    return refusal.value


def rows(hunter: Character) -> tuple[Any, ...]:
    seeds = DiceSeed.objects.filter(character=hunter).order_by("pk").values_list("pk", "next_nonce", "revealed_at")
    counts = RaidHit.objects.count(), Receipt.objects.count(), RaidHunter.objects.count(), RaidFold.objects.count()
    return Character.objects.filter(pk=hunter.pk).values().get(), list(seeds), list(Raid.objects.values()), counts


def most_health(hunter: Character) -> int:
    return derived(hunter, worn_by(hunter).values()).hp_max


def test_a_hit_writes_its_row_and_the_hunters_own_and_touches_no_shared_row() -> None:
    raid, hunter = make_raid(), make_hunter()
    before = Raid.objects.filter(pk=raid).extra(select={"version": "xmin::text"}).values().get()
    answer = hit(by(hunter), raid=raid)
    row = RaidHit.objects.get()
    assert (row.pk, row.raid_id, row.character_id, row.damage, row.outcome) == (
        answer.hit, raid, hunter.pk, answer.damage, answer.outcome,
    )  # fmt: skip
    assert (row.number, row.counted, row.hp_after, row.late, row.refunded_at) == (None, None, None, False, None)
    after = Character.objects.get(pk=hunter.pk)
    assert (after.energy, after.raid_hits, after.hunts) == (1000 - tuning.RAID_HIT_ENERGY, 1, 0)
    assert answer.energy == after.energy and answer.health == after.hp and answer.fairness.nonce == row.nonce == 0
    assert Raid.objects.filter(pk=raid).extra(select={"version": "xmin::text"}).values().get() == before
    assert not RaidHunter.objects.exists()


def test_a_hit_takes_as_many_statements_as_a_hunt() -> None:
    raid, hunter = make_raid(), make_hunter()
    hit(by(hunter), raid=raid)
    rest(hunter)
    with CaptureQueriesContext(connection) as asked:
        hit(by(hunter, "key-00000001"), raid=raid)
    assert len(asked) == 3


def test_the_answer_has_the_state_of_the_last_fold() -> None:
    raid, hunter, other = make_raid(), make_hunter(), make_hunter()
    first = strike(hunter, raid)
    assert (first.seq, first.hp, first.hp_max, first.rank) == (0, 1_000_000, 1_000_000, None)
    fold_now(raid)
    for _ in range(3):
        strike(other, raid)
    fold_now(raid)
    dealt = dict(RaidHunter.objects.filter(raid=raid).values_list("character", "damage"))
    second = strike(hunter, raid)
    assert (second.seq, second.hp) == (2, 1_000_000 - sum(dealt.values()))
    assert second.rank == 1 + (dealt[other.id] > dealt[hunter.id])


def test_the_dice_of_a_stored_hit_give_it_again() -> None:
    raid, hunter = make_raid(), make_hunter()
    for _ in range(12):
        strike(hunter, raid)
    stored = list(RaidHit.objects.select_related("seed"))
    assert len(stored) == 12
    for row in stored:
        dice = Dice(server_seed_of(row.seed), row.seed.client_seed, row.nonce)
        again = resolve_hit(msgspec.convert(row.inputs, HitInputs), dice)
        assert (again.damage, again.outcome, again.lost) == (row.damage, row.outcome, row.lost)


@pytest.mark.parametrize("number", [0, -1, 999_999_999, 2**63 - 1])
def test_an_unknown_raid_is_refused(number: int) -> None:
    make_raid()
    refusal = refused(make_hunter(), RaidId(number))
    assert (refusal.code, refusal.field) == ("not_found", "id")


def test_a_hit_before_the_start_is_refused_with_the_time_to_wait() -> None:
    refusal = refused(make_hunter(), make_raid(gather=90))
    assert refusal.code == "raid_not_started" and refusal.retry_after is not None and 85 <= refusal.retry_after <= 90


def test_a_hit_is_accepted_from_the_first_moment_to_the_last() -> None:
    raid, hunter = make_raid(), make_hunter()
    begin_in(raid, -0.001)
    assert strike(hunter, raid).hit
    Raid.objects.filter(pk=raid).update(ends_at=timezone.now() + timedelta(seconds=2))
    assert strike(hunter, raid).hit
    fold_now(raid)
    assert RaidHit.objects.filter(late=False, number__isnull=False).count() == 2


def test_a_hit_after_the_end_is_refused_before_and_after_the_settlement() -> None:
    raid, hunter = make_raid(), make_hunter()
    end_now(raid)
    assert refused(hunter, raid).code == "raid_over" and Raid.objects.get(pk=raid).state == Raid.OPEN
    fold_now(raid)
    assert refused(hunter, raid).code == "raid_over" and Raid.objects.get(pk=raid).state == Raid.ESCAPED


def test_a_hit_on_a_fallen_boss_is_refused() -> None:
    raid, hunter = make_raid(health=1), make_hunter()
    while not RaidHit.objects.filter(damage__gt=0).exists():
        strike(hunter, raid)
    fold_now(raid)
    rest(hunter)
    assert Raid.objects.get(pk=raid).state == Raid.WON and refused(hunter, raid).code == "raid_over"


@pytest.mark.parametrize("percent", [0, tuning.RAID_FIT_PERCENT - 1])
def test_a_hunter_who_can_hardly_stand_is_refused_with_the_time_to_rest(percent: int) -> None:
    raid, hunter = make_raid(), make_hunter()
    # Nothing of it comes back before the hit, however slow the machine is.
    counted_from = timezone.now() + timedelta(seconds=30)
    Character.objects.filter(pk=hunter.pk).update(hp=most_health(hunter) * percent // 100, hp_at=counted_from)
    refusal = refused(hunter, raid)
    assert refusal.code == "defeated" and refusal.retry_after is not None
    assert 1 <= refusal.retry_after <= tuning.HEALTH_FULL_SECONDS * tuning.RAID_FIT_PERCENT // 100 + 1


def test_a_hunter_who_was_just_beaten_by_a_monster_is_refused_and_may_hit_after_the_rest(settings: Settings) -> None:
    raid, hunter = make_raid(), make_hunter(level=30)
    Character.objects.filter(pk=hunter.pk).update(hp=1, hp_at=timezone.now())
    settings.LIMITS_ENFORCED = False
    assert not hunt(by(hunter), place=_hardest_place()).won
    refusal = refused(hunter, raid)
    assert refusal.code == "defeated" and refusal.retry_after is not None
    waited = timedelta(seconds=refusal.retry_after)
    Character.objects.filter(pk=hunter.pk).update(hp_at=F("hp_at") - waited)
    assert strike(hunter, raid).hit


def _hardest_place() -> str:
    return max(catalogue().places.values(), key=lambda place: (place.level <= 30) * place.level).slug


def test_a_hit_without_energy_is_refused_with_the_time_to_wait() -> None:
    refusal = refused(make_hunter(energy=1, energy_at=timezone.now()), make_raid())
    assert refusal.code == "not_enough_energy"
    assert refusal.retry_after is not None and 0 < refusal.retry_after <= tuning.ENERGY_SECONDS


def test_two_hits_within_two_seconds_the_second_is_refused() -> None:
    raid, hunter = make_raid(), make_hunter()
    hit(by(hunter), raid=raid)
    refusal = refused(hunter, raid)
    assert (refusal.code, refusal.retry_after) == ("too_fast", 2)
    RaidHit.objects.update(at=F("at") - timedelta(milliseconds=tuning.RAID_HIT_PAUSE_MS))
    assert hit(by(hunter), raid=raid).hit


def test_the_pause_is_the_hunters_own() -> None:
    raid = make_raid()
    assert hit(by(make_hunter()), raid=raid).hit and hit(by(make_hunter()), raid=raid).hit


def test_a_deleted_character_is_refused() -> None:
    raid, hunter = make_raid(), make_hunter()
    let_go(by(hunter, "let-go-key-1"))
    assert refused(hunter, raid).code == "not_found"


def test_an_erased_character_is_refused() -> None:
    raid, hunter = make_raid(), make_hunter()
    erase(user_id=owner_of(hunter).pk)
    assert refused(hunter, raid).code == "not_found"


def test_each_hit_wears_what_is_worn_as_a_hunt_does(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    raid, hunter = make_raid(), make_hunter()
    before = {thing.item: thing.left for thing in worn_by(hunter).values()}
    strike(hunter, raid)
    hunt(by(hunter), place="old-mill")
    strike(hunter, raid)
    hunter.refresh_from_db()
    assert (hunter.fights, hunter.raid_hits, hunter.hunts) == (3, 2, 1)
    after = {thing.item: thing.left for thing in worn_by(hunter).values()}
    assert before and all(after[item] == left - 3 for item, left in before.items())


def test_the_answer_names_what_should_be_repaired() -> None:
    raid, hunter = make_raid(), make_hunter()
    least = min(thing.left for thing in worn_by(hunter).values())
    Character.objects.filter(pk=hunter.pk).update(raid_hits=least - 1)
    assert 0 in [thing.left for thing in strike(hunter, raid).wear]


def test_an_enraged_boss_takes_health_from_whoever_hits_it() -> None:
    raid, hunter = make_raid(), make_hunter()
    full = most_health(hunter)
    assert strike(hunter, raid).lost == 0
    wound(raid, 1000)
    answer = strike(hunter, raid)
    assert answer.lost == full * ENRAGED_PERCENT // 100
    after = Character.objects.get(pk=hunter.pk)
    assert answer.health == after.hp == full - answer.lost and answer.health_max == full
    assert RaidHit.objects.latest("pk").lost == answer.lost and RaidHit.objects.latest("pk").inputs["phase"] == "enrage"


def test_an_enraged_boss_beats_a_hunter_out_of_the_fight_and_leaves_a_rest_of_health() -> None:
    raid, hunter = make_raid(), make_hunter()
    wound(raid, 1000)
    refusals = set()
    for _ in range(20):
        try:
            strike(hunter, raid)
        except GameError as refusal:
            refusals.add(refusal.code)
            break
    assert refusals == {"defeated"} and Character.objects.get(pk=hunter.pk).hp > 0


def test_a_seed_that_is_a_day_old_is_replaced_before_the_hit() -> None:
    raid, hunter = make_raid(), make_hunter()
    strike(hunter, raid)
    old = DiceSeed.objects.get(character=hunter)
    DiceSeed.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=tuning.SEED_HOURS, seconds=2))
    answer = strike(hunter, raid, "key-00000001")
    old.refresh_from_db()
    fresh = DiceSeed.objects.get(character=hunter, revealed_at=None)
    assert old.revealed_at is not None and fresh.pk != old.pk
    assert (answer.fairness.commit, answer.fairness.nonce, fresh.next_nonce) == (fresh.commit, 0, 1)
    assert RaidHit.objects.get(pk=answer.hit).seed_id == fresh.pk


def test_a_repeated_key_gets_the_first_answer_even_after_the_end() -> None:
    raid, hunter = make_raid(), make_hunter()
    first = hit(by(hunter, "key-00000001"), raid=raid)
    assert hit(by(hunter, "key-00000001"), raid=raid) == first
    end_now(raid)
    fold_now(raid)
    assert hit(by(hunter, "key-00000001"), raid=raid) == first and RaidHit.objects.count() == 1


def test_a_key_of_another_action_is_refused(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    raid, hunter = make_raid(), make_hunter()
    hunt(by(hunter, "key-00000001"), place="old-mill")
    with pytest.raises(GameError) as refusal:
        hit(by(hunter, "key-00000001"), raid=raid)
    assert refusal.value.code == "key_reused" and not RaidHit.objects.exists()


def test_hits_and_hunts_never_share_a_nonce(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    raid, hunter = make_raid(), make_hunter()
    for _ in range(3):
        strike(hunter, raid)
        hunt(by(hunter), place="old-mill")
    used = [*Battle.objects.values_list("seed", "nonce"), *RaidHit.objects.values_list("seed", "nonce")]
    assert sorted(nonce for _, nonce in used) == [0, 1, 2, 3, 4, 5] and len({seed for seed, _ in used}) == 1


def test_a_newcomer_of_level_1_can_hit() -> None:
    raid, newcomer = make_raid(), make_character()
    assert hit(by(newcomer), raid=raid).outcome in ("hit", "crit", "dodge")

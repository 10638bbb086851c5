"""Staff start raids and call them off: once, with a reason that players read, whatever the hunters do meanwhile."""

from functools import partial
from typing import Any

import pytest

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions.raid_effects import on_raid_updated
from game.actions.raid_pay import pay_raids
from game.actions.staff_raid import CALL_OFF_REASON_MAX, HEALTH_MAX, SECONDS_MAX, call_off_raid, start_raid
from game.models import Character, Letter, Raid, RaidFold, RaidHit, RaidReward, Transfer
from game.models.holder import of
from game.models.ids import RaidId
from game.queries.raid import find_raid
from game.queries.sheet import energy_of
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.raid_update import RaidUpdate
from game.tests.make import owner_of
from game.tests.raids import BOSS, end_now, fold_now, make_hunter, make_raid, rest, strike
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def master() -> User:
    return make_staff(Rank.GAME_MASTER)


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[RaidUpdate]:
    """What watchers were told."""
    told: list[RaidUpdate] = []
    monkeypatch.setattr("game.actions.raid_effects.on_raid_updated", [*on_raid_updated, told.append])
    return told


def refused(call: Any, *args: Any, **params: Any) -> GameError:
    with pytest.raises(GameError) as refusal:
        call(*args, **params)
    return refusal.value


def energy(hunter: Character) -> int:
    found = Character.objects.get(pk=hunter.pk)
    return energy_of(found, found.energy_at).value


def paid_gold(hunter: Character) -> list[int]:
    return list(
        Transfer.objects.filter(reason="raid", destination=of(hunter.id), asset="gold").values_list("quantity", flat=True)
    )


def test_a_game_master_starts_a_raid_with_what_was_asked_for(master: User) -> None:
    start_raid(by(master, "a rainy evening"), boss=BOSS, gather=60, fight=120, health=5_000)
    raid = Raid.objects.get()
    assert (raid.boss, raid.state, raid.window, raid.hp_max, raid.hp) == (BOSS, "open", None, 5_000, 5_000)
    assert ((raid.starts_at - raid.opened_at).seconds, (raid.ends_at - raid.starts_at).seconds) == (60, 120)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target, entry.reason) == ("staff.start_raid", f"raid:{raid.pk}", "a rainy evening")
    assert entry.detail == {"boss": BOSS, "gather": 60, "fight": 120, "health": 5_000} and entry.actor == master


def test_without_values_a_raid_has_the_usual_times_and_the_next_boss(master: User) -> None:
    start_raid(by(master))
    raid = Raid.objects.get()
    assert (raid.starts_at - raid.opened_at).seconds == tuning.RAID_GATHER_SECONDS
    assert (raid.ends_at - raid.starts_at).seconds == tuning.RAID_FIGHT_SECONDS


@pytest.mark.parametrize("rank", [Rank.PLAYER, Rank.MODERATOR])
def test_lower_ranks_neither_start_nor_call_off(rank: Rank) -> None:
    person = make_staff(rank)
    assert refused(start_raid, by(person)).code == "forbidden" and not Raid.objects.exists()
    raid = make_raid()
    assert refused(call_off_raid, by(person), raid=raid).code == "forbidden"
    assert Raid.objects.get().state == "open" and not AuditEntry.objects.exists()


@pytest.mark.parametrize(("values", "field"), [
    ({"boss": "no-such-boss"}, "boss"), ({"boss": "flour-rat"}, "boss"), ({"gather": -1}, "gather"),
    ({"gather": SECONDS_MAX + 1}, "gather"), ({"gather": 10**30}, "gather"), ({"fight": 0}, "fight"), ({"fight": 10**30}, "fight"),
    ({"health": 0}, "health"), ({"health": -5}, "health"), ({"health": HEALTH_MAX + 1}, "health"),
])  # fmt: skip
def test_bad_values_name_the_field_and_start_nothing(master: User, values: dict[str, Any], field: str) -> None:
    error = refused(start_raid, by(master), **values)
    assert (error.code, error.field) == ("invalid", field)
    assert not Raid.objects.exists() and not AuditEntry.objects.exists()


@pytest.mark.parametrize("reason", ["", "x", " \0 ", "x" * 301])
def test_both_need_a_reason(master: User, reason: str) -> None:
    assert refused(start_raid, by(master, reason)).field == "reason"
    assert refused(call_off_raid, by(master, reason), raid=make_raid()).field == "reason"
    assert Raid.objects.get().state == "open"


def test_a_reason_for_players_that_is_too_long_is_refused_and_not_cut(master: User) -> None:
    raid = make_raid()
    error = refused(call_off_raid, by(master, "x" * (CALL_OFF_REASON_MAX + 1)), raid=raid)
    assert (error.code, error.field) == ("invalid", "reason") and Raid.objects.get().state == "open"
    call_off_raid(by(master, "x" * CALL_OFF_REASON_MAX), raid=raid)
    assert Raid.objects.get().reason == "x" * CALL_OFF_REASON_MAX


def test_a_form_that_is_sent_twice_starts_one_raid_and_calls_it_off_once(master: User) -> None:
    for again in (False, True):
        assert start_raid(by(master, key="same-form-1")).again == again
    raid = Raid.objects.get()
    for again in (False, True):
        assert call_off_raid(by(master, key="same-form-2"), raid=raid.id).again == again
    assert RaidFold.objects.count() == 1 and AuditEntry.objects.count() == 2


def test_the_same_form_for_another_raid_is_refused(master: User) -> None:
    first = make_raid()
    call_off_raid(by(master, key="same-form-1"), raid=first)
    assert refused(call_off_raid, by(master, key="same-form-1"), raid=make_raid()).code == "key_reused"


def test_a_second_raid_can_be_started_while_one_is_on_and_is_called_off_alone(master: User) -> None:
    first = make_raid(gather=60)
    start_raid(by(master))
    second = Raid.objects.exclude(pk=first).get()
    call_off_raid(by(master), raid=second.id)
    assert dict(Raid.objects.values_list("pk", "state")) == {first: "open", second.pk: "called_off"}


def test_a_raid_that_gathers_is_called_off_and_nobody_is_owed_anything(master: User, updates: list[RaidUpdate]) -> None:
    raid = make_raid(gather=600)
    call_off_raid(by(master, "the boss has a cold"), raid=raid)
    view = find_raid(raid)
    assert view is not None and (view.state, view.reason, view.hunters) == ("called_off", "the boss has a cold", 0)
    assert view.ended_at is not None and not RaidReward.objects.exists()
    assert [(u.raid, u.seq, u.state, u.hits) for u in updates] == [(raid, 1, "called_off", 0)]
    assert pay_raids()["failed"] == 0 and Raid.objects.get().paid_at is not None
    assert refused(strike, make_hunter(), raid).code == "raid_over"


def test_hits_without_a_number_are_counted_first_and_all_energy_comes_back_once(
    master: User, updates: list[RaidUpdate]
) -> None:
    one, other, raid = make_hunter(), make_hunter(faction="werewolf"), make_raid()
    before = energy(one)
    strike(one, raid)
    fold_now(raid)
    strike(one, raid)
    strike(other, raid)
    assert RaidHit.objects.filter(number=None).count() == 2
    call_off_raid(by(master, "a flood in the cellar"), raid=raid)
    assert not RaidHit.objects.filter(number=None).exists() and not RaidHit.objects.filter(late=True).exists()
    assert [(u.seq, u.state, u.hits) for u in updates] == [(1, "fighting", 1), (2, "fighting", 2), (3, "called_off", 0)]
    rewards = {r.character_id: r for r in RaidReward.objects.all()}
    least = Raid.objects.get().gold * tuning.RAID_LEAST_HITS
    assert {c: (r.hits, r.energy, r.gold, r.trophy) for c, r in rewards.items()} == {
        one.pk: (2, 2 * tuning.RAID_HIT_ENERGY, least, ""), other.pk: (1, tuning.RAID_HIT_ENERGY, least, ""),
    }  # fmt: skip
    for _ in range(2):
        pay_raids()
    assert energy(one) == before and paid_gold(one) == paid_gold(other) == [least]
    letters = Letter.objects.filter(recipient=one)
    assert len(letters) == 1 and "The city called the hunt off. a flood in the cellar" in letters[0].text


def test_a_hit_that_is_committed_after_the_calling_off_gets_its_energy_back_once(master: User) -> None:
    hunter, raid = make_hunter(), make_raid()
    before = energy(hunter)
    strike(hunter, raid)
    call_off_raid(by(master), raid=raid)
    # A hit that read the raid before it was called off, and was written afterwards.
    Raid.objects.filter(pk=raid).update(state="open", ended_at=None)
    strike(hunter, raid)
    Raid.objects.filter(pk=raid).update(state="called_off", ended_at=Raid.objects.get().opened_at)
    for _ in range(2):
        pay_raids()
    late = RaidHit.objects.get(late=True)
    assert (late.counted, late.refunded_at is not None) == (0, True) and energy(hunter) == before


def test_a_boss_that_falls_in_the_same_moment_has_fallen(master: User) -> None:
    hunter, raid = make_hunter(), make_raid(health=1)
    strike(hunter, raid)
    error = refused(call_off_raid, by(master), raid=raid)
    assert error.code == "raid_over" and "fallen" in error.message
    assert RaidHit.objects.get().number is None, "the refused action wrote nothing"
    fold_now(raid)
    view = find_raid(raid)
    assert view is not None and (view.state, view.killer, view.reason) == ("won", hunter.name, "")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("how", ["won", "escaped", "called_off"])
def test_a_raid_that_is_over_is_not_called_off(master: User, how: str) -> None:
    hunter, raid = make_hunter(), make_raid(health=1 if how == "won" else 10**9)
    strike(hunter, raid)
    if how == "called_off":
        call_off_raid(by(master), raid=raid)
    else:
        end_now(raid)
        fold_now(raid)
    before = Raid.objects.values().get()
    assert before["state"] == how
    assert refused(call_off_raid, by(master, "another reason"), raid=raid).code == "raid_over"
    assert Raid.objects.values().get() == before


@pytest.mark.parametrize("number", [999_999, 2**63 - 1, 0, -1])
def test_an_unknown_raid_is_not_found(master: User, number: int) -> None:
    assert refused(call_off_raid, by(master), raid=RaidId(number)).code == "not_found"


def test_a_fold_and_a_calling_off_at_once_settle_the_raid_once(master: User) -> None:
    for _ in range(5):
        hunters, raid = [make_hunter() for _ in range(3)], make_raid()
        for hunter in hunters:
            strike(hunter, raid)
        answers = at_once(partial(fold_now, raid), partial(call_off_raid, by(make_staff(Rank.GAME_MASTER)), raid=raid))
        assert not [a for a in answers if isinstance(a, Exception)], answers
        row = Raid.objects.get(pk=raid)
        assert (row.state, row.counted, row.number) == ("called_off", 3, 3)
        assert list(RaidFold.objects.filter(raid=raid).order_by("seq").values_list("seq", flat=True)) == list(
            range(1, row.seq + 1)
        )
        assert RaidReward.objects.filter(raid=raid).count() == 3


def test_hits_and_a_calling_off_at_once_lose_no_energy(master: User) -> None:
    hunters, raid = [make_hunter() for _ in range(4)], make_raid()
    before = {hunter.pk: energy(hunter) for hunter in hunters}
    for hunter in hunters:
        strike(hunter, raid)
        rest(hunter)
    answers = at_once(*[partial(strike, hunter, raid) for hunter in hunters], partial(call_off_raid, by(master), raid=raid))
    assert not [a for a in answers if isinstance(a, Exception) and not (isinstance(a, GameError) and a.code == "raid_over")], (
        answers
    )
    for _ in range(2):
        assert pay_raids()["failed"] == 0
    assert {hunter.pk: energy(hunter) for hunter in hunters} == before


def test_an_erased_hunter_of_a_raid_that_was_called_off_is_owed_nothing(master: User) -> None:
    from accounts.actions.erase import erase

    hunter, raid = make_hunter(), make_raid()
    strike(hunter, raid)
    call_off_raid(by(master), raid=raid)
    erase(user_id=owner_of(hunter).pk)
    assert pay_raids()["failed"] == 0 and paid_gold(hunter) == []
    assert RaidReward.objects.get().paid_at is not None and not Letter.objects.exists()

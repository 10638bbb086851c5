"""Hits, folds, settlements and payments of a raid at the same moment. Each race has a twin with its guard taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread, current_thread
from typing import Any

import pytest
from django.db import IntegrityError, connection

from accounts.actions.erase import erase
from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions import raid_fold, raid_pay
from game.actions.groups import make_groups
from game.actions.hunt import hunt
from game.actions.raid_fold import fold_raid
from game.actions.raid_hit import hit
from game.actions.raid_open import open_scheduled
from game.actions.raid_pay import pay_raids
from game.actions.staff_raid import call_off_raid
from game.actions.transaction import TransactionContext
from game.models import Battle, Character, Letter, Notice, Raid, RaidHit, RaidReminder, RaidReward, Transfer
from game.models.ids import CharacterId, RaidId
from game.queries.characters import seen
from game.queries.raid import unpaid_raids
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import by, make_character, owner_of
from game.tests.races.gate import at_once_through_gate, closed_gate, in_turn_through_gate, while_first_waits
from game.tests.races.no_locks import without_locks
from game.tests.races.together import without_the_lock, won
from game.tests.raids import end_now, fold_now, make_hit, make_hunter, make_raid
from game.tests.staff import by as as_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, HUNTERS, HITS = 40, 200, 3
OPENS = datetime(2026, 11, 28, 12, tzinfo=UTC)
UNLOCKED = raid_fold._LOCK.replace("FOR NO KEY UPDATE SKIP LOCKED", "")


@pytest.fixture(autouse=True)
def folds_do_not_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    make_groups()
    monkeypatch.setattr(tuning, "RAID_FOLD_MS", 0)


def state(raid: RaidId) -> str:
    return Raid.objects.get(pk=raid).state


@contextmanager
def constraint_dropped(table: str, name: str, definition: str) -> Iterator[None]:
    """definition: as Postgres writes it. The table is emptied before the constraint comes back."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


# --- two hundred at once ------------------------------------------------------------------------------------------------
def test_two_hundred_hunters_at_once_lose_no_hit_and_strike_one_killing_blow() -> None:
    hunters = [make_hunter(faction=("vampire", "werewolf")[n % 2]) for n in range(HUNTERS)]
    raid = make_raid(health=HUNTERS * 30)  # it falls after about a third of the hits
    ended = Event()

    def strike_all(part: list[Character]) -> list[Any]:
        """Each hit's answer, or its refusal."""
        found: list[Any] = []
        for _ in range(HITS):
            for hunter in part:
                try:
                    found.append(hit(by(hunter), raid=raid))
                except GameError as refusal:
                    found.append(refusal)
        return found

    def fold_on() -> int:
        folds = 0
        while not ended.is_set():
            folds += fold_raid(raid) is not None
        return folds

    def strike_then_end() -> None:
        try:
            parts = [partial(strike_all, hunters[start::THREADS]) for start in range(THREADS)]
            answers.extend(at_once(*parts))
        finally:
            ended.set()

    answers: list[Any] = []
    _, *folds = at_once(strike_then_end, fold_on, fold_on)
    pay_raids()
    flat = [answer for part in answers for answer in part]
    refused = [answer.code for answer in flat if isinstance(answer, GameError)]
    acknowledged = {answer.hit for answer in flat if not isinstance(answer, GameError)}
    assert len(flat) == HUNTERS * HITS and set(refused) <= {"raid_over"}
    rows = RaidHit.objects.filter(raid=raid)
    assert acknowledged == set(rows.values_list("pk", flat=True)) and len(acknowledged) + len(refused) == HUNTERS * HITS
    assert state(raid) == Raid.WON and all(isinstance(count, int) for count in folds) and sum(folds) > 1
    assert not rows.filter(number=None).exists() and raid_problems(raid) == []
    assert Transfer.objects.filter(reason="raid", asset="gold").count() == RaidReward.objects.filter(raid=raid).count() > 0
    spent = {character: 1000 - energy for character, energy in Character.objects.values_list("pk", "energy")}
    kept = rows.filter(late=False)
    assert sum(spent.values()) == kept.count() * tuning.RAID_HIT_ENERGY, "the energy of late hits came back, that of others not"


# --- one hunter ---------------------------------------------------------------------------------------------------------
def test_two_hits_and_two_hunts_of_one_hunter_at_once_use_four_nonces() -> None:
    raid, hunter = make_raid(), make_hunter()
    calls = [lambda: hit(by(hunter), raid=raid), lambda: hunt(by(hunter), place="old-mill")] * 2
    assert len(won(at_once(*calls))) == 4
    used = [*Battle.objects.values_list("nonce", flat=True), *RaidHit.objects.values_list("nonce", flat=True)]
    assert sorted(used) == [0, 1, 2, 3]
    assert Character.objects.get(pk=hunter.pk).energy == 1000 - 2 * tuning.RAID_HIT_ENERGY - 2 * tuning.HUNT_ENERGY


def test_twin_without_the_version_check_two_hits_cost_the_energy_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    raid, hunter = make_raid(), make_hunter()
    without_the_lock(monkeypatch)
    with constraint_dropped("game_raidhit", "a_nonce_is_used_for_one_hit", "UNIQUE (seed_id, nonce)"):
        results = won(at_once(*[lambda: hit(by(hunter), raid=raid)] * 2))
        assert [answer.fairness.nonce for answer in results] == [0, 0]
        assert Character.objects.get(pk=hunter.pk).energy == 1000 - tuning.RAID_HIT_ENERGY


def test_a_double_click_hits_once() -> None:
    raid, hunter = make_raid(), make_hunter()
    results = won(at_once(*[lambda: hit(by(hunter, "same-key-1"), raid=raid)] * 4))
    assert len(results) == 4 and all(r == results[0] for r in results) and RaidHit.objects.count() == 1


# --- hits and folds -----------------------------------------------------------------------------------------------------
def hit_that_commits_late(raid: RaidId) -> tuple[int, int]:
    """A hit has its id and waits; a second one commits and is folded; then the first commits and is folded. Their ids."""
    slow, quick = make_hunter(), make_hunter()
    with closed_gate("BEFORE INSERT ON game_raidhit", f"NEW.character_id = {slow.pk}") as gate:

        def overtake() -> int:
            try:
                gate.wait_for(1)
                answer = hit(by(quick), raid=raid)
                fold_raid(raid)
            finally:
                gate.open()
            return answer.hit

        first, second = at_once(lambda: hit(by(slow), raid=raid), overtake)
    fold_raid(raid)
    return first.hit, second


def test_a_hit_with_a_smaller_id_that_commits_after_a_fold_is_counted_by_the_next_one() -> None:
    raid = make_raid()
    slow, quick = hit_that_commits_late(raid)
    assert slow < quick
    numbers = dict(RaidHit.objects.values_list("pk", "number"))
    assert numbers == {quick: 1, slow: 2} and raid_problems(raid) == []


def test_twin_a_fold_that_remembers_the_highest_id_loses_the_hit(monkeypatch: pytest.MonkeyPatch) -> None:
    above = "h.id > coalesce((SELECT max(m.id) FROM game_raidhit m WHERE m.number IS NOT NULL), 0)"
    monkeypatch.setattr(raid_fold, "_NEW_HITS", raid_fold._NEW_HITS.replace("h.number IS NULL", above))
    slow, quick = hit_that_commits_late(make_raid())
    assert dict(RaidHit.objects.values_list("pk", "number")) == {quick: 1, slow: None}


def two_folds(raid: RaidId, waiting: int) -> list[Any]:
    """Two folds at once. The first waits before it writes until so many wait, or until the other has ended."""
    with closed_gate("BEFORE INSERT ON game_raidfold") as gate:
        other_ended = Event()

        def first() -> Any:
            return fold_raid(raid)

        def other() -> Any:
            try:
                gate.wait_for(1)
                return fold_raid(raid)
            finally:
                other_ended.set()

        def open_the_gate() -> None:
            try:
                if waiting > 1:
                    gate.wait_for(waiting)
                else:
                    assert other_ended.wait(10)
            finally:
                gate.open()

        *results, failure = at_once(first, other, open_the_gate)
    assert failure is None, failure
    return results


def test_two_folds_at_once_one_counts_and_the_other_does_not_wait() -> None:
    raid, hunter = make_raid(), make_hunter()
    for _ in range(5):
        make_hit(hunter, raid, 10)
    assert two_folds(raid, waiting=1) == [raid_fold.Folded(5, False, False), None]
    assert Raid.objects.get(pk=raid).seq == 1 and raid_problems(raid) == []


def test_twin_without_the_lock_both_folds_read_the_same_hits_and_only_a_constraint_refuses_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raid, hunter = make_raid(), make_hunter()
    for _ in range(5):
        make_hit(hunter, raid, 10)
    monkeypatch.setattr(raid_fold, "_LOCK", UNLOCKED)
    results = two_folds(raid, waiting=2)
    assert sum(isinstance(result, IntegrityError | RuntimeError) for result in results) == 1


def test_two_settlements_at_once_freeze_each_reward_once() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 10)
    end_now(raid)
    assert two_folds(raid, waiting=1) == [raid_fold.Folded(1, True, False), None]
    assert RaidReward.objects.count() == 1 and fold_raid(raid) is None and raid_problems(raid) == []


def test_twin_without_the_lock_two_settlements_freeze_every_reward_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 10)
    fold_raid(raid)
    end_now(raid)
    monkeypatch.setattr(raid_fold, "_LOCK", UNLOCKED)
    rank, hunter_once = "UNIQUE (raid_id, rank)", "UNIQUE (character_id, raid_id)"
    with (
        constraint_dropped("game_raidfold", "one_fold_per_seq", "UNIQUE (raid_id, seq)"),
        constraint_dropped("game_raidreward", "one_hunter_per_rank", rank),
        constraint_dropped("game_raidreward", "one_reward_per_hunter", hunter_once),
    ):
        results = two_folds(raid, waiting=2)
        assert [result.settled for result in results] == [True, True] and RaidReward.objects.count() == 2


# --- the end ------------------------------------------------------------------------------------------------------------
def hit_in_flight_at_the_end(raid: RaidId, hunter: Character) -> Any:
    """The hit has read a raid that is on; the raid is settled and paid; then the hit commits. Its answer."""
    with closed_gate("BEFORE INSERT ON game_raidhit", f"NEW.character_id = {hunter.pk}") as gate:

        def end() -> None:
            try:
                gate.wait_for(1)
                end_now(raid)
                fold_raid(raid)
                pay_raids()
            finally:
                gate.open()

        answer, failure = at_once(lambda: hit(by(hunter), raid=raid), end)
    assert failure is None, failure
    assert state(raid) == Raid.ESCAPED
    return answer


def test_a_hit_that_commits_after_settlement_and_payment_is_late_and_its_energy_comes_back_once() -> None:
    raid, hunter, other = make_raid(), make_hunter(), make_hunter()
    make_hit(other, raid, 10)
    answer = hit_in_flight_at_the_end(raid, hunter)
    assert Character.objects.get(pk=hunter.pk).energy == 1000 - tuning.RAID_HIT_ENERGY
    counts = at_once(pay_raids, pay_raids)
    assert sum(one["refunds"] for one in counts) == 1 and pay_raids()["refunds"] == 0
    assert Character.objects.get(pk=hunter.pk).energy == 1000
    row = RaidHit.objects.get(pk=answer.hit)
    assert (row.late, row.counted, row.number) == (True, 0, 2) and raid_problems(raid) == []


def test_twin_a_payment_that_looks_only_at_unpaid_raids_never_finds_the_hit(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpaid() -> list[RaidId]:
        return [raid.id for raid in Raid.objects.filter(paid_at=None).exclude(state=Raid.OPEN)]

    raid, hunter = make_raid(), make_hunter()
    hit_in_flight_at_the_end(raid, hunter)
    monkeypatch.setattr(raid_pay, "unpaid_raids", unpaid)
    pay_raids()
    assert RaidHit.objects.get().number is None and Character.objects.get(pk=hunter.pk).energy == 1000 - tuning.RAID_HIT_ENERGY


def call_off_during_the_killing_fold(raid: RaidId) -> list[Any]:
    """A fold that kills waits before it writes the raid; then the raid is called off."""
    order = as_staff(make_staff(Rank.GAME_MASTER))
    return in_turn_through_gate(
        "BEFORE INSERT ON game_raidfold", "true", lambda: fold_raid(raid), lambda: call_off_raid(order, raid=raid)
    )


def test_a_raid_that_is_called_off_during_the_killing_fold_is_won() -> None:
    raid, hunter = make_raid(health=50), make_hunter()
    make_hit(hunter, raid, 70)
    folded, refusal = call_off_during_the_killing_fold(raid)
    assert folded.settled and isinstance(refusal, GameError) and refusal.code == "raid_over"
    assert state(raid) == Raid.WON and raid_problems(raid) == []


def test_twin_without_the_locks_only_a_constraint_keeps_one_of_the_two_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    raid, hunter = make_raid(health=50), make_hunter()
    make_hit(hunter, raid, 70)
    monkeypatch.setattr(raid_fold, "_LOCK", UNLOCKED)
    without_locks(monkeypatch)
    folded, fault = call_off_during_the_killing_fold(raid)
    assert folded.settled and isinstance(fault, IntegrityError | RuntimeError)


# --- payments -----------------------------------------------------------------------------------------------------------
def won_raid(*hunters: Character) -> RaidId:
    raid = make_raid(health=10 * len(hunters))
    for hunter in hunters:
        make_hit(hunter, raid, 10)
    make_hit(hunters[0], raid, 10)
    fold_now(raid)
    return raid


def test_two_payers_at_once_pay_each_hunter_once() -> None:
    hunters = [make_hunter() for _ in range(4)]
    raid = won_raid(*hunters)
    results = at_once_through_gate("BEFORE INSERT ON game_transfer", "NEW.reason = 'raid'", pay_raids, pay_raids)
    assert sum(one["rewards"] for one in results) == 4 and sum(one["refunds"] for one in results) == 1
    assert Transfer.objects.filter(reason="raid", asset="gold").count() == Letter.objects.count() == 4
    assert Character.objects.get(pk=hunters[0].pk).energy == 1000 + tuning.RAID_HIT_ENERGY and raid_problems(raid) == []


def test_twin_without_the_locks_two_payers_pay_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    hunter = make_hunter()
    raid = won_raid(hunter)
    without_locks(monkeypatch)
    at_once_through_gate("BEFORE UPDATE ON game_raidreward", "true", pay_raids, pay_raids)
    assert Transfer.objects.filter(reason="raid", asset="gold").count() == 2
    assert "a paid reward is not one movement of its gold" in raid_problems(raid)


def pay_during_an_erasure(hunter: Character, *, waits: bool) -> list[Any]:
    """The erasure has taken the owner from the character and waits; then the raid is paid, which may wait for the erasure."""
    user, order = owner_of(hunter).pk, in_turn_through_gate if waits else while_first_waits
    changes = "NEW.user_id IS NULL AND OLD.user_id IS NOT NULL"
    return order("AFTER UPDATE ON game_character", changes, lambda: erase(user_id=user), pay_raids)


def test_a_payer_that_meets_an_erasure_passes_it_by_and_pays_nothing_to_the_erased_account() -> None:
    hunter = make_hunter()
    raid = won_raid(hunter)
    assert pay_during_an_erasure(hunter, waits=False) == [None, {"rewards": 0, "refunds": 0, "failed": 0}]
    assert Raid.objects.get(pk=raid).paid_at is None
    assert pay_raids() == {"rewards": 1, "refunds": 0, "failed": 0}
    assert not Transfer.objects.filter(reason="raid").exists() and not Letter.objects.exists()
    assert Raid.objects.get(pk=raid).paid_at is not None and raid_problems(raid) == []


def test_twin_a_payer_that_does_not_lock_the_character_writes_a_letter_to_an_erased_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hunter = make_hunter()
    won_raid(hunter)
    lock = TransactionContext.lock_free_characters

    def unlocked(context: TransactionContext, ids: list[CharacterId]) -> dict[CharacterId, Character]:
        return {c: seen(c) for c in ids} if current_thread() in payers else lock(context, ids)

    payers: list[Thread] = []
    pay = unpaid_raids

    def note_the_thread() -> list[RaidId]:
        payers.append(current_thread())
        return pay()

    monkeypatch.setattr(raid_pay, "unpaid_raids", note_the_thread)
    monkeypatch.setattr(TransactionContext, "lock_free_characters", unlocked)
    pay_during_an_erasure(hunter, waits=True)
    assert Transfer.objects.filter(reason="raid").exists()


# --- windows ------------------------------------------------------------------------------------------------------------
def test_two_jobs_open_a_window_once_and_remind_once() -> None:
    RaidReminder.objects.create(character=make_character(), window=OPENS)
    jobs = [lambda: open_scheduled(OPENS)] * 2
    results = at_once_through_gate("BEFORE INSERT ON game_raid", "true", *jobs)
    assert sorted(result is None for result in results) == [False, True]
    assert Raid.objects.count() == Notice.objects.count() == 1


def test_twin_without_the_constraint_two_jobs_open_a_window_twice() -> None:
    RaidReminder.objects.create(character=make_character(), window=OPENS)
    with constraint_dropped("game_raid", "a_window_has_one_raid", 'UNIQUE ("window")'):
        jobs = [lambda: open_scheduled(OPENS)] * 2
        results = at_once_through_gate("BEFORE INSERT ON game_raid", "true", *jobs)
        assert None not in results and Raid.objects.count() == Notice.objects.count() == 2

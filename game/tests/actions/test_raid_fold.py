"""The fold: numbers, totals, the killing blow, and the updates that watchers are told."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.tests.race import at_once
from game.actions import raid_fold
from game.actions.raid_effects import on_raid_updated
from game.actions.raid_fold import fold_raid
from game.models import Character, Raid, RaidFold, RaidHit, RaidHunter, RaidReward
from game.models.ids import RaidId
from game.queries.raid_proof import raid_problems
from game.rules.raid_update import RaidUpdate
from game.tests.raids import end_now, fold_now, make_hit, make_hunter, make_raid, next_hit_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[RaidUpdate]]:
    """The updates that watchers are told."""
    found: list[RaidUpdate] = []
    on_raid_updated.append(found.append)
    yield found
    on_raid_updated.remove(found.append)


def raid_of(raid: RaidId) -> Raid:
    return Raid.objects.get(pk=raid)


def test_a_fold_numbers_new_hits_by_id_and_a_second_one_goes_on() -> None:
    raid, one, other = make_raid(health=1000), make_hunter(), make_hunter(faction="werewolf")
    hits = [make_hit(one, raid, 30), make_hit(other, raid, 50), make_hit(one, raid, 0)]
    assert fold_now(raid) == raid_fold.Folded(3, False, False)
    hits.append(make_hit(other, raid, 20))
    fold_now(raid)
    rows = list(RaidHit.objects.order_by("number").values_list("pk", "number", "counted", "hp_after", "late"))
    assert rows == [
        (hits[0].pk, 1, 30, 970, False), (hits[1].pk, 2, 50, 920, False), (hits[2].pk, 3, 0, 920, False),
        (hits[3].pk, 4, 20, 900, False),
    ]  # fmt: skip
    found = raid_of(raid)
    assert (found.hp, found.number, found.counted, found.hunters, found.vampire, found.werewolf, found.seq) == (
        900, 4, 4, 2, 30, 70, 2,
    )  # fmt: skip
    totals = RaidHunter.objects.order_by("character").values_list("character", "hits", "damage")
    assert list(totals) == [(one.pk, 2, 30), (other.pk, 2, 70)]
    assert found.top == [[other.pk, other.name, 70], [one.pk, one.name, 30]] and raid_problems(raid) == []


def test_a_hit_that_commits_after_a_fold_gets_a_later_number_than_those_of_the_fold() -> None:
    raid, one, other = make_raid(), make_hunter(), make_hunter()
    early = next_hit_id()
    late = make_hit(one, raid, 5)
    fold_now(raid)
    make_hit(other, raid, 7, id=early)
    fold_now(raid)
    assert early < late.pk
    assert (
        list(RaidHit.objects.order_by("number").values_list("pk", flat=True)) == [late.pk, early] and raid_problems(raid) == []
    )


def test_a_fold_writes_no_character_and_takes_the_same_statements_for_one_hit_and_for_many() -> None:
    raid, hunters = make_raid(), [make_hunter() for _ in range(8)]
    versions = Character.objects.order_by("pk").extra(select={"version": "xmin::text"}).values_list("pk", "version")
    counts = []
    for some in (hunters[:1], hunters):
        for hunter in some:
            make_hit(hunter, raid, 3)
        Raid.objects.update(folded_at=None)
        before = list(versions.all())
        with CaptureQueriesContext(connection) as asked:
            fold_raid(raid)
        counts.append(len([query for query in asked if query["sql"] not in ("BEGIN", "COMMIT")]))
        assert list(versions.all()) == before and len(before) == 8
    assert counts == [3, 3]


def test_a_fold_without_new_hits_sends_nothing_and_keeps_the_number_of_updates(told: list[RaidUpdate]) -> None:
    raid = make_raid()
    assert fold_now(raid) == raid_fold.Folded(0, False, False)
    assert raid_of(raid).seq == 0 and not told and not RaidFold.objects.exists()


def test_nobody_folds_within_the_pause_before_the_start_or_after_the_settlement() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 3)
    assert fold_raid(raid) is not None
    make_hit(hunter, raid, 3)
    assert fold_raid(raid) is None
    assert fold_now(raid) is not None
    end_now(raid)
    assert fold_now(raid) == raid_fold.Folded(0, True, False)
    assert fold_now(raid) is None
    assert fold_now(make_raid(gather=60)) is None
    assert fold_raid(RaidId(999_999)) is None


def test_nobody_waits_for_the_lock_of_a_raid() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 3)
    with transaction.atomic():
        Raid.objects.select_for_update(no_key=True).get(pk=raid)
        assert at_once(lambda: fold_raid(raid)) == [None]
    assert fold_raid(raid) == raid_fold.Folded(1, False, False)


def test_each_update_is_told_once_and_its_number_rises_by_one(told: list[RaidUpdate]) -> None:
    raid, hunter = make_raid(health=100), make_hunter()
    for damage in (40, 30, 50):
        make_hit(hunter, raid, damage)
        fold_now(raid)
    assert [(u.raid, u.seq, u.state, u.tally.hp, u.hits, u.killer) for u in told] == [
        (raid, 1, "fighting", 60, 1, None), (raid, 2, "fighting", 30, 1, None), (raid, 3, "won", 0, 1, hunter.name),
    ]  # fmt: skip
    assert list(RaidFold.objects.order_by("seq").values_list("seq", "hp", "number", "hits")) == [
        (1, 60, 1, 1), (2, 30, 2, 1), (3, 0, 3, 1),
    ]  # fmt: skip


def test_an_escape_with_and_without_last_hits_is_one_update(told: list[RaidUpdate]) -> None:
    for last_hits in (0, 2):
        told.clear()
        raid, hunter = make_raid(), make_hunter()
        for _ in range(last_hits):
            make_hit(hunter, raid, 3)
        end_now(raid)
        fold_now(raid)
        assert [(u.seq, u.state, u.hits) for u in told] == [(1, "escaped", last_hits)] and raid_problems(raid) == []


def test_a_fold_that_is_rolled_back_tells_nothing_and_leaves_nothing(
    told: list[RaidUpdate], monkeypatch: pytest.MonkeyPatch
) -> None:
    raid, hunter = make_raid(health=10), make_hunter()
    make_hit(hunter, raid, 30)

    def fail(*args: object, **params: object) -> None:
        raise RuntimeError("the process is ill")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(raid_fold, "settle", fail)
        fold_raid(raid)
    assert not told and raid_of(raid).hp == 10 and RaidHit.objects.get().number is None
    fold_raid(raid)
    assert raid_of(raid).state == Raid.WON and len(told) == 1 and raid_problems(raid) == []


def test_the_killing_blow_ends_the_raid_and_later_hits_of_the_fold_are_late() -> None:
    raid, one, other = make_raid(health=100), make_hunter(), make_hunter()
    make_hit(one, raid, 60)
    killing = make_hit(other, raid, 70)
    make_hit(one, raid, 50)
    assert fold_now(raid) == raid_fold.Folded(3, True, False)
    rows = list(RaidHit.objects.order_by("number").values_list("counted", "hp_after", "late"))
    assert rows == [(60, 40, False), (40, 0, False), (0, 0, True)]
    found = raid_of(raid)
    assert (found.state, found.hp, found.killing_hit, found.counted, found.number) == (Raid.WON, 0, killing.pk, 2, 3)
    assert (
        dict(RaidHunter.objects.values_list("character", "damage")) == {one.pk: 60, other.pk: 40} and raid_problems(raid) == []
    )


def test_more_hits_than_a_fold_numbers_are_all_counted_before_the_boss_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raid_fold, "BATCH", 4)
    raid, hunter = make_raid(), make_hunter()
    for _ in range(10):
        make_hit(hunter, raid, 3)
    end_now(raid)
    assert fold_now(raid) == raid_fold.Folded(4, False, True) and not RaidReward.objects.exists()
    assert fold_now(raid) == raid_fold.Folded(4, False, True)
    assert fold_now(raid) == raid_fold.Folded(2, True, False)
    assert raid_of(raid).counted == 10 and RaidReward.objects.get().hits == 10 and raid_problems(raid) == []


def test_the_killing_blow_in_a_full_fold_ends_the_raid_and_the_rest_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raid_fold, "BATCH", 2)
    raid, hunter = make_raid(health=5), make_hunter()
    for _ in range(5):
        make_hit(hunter, raid, 3)
    assert fold_now(raid) == raid_fold.Folded(2, True, True)
    assert RaidHit.objects.filter(number=None).count() == 3 and raid_of(raid).counted == 2


def test_hits_of_another_raid_are_left_alone() -> None:
    first, hunter = make_raid(), make_hunter()
    end_now(first)
    fold_now(first)
    stray = make_hit(hunter, first, 9)
    second = make_raid()
    make_hit(hunter, second, 4)
    fold_now(second)
    stray.refresh_from_db()
    assert stray.number is None and raid_of(second).counted == 1


def test_a_hunter_who_was_renamed_is_on_the_board_with_the_new_name_from_the_next_hit_on() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 3)
    fold_now(raid)
    Character.objects.filter(pk=hunter.pk).update(name="Renamed_one", seen_at=timezone.now())
    make_hit(hunter, raid, 3)
    fold_now(raid)
    assert raid_of(raid).top == [[hunter.pk, "Renamed_one", 6]]

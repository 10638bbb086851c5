"""A hunter is erased while a raid is on: the name leaves the raid for good, whatever a fold or a settlement does meanwhile."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest

from accounts.actions.erase import erase
from accounts.tests.race import at_once
from game.actions import transaction
from game.actions.raid_effects import on_raid_updated
from game.actions.raid_names import take_names_out_of_open_raids
from game.actions.raid_pay import pay_raids
from game.models import Character, Raid, RaidFold, RaidHit, RaidReward
from game.models.ids import CharacterId, RaidId
from game.queries.raid import find_raid
from game.rules.raid_fold import Renamed
from game.rules.raid_update import RaidUpdate
from game.tests.make import make_character, owner_of
from game.tests.person import places_of
from game.tests.races.gate import at_once_through_gate, closed_gate
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Quillhazel"


def erasing(character: Character) -> Callable[[], None]:
    return partial(erase, user_id=owner_of(character).pk)


def checked(*answers: object) -> None:
    for answer in answers:
        if isinstance(answer, Exception):
            raise answer


def names_in(raid: RaidId) -> set[str]:
    found = Raid.objects.get(pk=raid)
    return {line[1] for line in found.top} | {line[0] for line in found.latest}


def test_an_erased_name_leaves_the_open_raid_and_its_watchers_see_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[RaidUpdate] = []
    monkeypatch.setattr("game.actions.raid_effects.on_raid_updated", [*on_raid_updated, told.append])
    hero, other, raid = make_hunter(name=NAME), make_hunter(name="Otherhero"), make_raid()
    for hunter in (hero, other):
        strike(hunter, raid)
    fold_now(raid)
    before = Raid.objects.get()
    erase(user_id=owner_of(hero).pk)
    after = Raid.objects.get()
    gone = f"gone_{hero.pk}"
    assert names_in(raid) == {gone, "Otherhero"} and after.seq == before.seq + 1 == told[-1].seq
    assert {one.name for one in told[-1].tally.top} == {gone, "Otherhero"} and told[-1].hits == 0
    assert [damage for _, _, damage in after.top] == [damage for _, _, damage in before.top]
    assert (after.hp, after.number, after.hunters) == (before.hp, before.number, before.hunters)
    strike(other, raid)
    fold_now(raid)
    assert names_in(raid) == {gone, "Otherhero"} and not list(places_of(NAME))
    assert list(RaidFold.objects.order_by("seq").values_list("seq", "hits")) == [(1, 2), (2, 0), (3, 1)]


def test_hits_that_a_fold_has_not_seen_yet_count_under_the_new_name() -> None:
    hero, raid = make_hunter(name=NAME), make_raid()
    strike(hero, raid)
    erase(user_id=owner_of(hero).pk)
    assert Raid.objects.get().seq == 0, "nobody was told a name yet"
    fold_now(raid)
    assert names_in(raid) == {f"gone_{hero.pk}"} and Raid.objects.get().hunters == 1


def test_an_erased_account_that_never_hit_leaves_the_raid_alone() -> None:
    hero, raid = make_hunter(name=NAME), make_raid()
    strike(make_hunter(), raid)
    fold_now(raid)
    before = Raid.objects.values().get()
    erase(user_id=owner_of(hero).pk)
    assert Raid.objects.values().get() == before


def test_both_characters_of_an_account_leave_the_raid_in_one_update() -> None:
    hero, raid = make_hunter(name=NAME), make_raid()
    twin = make_character(owner_of(hero), name="Zephyrhazel", level=10, energy=1000, hp=1_000_000)
    for hunter in (hero, twin):
        strike(hunter, raid)
    fold_now(raid)
    erase(user_id=owner_of(hero).pk)
    assert names_in(raid) == {f"gone_{hero.pk}", f"gone_{twin.pk}"} and Raid.objects.get().seq == 2


def test_a_name_leaves_all_raids_that_are_on() -> None:
    hero, raids = make_hunter(name=NAME), [make_raid(), make_raid()]
    for raid in raids:
        strike(hero, raid)
        fold_now(raid)
    other = make_raid()
    erase(user_id=owner_of(hero).pk)
    assert [names_in(raid) for raid in raids] == [{f"gone_{hero.pk}"}] * 2 and not list(places_of(NAME))
    assert Raid.objects.get(pk=other).seq == 0


def test_the_board_and_the_killing_blow_of_an_ended_raid_lose_the_name() -> None:
    hero, raid = make_hunter(name=NAME), make_raid(health=1)
    strike(hero, raid)
    fold_now(raid)
    view = find_raid(raid)
    assert view is not None and (view.killer, [one.name for one in view.top]) == (NAME, [NAME])
    erase(user_id=owner_of(hero).pk)
    view = find_raid(raid)
    gone = f"gone_{hero.pk}"
    assert view is not None and (view.killer, [one.name for one in view.top]) == (gone, [gone])
    assert RaidHit.objects.count() == RaidReward.objects.count() == 1 and pay_raids()["failed"] == 0


def fold_that_has_read_the_name(hero: Character, raid: RaidId) -> list[object]:
    """A fold and an erasure at once: the fold has read the hunter's name, and is about to write it, when the erasure comes."""
    return at_once_through_gate("BEFORE UPDATE ON game_raidhit", "true", partial(fold_now, raid), erasing(hero))


def test_a_fold_that_has_read_the_name_does_not_bring_it_back() -> None:
    hero, raid = make_hunter(name=NAME), make_raid()
    strike(hero, raid)
    checked(*fold_that_has_read_the_name(hero, raid))
    assert names_in(raid) == {f"gone_{hero.pk}"} and not list(places_of(NAME))
    assert RaidHit.objects.get().number == 1 and Raid.objects.get().counted == 1


def test_twin_without_waiting_for_the_fold_the_name_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    hero, raid = make_hunter(name=NAME), make_raid()
    strike(hero, raid)
    read = Raid.objects.select_for_update
    monkeypatch.setattr(Raid.objects, "select_for_update", lambda **how: read(**how, skip_locked=True))
    at_once_with_the_erasure_first_to_end(hero, raid)
    assert names_in(raid) == {NAME}


def at_once_with_the_erasure_first_to_end(hero: Character, raid: RaidId) -> None:
    """As fold_that_has_read_the_name, for an erasure that does not wait."""
    with closed_gate("BEFORE UPDATE ON game_raidhit") as gate:

        def erase_while_the_fold_waits() -> None:
            try:
                gate.wait_for(1)
                erase(user_id=owner_of(hero).pk)
            finally:
                gate.open()

        checked(*at_once(partial(fold_now, raid), erase_while_the_fold_waits))


def test_a_settlement_and_an_erasure_at_once_wait_for_each_other_without_a_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settlement holds the raid and checks its rewards against the characters; the erasure holds the character."""
    hero, raid = make_hunter(name=NAME), make_raid()
    strike(hero, raid)
    end_now(raid)
    repeated = conflicts(monkeypatch)
    checked(*at_once_through_gate("BEFORE INSERT ON game_raidreward", "true", partial(fold_now, raid), erasing(hero)))
    assert repeated == [] and not list(places_of(NAME))
    assert Raid.objects.get().state == "escaped" and RaidReward.objects.count() == 1


def test_twin_that_writes_the_name_before_it_locks_the_raid_deadlocks(monkeypatch: pytest.MonkeyPatch) -> None:
    hero, raid = make_hunter(name=NAME), make_raid()
    strike(hero, raid)
    end_now(raid)

    def write_first(names: Mapping[CharacterId, Renamed]) -> None:
        Character.objects.filter(pk__in=list(names)).update(skeleton=f"gone_{hero.pk}")
        take_names_out_of_open_raids(names)

    monkeypatch.setattr("game.actions.forget.take_names_out_of_open_raids", write_first)
    repeated = conflicts(monkeypatch)
    answers = at_once_through_gate("BEFORE INSERT ON game_raidreward", "true", partial(fold_now, raid), erasing(hero))
    assert repeated or any("deadlock" in str(answer) for answer in answers), answers


def conflicts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Transactions that Postgres ended because of another one, and that were repeated."""
    found: list[object] = []
    known = transaction.is_conflict

    def noted(error: BaseException) -> bool:
        if known(error):
            found.append(error)
        return known(error)

    monkeypatch.setattr(transaction, "is_conflict", noted)
    return found


def test_folds_hits_and_erasures_at_once_lose_no_hit_and_keep_no_name() -> None:
    for _ in range(5):
        heroes, raid = [make_hunter() for _ in range(3)], make_raid()
        names = [hero.name for hero in heroes]
        for hero in heroes:
            strike(hero, raid)
        checked(*at_once(partial(fold_now, raid), *[erasing(hero) for hero in heroes]))
        fold_now(raid)
        assert names_in(raid) == {f"gone_{hero.pk}" for hero in heroes} and not list(places_of(*names))
        row = Raid.objects.get(pk=raid)
        assert (row.counted, row.hunters) == (3, 3)
        end_now(raid)
        fold_now(raid)

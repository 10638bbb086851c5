"""The fold: its result depends on the order of the hits, and not on how they were cut into folds."""

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from game.rules import tuning
from game.rules.raid_fold import NewHit, NumberedHit, RaidTally, Renamed, fold, renamed

Struck = tuple[int, int]
"""Character and damage."""
struck = st.lists(st.tuples(st.integers(1, 14), st.integers(0, 60)), max_size=60)
FACTIONS = ("vampire", "werewolf")


def before(health: int) -> RaidTally:
    return RaidTally(health, 0, 0, 0, 0, 0, [], [])


def folded(health: int, hits: list[Struck], cuts: list[int]) -> tuple[RaidTally, list[NumberedHit]]:
    """All hits, in folds that end at the cuts, each with the totals that the folds before it counted."""
    tally, numbered, dealt, counted = before(health), list[NumberedHit](), Counter[int](), Counter[int]()
    edges = [0, *sorted(cut for cut in cuts if cut < len(hits)), len(hits)]
    for first, last in itertools.pairwise(edges):
        new = [
            NewHit(index + 100, who, f"Hunter {who}", FACTIONS[who % 2], damage, "hit" if damage else "dodge", dealt[who], counted[who])
            for index, (who, damage) in enumerate(hits[first:last], first)
        ]  # fmt: skip
        tally, some = fold(tally, new)
        for one in some:
            if not one.late:
                dealt[one.character] += one.counted
                counted[one.character] += 1
        numbered += some
    return tally, numbered


@given(st.integers(1, 900), struck, st.lists(st.integers(0, 60)))
def test_the_result_does_not_depend_on_how_hits_are_cut_into_folds(health: int, hits: list[Struck], cuts: list[int]) -> None:
    assert folded(health, hits, cuts) == folded(health, hits, [])


@given(st.integers(1, 900), struck, st.lists(st.integers(0, 60)))
def test_counted_damage_is_the_health_that_is_gone(health: int, hits: list[Struck], cuts: list[int]) -> None:
    tally, numbered = folded(health, hits, cuts)
    assert sum(one.counted for one in numbered) == health - tally.hp == tally.vampire + tally.werewolf
    assert health - tally.hp == min(health, sum(damage for _, damage in hits))
    assert all(0 <= one.counted <= damage for one, (_, damage) in zip(numbered, hits, strict=True))


@given(st.integers(1, 900), struck, st.lists(st.integers(0, 60)))
def test_the_killing_blow_is_the_hit_at_which_the_running_sum_reaches_the_health(
    health: int, hits: list[Struck], cuts: list[int]
) -> None:
    tally, numbered = folded(health, hits, cuts)
    total, killing = 0, None
    for index, (_, damage) in enumerate(hits, 100):
        total += damage
        if total >= health and killing is None:
            killing = index
    assert tally.killing_hit == killing and (killing is None) == (tally.hp > 0)
    fell = [one.id for one in numbered if one.hp_after == 0 and not one.late]
    assert fell == ([] if killing is None else [killing])


@given(st.integers(1, 300), struck)
def test_hits_after_the_killing_blow_are_late_and_count_nothing(health: int, hits: list[Struck]) -> None:
    tally, numbered = folded(health, hits, [])
    for one in numbered:
        assert one.late == (tally.killing_hit is not None and one.id > tally.killing_hit)
        assert not one.late or (one.counted, one.hp_after) == (0, 0)
    on_time = [one for one in numbered if not one.late]
    assert tally.counted == len(on_time) and tally.hunters == len({one.character for one in on_time})


@given(st.integers(1, 900), struck, st.lists(st.integers(0, 60)))
def test_numbers_follow_each_other(health: int, hits: list[Struck], cuts: list[int]) -> None:
    tally, numbered = folded(health, hits, cuts)
    assert [one.number for one in numbered] == list(range(1, len(hits) + 1)) and tally.number == len(hits)


@given(st.integers(1, 900), struck, st.lists(st.integers(0, 60)))
def test_the_board_has_the_hunters_with_most_damage_and_ties_go_by_character(
    health: int, hits: list[Struck], cuts: list[int]
) -> None:
    tally, numbered = folded(health, hits, cuts)
    dealt = Counter[int]()
    for one in numbered:
        if not one.late:
            dealt[one.character] += one.counted
    ranked = sorted(dealt.items(), key=lambda pair: (-pair[1], pair[0]))
    assert [(one.character, one.damage) for one in tally.top] == ranked[: tuning.RAID_TOP]
    assert [one.name for one in tally.top] == [f"Hunter {who}" for who, _ in ranked[: tuning.RAID_TOP]]


@given(st.integers(1, 900), struck, st.lists(st.integers(0, 60)))
def test_the_last_hits_are_the_newest_that_counted(health: int, hits: list[Struck], cuts: list[int]) -> None:
    tally, numbered = folded(health, hits, cuts)
    on_time = [(f"Hunter {one.character}", one.counted) for one in numbered if not one.late]
    assert [(one.name, one.damage) for one in tally.latest] == on_time[::-1][: tuning.RAID_LATEST]


def test_a_fold_without_hits_changes_nothing() -> None:
    tally, _ = folded(100, [(1, 5), (2, 7)], [])
    assert fold(tally, []) == (tally, [])


def test_a_blow_of_more_than_the_rest_counts_only_the_rest() -> None:
    tally, [one] = fold(before(10), [NewHit(7, 1, "One", "vampire", 25, "crit", 0, 0)])
    assert (one.counted, one.hp_after, one.late, tally.killing_hit, tally.hp) == (10, 0, False, 7, 0)


def test_a_dodged_hit_counts_as_a_hit_of_no_damage() -> None:
    tally, [one] = fold(before(10), [NewHit(7, 1, "One", "vampire", 0, "dodge", 0, 0)])
    assert (one.counted, one.late) == (0, False) and (tally.counted, tally.hunters, tally.hp) == (1, 1, 10)
    assert structs.asdict(tally.top[0]) == {"character": 1, "name": "One", "damage": 0}


@given(st.integers(1, 900), struck, st.sets(st.integers(1, 14)))
def test_a_new_name_replaces_the_old_one_and_changes_nothing_else(health: int, hits: list[Struck], gone: set[int]) -> None:
    tally, _ = folded(health, hits, [])
    names = {who: Renamed(f"Hunter {who}", f"gone_{who}") for who in gone}
    after = renamed(tally, names)
    shown = {one.name for one in after.top} | {one.name for one in after.latest}
    assert shown.isdisjoint(one.before for one in names.values())
    back = {who: Renamed(one.after, one.before) for who, one in names.items()}
    assert renamed(after, back) == tally

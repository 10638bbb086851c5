"""The fold: gives the hits of a raid their order, and computes what they did together.

A hit that has a number is never looked at again. So the result depends only on the order of the numbers, and not on how many folds
there were, where one of them stopped, or which process ran it.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from game.rules import tuning


class NewHit(Struct, frozen=True, array_like=True):
    """A committed hit without a number, with its hunter and his or her level then. dealt: the hunter's counted damage in the raid so
    far; hits: how often it counted."""

    id: int
    character: int
    name: str
    faction: str
    damage: int
    outcome: str
    dealt: int
    hits: int
    level: int = 1


class TopHunter(Struct, frozen=True, array_like=True):
    """A line of the raid's own board."""

    character: int
    name: str
    damage: int


class LatestHit(Struct, frozen=True, array_like=True):
    """A hit for the list of the last ones. damage: as it counted."""

    name: str
    damage: int
    outcome: str


class RaidTally(Struct, frozen=True):
    """What a raid has counted. number: of the last numbered hit. killing_hit: id of the hit that reached the health."""

    hp: int
    number: int
    counted: int
    hunters: int
    vampire: int
    werewolf: int
    top: list[TopHunter]
    latest: list[LatestHit]
    killing_hit: int | None = None


class Renamed(Struct, frozen=True):
    """A hunter's old and new name."""

    before: str
    after: str


class NumberedHit(Struct, frozen=True):
    """counted: the part of its damage that the boss still had as health; 0 for a late one. late: after the killing blow."""

    id: int
    character: int
    faction: str
    number: int
    counted: int
    hp_after: int
    late: bool
    level: int = 1


def fold(before: RaidTally, hits: Sequence[NewHit]) -> tuple[RaidTally, list[NumberedHit]]:
    """Number the hits in the order given, and add what they do to the tally."""
    hp, number, killing = before.hp, before.number, before.killing_hit
    numbered: list[NumberedHit] = []
    for hit in hits:
        number += 1
        late = hp <= 0
        counted = min(hit.damage, hp)
        hp -= counted
        if hp <= 0 and not late:
            killing = hit.id
        numbered.append(NumberedHit(hit.id, hit.character, hit.faction, number, counted, hp, late, hit.level))
    counted_hits = [(hit, done) for hit, done in zip(hits, numbered, strict=True) if not done.late]
    dealt = _dealt(before, counted_hits)
    after = structs.replace(
        before, hp=hp, number=number, killing_hit=killing, counted=before.counted + len(counted_hits),
        hunters=before.hunters + len({hit.character for hit, _ in counted_hits if not hit.hits}),
        vampire=before.vampire + sum(done.counted for hit, done in counted_hits if hit.faction == "vampire"),
        werewolf=before.werewolf + sum(done.counted for hit, done in counted_hits if hit.faction == "werewolf"),
        top=sorted(dealt.values(), key=lambda one: (-one.damage, one.character))[: tuning.RAID_TOP],
        latest=[LatestHit(h.name, d.counted, h.outcome) for h, d in reversed(counted_hits)][: tuning.RAID_LATEST]
        + before.latest[: max(0, tuning.RAID_LATEST - len(counted_hits))],
    )  # fmt: skip
    return after, numbered


def renamed(tally: RaidTally, names: Mapping[int, Renamed]) -> RaidTally:
    """The tally with the new names of these hunters, by character. The last hits know their hunters only by name, which no two
    characters share."""
    by_name = {one.before: one.after for one in names.values()}
    return structs.replace(
        tally,
        top=[structs.replace(one, name=names[one.character].after) if one.character in names else one for one in tally.top],
        latest=[structs.replace(one, name=by_name.get(one.name, one.name)) for one in tally.latest],
    )


def _dealt(before: RaidTally, hits: Sequence[tuple[NewHit, NumberedHit]]) -> dict[int, TopHunter]:
    """The hunters who may be on the board now: those who were, and those who hit."""
    dealt = {one.character: one for one in before.top}
    for hit, done in hits:
        known = dealt.get(hit.character)
        damage = known.damage if known is not None else hit.dealt
        dealt[hit.character] = TopHunter(hit.character, hit.name, damage + done.counted)
    return dealt

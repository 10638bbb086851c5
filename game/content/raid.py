"""Whether each boss comes as one raid, with phases that a fight can follow and a trophy that anybody can wear."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from game.content.schema import RaidBoss
from game.content.vocabulary import RARITIES

_end = re.compile(r"[.!?](?=\s|$)")


def check_raids(e: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A sentence for each rule that raids.json breaks. Its references have been checked already."""
    titles: dict[str, str] = {}
    for raid in e["raids"].values():
        at = f"raids.json: {raid.boss}:"
        if (rank := e["monsters"][raid.boss].rank) != "boss":
            yield f"{at} boss: a raid needs a monster of rank boss; this one is {rank}."
        if (key := raid.title.casefold()) in titles:
            yield f"{at} title: “{raid.title}” is also the title of {titles[key]}."
        titles[key] = raid.boss
        trophy = e["items"][raid.trophy]
        if RARITIES.index(trophy.rarity) < RARITIES.index("rare"):
            yield f"{at} trophy: {trophy.slug} is {trophy.rarity}, but a trophy is rare or better."
        if trophy.slot is None or trophy.faction is not None:
            yield f"{at} trophy: {trophy.slug} is not an item that both factions can wear."
        yield from (f"{at} {problem}" for problem in (*_phases(raid), *_sentences(raid)))
    for monster in e["monsters"].values():
        if monster.rank == "boss" and monster.slug not in e["raids"]:
            yield f"raids.json: {monster.slug}: boss: this boss has no raid."


def _phases(raid: RaidBoss) -> Iterator[str]:
    first, last = raid.phases[0], raid.phases[-1]
    kinds = [phase.kind for phase in raid.phases]
    if len({phase.slug for phase in raid.phases}) != len(raid.phases):
        yield "phases: two phases have the same slug."
    if first.below != 100:
        yield f"phases: {first.slug}: the first phase begins at 100 percent, not at {first.below}."
    for before, after in pairwise(raid.phases):
        if after.below >= before.below:
            yield f"phases: {after.slug}: it begins at {after.below} percent, which is not below {before.slug} ({before.below})."
    if first.kind != "plain":
        yield f"phases: {first.slug}: the first phase is plain, not {first.kind}."
    if last.kind != "enrage":
        yield f"phases: {last.slug}: the last phase is enrage, not {last.kind}."
    if "adds" not in kinds and "weak_spot" not in kinds:
        yield "phases: one of them must be adds or weak_spot."


def _sentences(raid: RaidBoss) -> Iterator[str]:
    for field, text in raid.texts.items():
        count, most = len(_end.findall(text)), 2 if field == "call" else 1
        if not 1 <= count <= most or not _end.search(text[-1]):
            yield f"{field}: it has {'one or two sentences' if most == 2 else 'one sentence'}, with a full stop at the end."

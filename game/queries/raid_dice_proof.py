"""The proof of a raid's dice: every hit replayed from its stored inputs, and the raid's sums made again from the hits in their order.
raid_proof.py compares the stored sums and what was paid, in one statement."""

from collections.abc import Iterator
from heapq import merge

import msgspec
from msgspec import Struct, structs

from game.models import ArchivedRaidHit, Raid, RaidFold, RaidHit, RaidHunter, RaidReward
from game.models.ids import RaidId
from game.queries.archive import StoredHitRow
from game.queries.dice_seed import server_seed_of
from game.queries.raid_shares import share_of
from game.rules.dice import Dice, commitment
from game.rules.raid_hit import HitInputs
from game.rules.raid_reward import prizes
from game.rules.versions import HIT_RULES

MOST_PROBLEMS = 20
"""Problems that a proof lists; one that finds more stops there."""


class RaidProof(Struct, frozen=True):
    """problems: sentences; empty if all is as the hits say. waiting: hits that no fold has numbered yet."""

    hits: int
    waiting: int
    hunters: int
    problems: list[str]


class _Sums:
    """What the hits come to, one after the other."""

    def __init__(self, raid: Raid) -> None:
        self.raid, self.hp, self.number, self.counted = raid, raid.health, 0, 0
        self.killing_hit: int | None = None
        self.killer: int | None = None
        self.hunters: dict[int, tuple[int, int]] = {}
        self.levels: dict[int, int] = {}
        self.factions = {"vampire": 0, "werewolf": 0}
        self.hp_at: dict[int, int] = {0: raid.health}

    def add(self, hit: StoredHitRow) -> Iterator[str]:
        """Counts a hit. Yields what differs from what is stored with it."""
        self.number += 1
        if hit.pk == self.raid.killing_hit:
            self.killer = hit.character_id
        came_after_the_end = self.number > self.raid.number
        late = self.hp <= 0 or came_after_the_end
        counted = 0 if late else min(hit.damage, self.hp)
        self.hp -= counted
        if hit.number != self.number:
            yield f"hit {hit.pk} has number {hit.number} in place {self.number}"
        if (hit.counted, hit.hp_after, hit.late) != (counted, self.hp, late):
            yield f"hit {self.number} counted {hit.counted} down to {hit.hp_after}, and not {counted} down to {self.hp}"
        if late:
            return
        self.counted += 1
        hits, damage = self.hunters.get(hit.character_id, (0, 0))
        self.hunters[hit.character_id] = (hits + 1, damage + counted)
        level = msgspec.convert(hit.inputs, HitInputs).hunter.level
        self.levels[hit.character_id] = max(level, self.levels.get(hit.character_id, 1))
        self.factions[hit.character.faction] += counted
        self.hp_at[self.number] = self.hp
        if self.hp <= 0:
            self.killing_hit = hit.pk


def prove_raid(raid: RaidId) -> RaidProof | None:
    """None if there is no such raid. Operators only: it opens seeds that are still sealed, and reads all hits."""
    found = Raid.objects.filter(pk=raid).first()
    if found is None:
        return None
    sums, problems = _Sums(found), list[str]()
    for hit in _hits_of(found):
        problems += [*_dice_problems(found, hit), *sums.add(hit)]
        if len(problems) >= MOST_PROBLEMS:
            break
    else:
        problems += [*_raid_problems(found, sums), *_hunter_problems(found, sums), *_reward_problems(found, sums)]
    waiting = RaidHit.objects.filter(raid_id=raid, number=None).count()
    return RaidProof(sums.number, waiting, len(sums.hunters), problems[:MOST_PROBLEMS])


def _hits_of(raid: Raid) -> Iterator[StoredHitRow]:
    """By number. Live hits are read first; what is in both tables at that moment comes once."""
    last = None
    for hit in merge(_stored(RaidHit, raid), _stored(ArchivedRaidHit, raid), key=lambda hit: hit.number or 0):
        if hit.pk != last:
            yield hit
        last = hit.pk


def _stored(model: type[RaidHit] | type[ArchivedRaidHit], raid: Raid) -> Iterator[StoredHitRow]:
    numbered = model.objects.filter(raid_id=raid.pk, number__isnull=False).select_related("seed", "character")
    yield from numbered.order_by("number").iterator(chunk_size=2000)


def _dice_problems(raid: Raid, hit: StoredHitRow) -> Iterator[str]:
    resolve_hit = HIT_RULES.get(raid.rules_version)
    if resolve_hit is None:
        yield f"rules {raid.rules_version} of raids are not known here"
        return
    server_seed = server_seed_of(hit.seed)
    if commitment(server_seed) != hit.seed.commit:
        yield f"the seed of hit {hit.number} is not the one that was committed to"
        return
    outcome = resolve_hit(msgspec.convert(hit.inputs, HitInputs), Dice(server_seed, hit.seed.client_seed, hit.nonce))
    if structs.astuple(outcome) != (hit.outcome, hit.damage, hit.lost):
        yield f"the dice of hit {hit.number} say {outcome.outcome} for {outcome.damage}, and not {hit.outcome} for {hit.damage}"


def _raid_problems(raid: Raid, sums: _Sums) -> Iterator[str]:
    stored = (raid.hp, raid.counted, raid.hunters, raid.vampire, raid.werewolf, raid.killing_hit)
    summed = (
        sums.hp, sums.counted, len(sums.hunters), sums.factions["vampire"], sums.factions["werewolf"], sums.killing_hit,
    )  # fmt: skip
    names = ("health", "hits", "hunters", "damage of the Courts", "damage of the Packs", "killing blow")
    for name, kept, made in zip(names, stored, summed, strict=True):
        if kept != made:
            yield f"the raid's {name} is {kept}, and by its hits {made}"
    for number, hp in RaidFold.objects.filter(raid_id=raid.pk).values_list("number", "hp"):
        if hp != sums.hp_at.get(number, sums.hp):
            yield f"the curve has {hp} health after hit {number}, and by its hits it is {sums.hp_at.get(number, sums.hp)}"


def _hunter_problems(raid: Raid, sums: _Sums) -> Iterator[str]:
    kept = {c: (hits, damage) for c, hits, damage in _totals(raid)}
    for character in sorted(kept.keys() | sums.hunters.keys()):
        if kept.get(character) != sums.hunters.get(character):
            yield f"hunter {character} has {kept.get(character)} (hits, damage), and by the hits {sums.hunters.get(character)}"


def _totals(raid: Raid) -> Iterator[tuple[int, int, int]]:
    yield from RaidHunter.objects.filter(raid_id=raid.pk).values_list("character_id", "hits", "damage")


def _reward_problems(raid: Raid, sums: _Sums) -> Iterator[str]:
    """The frozen rewards are those of the hits. A raid that is not settled has none."""
    killer = None
    if raid.killing_hit is not None:
        killer = sums.killer
    shares = [
        share_of(raid, character, damage, hits, sums.levels[character]) for character, (hits, damage) in sums.hunters.items()
    ]
    due = {}
    if raid.state != Raid.OPEN:
        made = prizes(shares, state=raid.state, hp_max=raid.hp_max, killer=killer)  # type: ignore[arg-type]  # the states of the model
        due = {p.character: (p.rank, p.hits, p.damage, p.share, p.gold, p.energy) for p in made}
    frozen = {r.character_id: r for r in RaidReward.objects.filter(raid_id=raid.pk)}
    for character in sorted(due.keys() | frozen.keys()):
        reward = frozen.get(character)
        has = reward and (reward.rank, reward.hits, reward.damage, reward.share, reward.gold, reward.energy)
        if has != due.get(character):
            yield f"hunter {character} is to get {has}, and by the hits {due.get(character)} (rank, hits, damage, share, gold, energy)"
        if reward and reward.trophy and (character != killer or raid.state != Raid.WON):
            yield f"hunter {character} has the trophy without the killing blow"

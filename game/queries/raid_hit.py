"""What a hit reads, in one statement: the raid, the hunter's dice and equipment, and where the hunter stands."""

from datetime import datetime

from msgspec import Struct

from game.models import Character
from game.models.ids import RaidHitId, RaidId
from game.queries.dice_seed import decrypted
from game.queries.raid import StoredPhase
from game.queries.sheet import Worn, WornRow, as_worn, derived, health_of, needs_repair
from game.rules import tuning
from game.rules.dice import Dice
from game.rules.errors import GameError
from game.rules.raid import RaidState, phase_at, state_at
from game.rules.raid_hit import HitInputs, RaidTarget, Striker
from game.rules.regen import Refill
from vvw_site.foundation.database.statement import Statement


class HitSnapshot(Struct, frozen=True):
    """The raid and the hunter as the hit begins.

    hit: the id that the hit will have. state: of the raid. starts_in: seconds until the fight, negative once it is on.
    waited: seconds since the hunter's last hit, None without one. seq, hp, hp_max, rank: as of the last fold; rank is None until
    a hit of the hunter counted. needs_repair_after: worn items to repair soon once this hit has worn them.
    """

    hit: RaidHitId
    state: RaidState
    starts_in: float
    hp: int
    hp_max: int
    seq: int
    rank: int | None
    waited: float | None
    seed: int
    commit: str
    nonce: int
    seed_is_stale: bool
    dice: Dice
    health: Refill
    health_max: int
    inputs: HitInputs
    needs_repair_after: list[Worn]


def hit_snapshot(character: Character, raid: RaidId, now: datetime) -> HitSnapshot:
    """One statement. It also takes an id for the hit. GameError not_found."""
    row: _HitRow = _SNAPSHOT.row(character=character.pk, raid=raid, now=now)
    found, seed = row.raid, row.seed
    if found is None:
        raise GameError("not_found", "There is no such raid.", field="id")
    worn = as_worn(character, row.worn or ()).values()
    stats = derived(character, worn)
    health = health_of(character, stats, now)
    starts_in, ends_in = (found.starts_at - row.now).total_seconds(), (found.ends_at - row.now).total_seconds()
    return HitSnapshot(
        hit=row.hit, state=state_at(found.state, hp=found.hp, starts_in=starts_in, ends_in=ends_in), starts_in=starts_in,
        hp=found.hp, hp_max=found.hp_max, seq=found.seq, rank=row.rank, waited=row.waited, seed=seed.id, commit=seed.commit,
        nonce=seed.nonce, seed_is_stale=seed.age > tuning.SEED_HOURS * 3600 and seed.nonce > 0,
        dice=Dice(decrypted(seed.encrypted, seed.commit), seed.client_seed, seed.nonce), health=health, health_max=stats.hp_max,
        inputs=HitInputs(
            Striker(character.level, stats.attack, stats.crit, stats.crit_power, health.value, stats.hp_max), found.target,
            found.phases[phase_at(found.phases, found.hp, found.hp_max)].kind,
        ),
        needs_repair_after=needs_repair(worn, fights=1),
    )  # fmt: skip


class _RaidRow(Struct, frozen=True, array_like=True):
    state: str
    starts_at: datetime
    ends_at: datetime
    hp: int
    hp_max: int
    seq: int
    target: RaidTarget
    phases: list[StoredPhase]


class _SeedRow(Struct, frozen=True, array_like=True):
    id: int
    encrypted: str
    client_seed: str
    commit: str
    nonce: int
    age: int


class _HitRow(Struct, frozen=True, array_like=True):
    hit: RaidHitId
    now: datetime
    raid: _RaidRow | None
    seed: _SeedRow
    worn: list[WornRow] | None
    waited: float | None
    rank: int | None


RANK = "1 + (SELECT count(*) FROM game_raidhunter o WHERE o.raid_id = m.raid_id AND o.damage > m.damage)"
"""The rank of the RaidHunter m, as a part of statements. Served by hunters_by_damage."""
# The last hit is only looked for among the live ones: an archived one is 90 days old, and the pause is two seconds.
# Served by one_live_seed, the key of the raid, one_item_per_slot, hits_of_character, one_total_per_hunter and hunters_by_damage.
_SNAPSHOT = Statement(f"""
SELECT json_build_array(nextval('game_raidhit_id_seq'), statement_timestamp(),
    (SELECT json_build_array(r.state, r.starts_at, r.ends_at, r.hp, r.hp_max, r.seq, r.target, r.phases)
     FROM game_raid r WHERE r.id = %(raid)s),
    json_build_array(s.id, s.encrypted_seed, s.client_seed, s.commit, s.next_nonce,
        extract(epoch FROM %(now)s::timestamptz - s.created_at)::bigint),
    (SELECT json_agg(json_build_array(h.slot, h.item, h.upgrade, h.durability, h.worn_from))
     FROM game_holding h WHERE h.character_id = s.character_id AND h.slot IS NOT NULL),
    (SELECT extract(epoch FROM statement_timestamp() - l.at)::float8
     FROM game_raidhit l WHERE l.character_id = s.character_id ORDER BY l.id DESC LIMIT 1),
    (SELECT {RANK} FROM game_raidhunter m WHERE m.character_id = s.character_id AND m.raid_id = %(raid)s))::text
FROM game_diceseed s WHERE s.character_id = %(character)s AND s.revealed_at IS NULL
""", _HitRow)  # noqa: S608 (constants of the code)  # fmt: skip

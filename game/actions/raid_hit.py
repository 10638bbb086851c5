"""A hit on the boss of a raid. It writes the hunter's own rows only; the fold gives it its place among the others."""

import msgspec

from game.actions import limits
from game.actions.fairness import replace_seed
from game.actions.optimistic_action import OptimisticContext, optimistic_action
from game.models import DiceSeed
from game.models.ids import RaidId
from game.queries.raid_hit import HitSnapshot, hit_snapshot
from game.queries.sheet import energy_of
from game.rules import regen, tuning
from game.rules.errors import GameError
from game.rules.hunt_answer import Fairness, NeedsRepair
from game.rules.raid import resolve_hit
from game.rules.raid_answer import RaidHitAnswer
from game.rules.raid_hit import HitOutcome


@optimistic_action("raid_hit", RaidHitAnswer)
def hit(context: OptimisticContext, *, raid: RaidId) -> RaidHitAnswer:
    """Hit the boss. GameError: not_found, raid_not_started, raid_over, defeated, not_enough_energy, too_fast."""
    snapshot = _snapshot(context, raid)
    _check(snapshot)
    energy = energy_of(context.character, context.now)
    after = regen.spend(energy, tuning.RAID_HIT_ENERGY)
    if after is None:
        wait = regen.wait_for(energy, tuning.RAID_HIT_ENERGY, context.seconds)
        raise GameError("not_enough_energy", "You are too tired for another blow. Rest, or drink a tonic.", retry_after=wait)
    outcome = resolve_hit(snapshot.inputs, snapshot.dice)
    health = snapshot.health.value - outcome.lost
    _write(context, raid, snapshot, outcome, after, health)
    return _answer(context, snapshot, outcome, after, health)


def _snapshot(context: OptimisticContext, raid: RaidId) -> HitSnapshot:
    """A seed that is a day old is replaced first, with the character locked."""
    snapshot = hit_snapshot(context.character, raid, context.now)
    if not snapshot.seed_is_stale:
        return snapshot
    context.require_lock()
    replace_seed(DiceSeed.objects.get(character=context.character, revealed_at__isnull=True), context.now)
    return hit_snapshot(context.character, raid, context.now)


def _check(snapshot: HitSnapshot) -> None:
    if snapshot.state == "gathering":
        raise GameError(
            "raid_not_started",
            "The hunters are still gathering. Wait for the horn.",
            retry_after=max(1, round(snapshot.starts_in)),
        )
    if snapshot.state != "fighting":
        raise GameError("raid_over", "This raid is over. Nothing was spent.")
    if snapshot.waited is not None:
        limits.pause_since(snapshot.waited, tuning.RAID_HIT_PAUSE_MS)
    least = snapshot.health_max * tuning.RAID_FIT_PERCENT // 100
    if snapshot.health.value < least:
        wait = -(-(least - snapshot.health.value) * tuning.HEALTH_FULL_SECONDS // snapshot.health_max)
        raise GameError(
            "defeated", f"You can hardly stand. Rest until you have {tuning.RAID_FIT_PERCENT} % of your health, or drink something.",
            retry_after=max(1, wait),
        )  # fmt: skip


def _write(
    context: OptimisticContext, raid: RaidId, snapshot: HitSnapshot, outcome: HitOutcome,
    energy: tuple[int, int], health: int,
) -> None:  # fmt: skip
    context.change(_HUNTER, hp=health, energy=energy[0], energy_at=energy[1])
    context.write(
        _NONCE_USED, _HIT, hit=snapshot.hit, raid=raid, damage=outcome.damage, lost=outcome.lost, outcome=outcome.outcome,
        seed=snapshot.seed, nonce=snapshot.nonce, inputs=msgspec.json.encode(snapshot.inputs).decode(),
    )  # fmt: skip


def _answer(
    context: OptimisticContext, snapshot: HitSnapshot, outcome: HitOutcome, energy: tuple[int, int], health: int
) -> RaidHitAnswer:
    return RaidHitAnswer(
        hit=snapshot.hit, damage=outcome.damage, outcome=outcome.outcome, seq=snapshot.seq, hp=snapshot.hp,
        hp_max=snapshot.hp_max, rank=snapshot.rank, lost=outcome.lost, health=health, health_max=snapshot.health_max,
        energy=energy[0], energy_full_in=regen.energy(*energy, context.seconds).full_in,
        health_full_in=regen.health(health, context.seconds, context.seconds, snapshot.health_max).full_in,
        fairness=Fairness(snapshot.commit, snapshot.nonce),
        wear=[NeedsRepair(worn.item, worn.left) for worn in snapshot.needs_repair_after],
    )  # fmt: skip


_HUNTER = """hp = %(hp)s, hp_at = %(now)s, energy = %(energy)s, energy_at = to_timestamp(%(energy_at)s),
    raid_hits = raid_hits + 1, seen_at = %(now)s"""
_NONCE_USED = "used AS (UPDATE game_diceseed SET next_nonce = %(nonce)s + 1 WHERE id = %(seed)s)"
_HIT = """hit AS (
    INSERT INTO game_raidhit (id, raid_id, character_id, damage, lost, outcome, seed_id, nonce, inputs, late)
    VALUES (%(hit)s, %(raid)s, %(character)s, %(damage)s, %(lost)s, %(outcome)s, %(seed)s, %(nonce)s, %(inputs)s, false)
)"""

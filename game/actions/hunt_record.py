"""What a hunt writes: the hunter, the seed's next nonce, the missions, the battle, and gold and loot through the ledger.

All are parts of the one statement of an optimistic action.
"""

import msgspec
from msgspec import Struct

from game.actions import ledger
from game.actions.optimistic_action import OptimisticContext
from game.content import catalogue
from game.models.transfer import GOLD
from game.queries.hunt import HuntSnapshot
from game.rules import RULES_VERSION
from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.hunt import HunterAfter


class HuntResult(Struct, frozen=True):
    """What the rules decided. energy_at in seconds since 1970; mission_steps: how far each mission moves on, by id."""

    place: str
    inputs: BattleInputs
    outcome: HuntOutcome
    after: HunterAfter
    energy: int
    energy_at: int
    mission_steps: dict[int, int]


def write(context: OptimisticContext, snapshot: HuntSnapshot, result: HuntResult) -> None:
    """Adds everything that the hunt changes to what the action writes."""
    after, outcome = result.after, result.outcome
    won = outcome.fight.won
    _pay(context, outcome, snapshot.battle)
    context.change(
        _HUNTER, hp=after.hp, energy=result.energy, energy_at=result.energy_at, level=after.level, xp=after.xp,
        points=after.points, kill=int(won), place=result.place,
    )  # fmt: skip
    context.write(
        _NONCE_USED, _BATTLE, battle=snapshot.battle, monster=outcome.monster, won=won, battle_xp=after.xp_given,
        battle_gold=outcome.gold, levels=after.levels, seed=snapshot.seed, nonce=snapshot.nonce,
        rules_version=RULES_VERSION, content_hash=catalogue().hash, inputs=msgspec.json.encode(result.inputs).decode(),
        outcome=msgspec.json.encode(outcome).decode(),
    )  # fmt: skip
    if result.mission_steps:
        context.write(_MISSIONS_MOVED, tasks=list(result.mission_steps), steps=list(result.mission_steps.values()))


def _pay(context: OptimisticContext, outcome: HuntOutcome, battle: int) -> None:
    hunter = ledger.of(context.character.id)
    moves = [ledger.Move("faucet:hunt", hunter, GOLD, outcome.gold)] if outcome.gold else []
    moves += [ledger.Move("faucet:hunt", hunter, item, quantity) for item, quantity in outcome.loot]
    ledger.give(context, moves, reason="hunt", reference=f"battle:{battle}")


_HUNTER = """hp = %(hp)s, hp_at = %(now)s, energy = %(energy)s, energy_at = to_timestamp(%(energy_at)s), level = %(level)s,
    xp = %(xp)s, unspent = unspent + %(points)s, hunts = hunts + 1, kills = kills + %(kill)s, place = %(place)s,
    seen_at = %(now)s, hunted_at = %(now)s"""
_NONCE_USED = "used AS (UPDATE game_diceseed SET next_nonce = %(nonce)s + 1 WHERE id = %(seed)s)"
_MISSIONS_MOVED = """moved_on AS (
    UPDATE game_missiontask t SET progress = least(t.target, t.progress + d.step)
    FROM unnest(%(tasks)s::bigint[], %(steps)s::int[]) AS d(id, step) WHERE t.id = d.id
)"""
_BATTLE = """battle AS (
    INSERT INTO game_battle (id, character_id, place, monster, won, xp, gold, levels, seed_id, nonce, rules_version,
        content_hash, inputs, outcome, at)
    VALUES (%(battle)s, %(character)s, %(place)s, %(monster)s, %(won)s, %(battle_xp)s, %(battle_gold)s, %(levels)s, %(seed)s,
        %(nonce)s, %(rules_version)s, %(content_hash)s, %(inputs)s, %(outcome)s, %(now)s)
)"""

"""What a hunt writes: the hunter, the seed's next nonce, the missions, the battle, and gold and loot through the ledger.

All are parts of the one statement of an optimistic action.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from game.actions import ledger
from game.actions.learning import write_loadout
from game.actions.optimistic_action import OptimisticContext
from game.content import catalogue
from game.models.transfer import GOLD
from game.queries.hunt import HuntSnapshot
from game.rules import RULES_VERSION
from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.hunt import HunterAfter
from game.rules.loadout import NewSkill


class HuntResult(Struct, frozen=True):
    """What the rules decided. energy_at in seconds since 1970; mission_steps: how far each mission moves on, by id.
    loadout: after the hunt. new_skills: learnt with it."""

    place: str
    inputs: BattleInputs
    outcome: HuntOutcome
    after: HunterAfter
    energy: int
    energy_at: int
    mission_steps: dict[int, int]
    loadout: list[str]
    new_skills: list[NewSkill]


def write(context: OptimisticContext, snapshot: HuntSnapshot, result: HuntResult) -> None:
    """Adds everything that the hunt changes to what the action writes."""
    after, outcome = result.after, result.outcome
    won = outcome.fight.won
    _pay(context, [(snapshot.battle, outcome)])
    _change_hunter(context, [result])
    context.write(
        _NONCE_USED, _BATTLE, battle=snapshot.battle, monster=outcome.monster, won=won, battle_xp=after.xp_given,
        battle_gold=outcome.gold, levels=after.levels, seed=snapshot.seed, nonce=snapshot.nonce,
        rules_version=RULES_VERSION, content_hash=catalogue().hash, inputs=msgspec.json.encode(result.inputs).decode(),
        outcome=msgspec.json.encode(outcome).decode(),
    )  # fmt: skip
    _move_missions(context, result.mission_steps)


def write_series(context: OptimisticContext, hunts: Sequence[tuple[HuntSnapshot, HuntResult]]) -> None:
    """The same for the hunts of one action, in their order."""
    outcomes, results = [result.outcome for _, result in hunts], [result for _, result in hunts]
    _pay(context, [(snapshot.battle, result.outcome) for snapshot, result in hunts])
    _change_hunter(context, results)
    context.write(
        _NONCE_USED, _BATTLES, battles=[snapshot.battle for snapshot, _ in hunts], monsters=[o.monster for o in outcomes],
        wins=[o.fight.won for o in outcomes], battle_xp=[r.after.xp_given for r in results], battle_gold=[o.gold for o in outcomes],
        levels=[r.after.levels for r in results], seed=hunts[0][0].seed, nonce=hunts[-1][0].nonce,
        nonces=[snapshot.nonce for snapshot, _ in hunts], rules_version=RULES_VERSION, content_hash=catalogue().hash,
        inputs=[msgspec.json.encode(r.inputs).decode() for r in results], outcomes=[msgspec.json.encode(o).decode() for o in outcomes],
    )  # fmt: skip
    steps: Counter[int] = Counter()
    for result in results:
        steps.update(result.mission_steps)
    _move_missions(context, steps)


def _pay(context: OptimisticContext, hunts: Sequence[tuple[int, HuntOutcome]]) -> None:
    """Gold and loot of each battle, which its movements name."""
    hunter, moves = ledger.of(context.character.id), []
    for battle, outcome in hunts:
        brought = [(GOLD, outcome.gold)] if outcome.gold else []
        moves += [
            ledger.Move("faucet:hunt", hunter, what, n, reference=f"battle:{battle}") for what, n in (*brought, *outcome.loot)
        ]
    ledger.give(context, moves, reason="hunt", reference="")


def _change_hunter(context: OptimisticContext, results: Sequence[HuntResult]) -> None:
    last, after = results[-1], results[-1].after
    context.change(
        _HUNTER, hp=after.hp, energy=last.energy, energy_at=last.energy_at, level=after.level, xp=after.xp,
        points=sum(r.after.points for r in results), kills=sum(r.outcome.fight.won for r in results), hunted=len(results),
        place=last.place,
    )  # fmt: skip
    write_loadout(context, last.loadout)


def _move_missions(context: OptimisticContext, steps: Mapping[int, int]) -> None:
    if steps:
        context.write(_MISSIONS_MOVED, tasks=list(steps), steps=list(steps.values()))


_HUNTER = """hp = %(hp)s, hp_at = %(now)s, energy = %(energy)s, energy_at = to_timestamp(%(energy_at)s), level = %(level)s,
    xp = %(xp)s, unspent = unspent + %(points)s, hunts = hunts + %(hunted)s, hunted_times = %(hunted)s,
    kills = kills + %(kills)s, place = %(place)s,
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
_BATTLES = """battle AS (
    INSERT INTO game_battle (id, character_id, place, monster, won, xp, gold, levels, seed_id, nonce, rules_version,
        content_hash, inputs, outcome, at)
    SELECT d.id, %(character)s, %(place)s, d.monster, d.won, d.xp, d.gold, d.levels, %(seed)s, d.nonce, %(rules_version)s,
        %(content_hash)s, d.inputs::jsonb, d.outcome::jsonb, %(now)s
    FROM unnest(%(battles)s::bigint[], %(monsters)s::text[], %(wins)s::bool[], %(battle_xp)s::int[], %(battle_gold)s::int[],
        %(levels)s::int[], %(nonces)s::int[], %(inputs)s::text[], %(outcomes)s::text[])
        AS d(id, monster, won, xp, gold, levels, nonce, inputs, outcome)
)"""

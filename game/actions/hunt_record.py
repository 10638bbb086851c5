"""Writing a hunt down: the hunter, the seed's nonce, the missions and the battle, as parts of the one statement of an optimistic action.

Gold and items are not here: they move through the ledger.
"""

from msgspec import Struct

from game.actions.optimistic_action import OptimisticContext


class Hunter(Struct, frozen=True):
    """The hunter after the hunt. energy_at in seconds since 1970."""

    hp: int
    energy: int
    energy_at: int
    level: int
    xp: int
    points: int


class Record(Struct, frozen=True):
    """The battle as models.Battle keeps it; inputs and outcome as JSON."""

    battle: int
    place: str
    monster: str
    won: bool
    xp: int
    gold: int
    levels: int
    seed: int
    nonce: int
    rules_version: int
    content_hash: str
    inputs: bytes
    outcome: bytes


def write(context: OptimisticContext, hunter: Hunter, record: Record, steps: dict[int, int]) -> None:
    """steps: how far each mission task moves on, by id."""
    context.change(
        _HUNTER, hp=hunter.hp, energy=hunter.energy, energy_at=hunter.energy_at, level=hunter.level, xp=hunter.xp,
        points=hunter.points, kill=int(record.won), place=record.place,
    )  # fmt: skip
    context.write(
        _USED, _BATTLE, battle=record.battle, monster=record.monster, won=record.won, battle_xp=record.xp,
        battle_gold=record.gold, levels=record.levels, seed=record.seed, nonce=record.nonce,
        rules_version=record.rules_version, content_hash=record.content_hash, inputs=record.inputs.decode(),
        outcome=record.outcome.decode(),
    )  # fmt: skip
    if steps:
        context.write(_MOVED_ON, tasks=list(steps), steps=list(steps.values()))


_HUNTER = """hp = %(hp)s, hp_at = %(now)s, energy = %(energy)s, energy_at = to_timestamp(%(energy_at)s), level = %(level)s,
    xp = %(xp)s, unspent = unspent + %(points)s, hunts = hunts + 1, kills = kills + %(kill)s, place = %(place)s,
    seen_at = %(now)s, hunted_at = %(now)s"""
_USED = "used AS (UPDATE game_diceseed SET next_nonce = %(nonce)s + 1 WHERE id = %(seed)s)"
_MOVED_ON = """moved_on AS (
    UPDATE game_missiontask t SET progress = least(t.target, t.progress + d.step)
    FROM unnest(%(tasks)s::bigint[], %(steps)s::int[]) AS d(id, step) WHERE t.id = d.id
)"""
_BATTLE = """battle AS (
    INSERT INTO game_battle (id, character_id, place, monster, won, xp, gold, levels, seed_id, nonce, rules_version,
        content_hash, inputs, outcome, at)
    VALUES (%(battle)s, %(character)s, %(place)s, %(monster)s, %(won)s, %(battle_xp)s, %(battle_gold)s, %(levels)s, %(seed)s,
        %(nonce)s, %(rules_version)s, %(content_hash)s, %(inputs)s, %(outcome)s, %(now)s)
)"""

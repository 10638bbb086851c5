"""Writing a hunt down: the hunter, the seed's nonce, the missions and the battle, in one statement.

Gold and items are not here: they move through the ledger.
"""

from datetime import datetime

from django.db import connection
from msgspec import Struct


class Hunter(Struct, frozen=True):
    """The hunter after the hunt. energy_at in seconds since 1970."""

    character: int
    hp: int
    energy: int
    energy_at: int
    level: int
    xp: int
    points: int
    won: bool


class Record(Struct, frozen=True):
    """The battle as models.Battle keeps it; inputs and outcome as JSON."""

    battle: int
    place: str
    monster: str
    xp: int
    gold: int
    levels: int
    seed: int
    nonce: int
    rules_version: int
    content_hash: str
    inputs: bytes
    outcome: bytes


def write(hunter: Hunter, record: Record, steps: dict[int, int], now: datetime) -> None:
    """steps: how far each mission task moves on, by id. The caller holds the character's lock."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {
            "now": now, "character": hunter.character, "hp": hunter.hp, "energy": hunter.energy,
            "energy_at": hunter.energy_at, "level": hunter.level, "xp_now": hunter.xp, "points": hunter.points,
            "won": hunter.won, "kill": int(hunter.won), "tasks": list(steps), "steps": list(steps.values()),
            "battle": record.battle, "place": record.place, "monster": record.monster, "xp": record.xp,
            "gold": record.gold, "levels": record.levels, "seed": record.seed, "nonce": record.nonce,
            "rules_version": record.rules_version, "content_hash": record.content_hash,
            "inputs": record.inputs.decode(), "outcome": record.outcome.decode(),
        })  # fmt: skip


_WRITE = """
WITH hunter AS (
    UPDATE game_character SET hp = %(hp)s, hp_at = %(now)s, energy = %(energy)s, energy_at = to_timestamp(%(energy_at)s),
        level = %(level)s, xp = %(xp_now)s, unspent = unspent + %(points)s, hunts = hunts + 1, kills = kills + %(kill)s,
        place = %(place)s, seen_at = %(now)s
    WHERE id = %(character)s
), used AS (
    UPDATE game_diceseed SET next_nonce = %(nonce)s + 1 WHERE id = %(seed)s
), moved_on AS (
    UPDATE game_missiontask t SET progress = least(t.target, t.progress + d.step)
    FROM unnest(%(tasks)s::bigint[], %(steps)s::int[]) AS d(id, step) WHERE t.id = d.id
)
INSERT INTO game_battle (id, character_id, place, monster, won, xp, gold, levels, seed_id, nonce, rules_version,
    content_hash, inputs, outcome, at)
VALUES (%(battle)s, %(character)s, %(place)s, %(monster)s, %(won)s, %(xp)s, %(gold)s, %(levels)s, %(seed)s, %(nonce)s,
    %(rules_version)s, %(content_hash)s, %(inputs)s, %(outcome)s, %(now)s)
"""

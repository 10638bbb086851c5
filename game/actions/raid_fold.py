"""The fold: gives the new hits of a raid their numbers, and updates what everybody sees. It writes no character.

Whoever has the raid's lock folds; nobody waits for it. All of a fold is one transaction, so one that dies leaves nothing, and the
next one begins where the last complete one ended.
"""

from collections.abc import Sequence

import msgspec
from django.db import connection
from msgspec import Struct

from game.actions.raid_effects import announce
from game.actions.raid_pay import queue_pay_task
from game.actions.raid_settle import settle
from game.actions.transaction import TransactionContext, in_transaction
from game.models import Raid
from game.models.ids import RaidId
from game.rules import tuning
from game.rules.raid import PhaseBegin, phase_at
from game.rules.raid_fold import LatestHit, NewHit, NumberedHit, RaidTally, TopHunter, fold
from game.rules.raid_update import RaidUpdate

BATCH = 2000
"""Hits that one fold numbers at the most."""


class Folded(Struct, frozen=True):
    """numbered: hits that got a number. settled: the raid ended with this fold. more: hits may be left."""

    numbered: int
    settled: bool
    more: bool


def fold_raid(raid: RaidId) -> Folded | None:
    """Number the raid's new hits, and settle the raid when the boss has fallen or the time is over.

    None if another process has the lock, if the raid is settled, or if its last fold was less than RAID_FOLD_MS ago.
    """
    return in_transaction(lambda: _fold(raid))


def _fold(raid: RaidId) -> Folded | None:
    context = TransactionContext()
    row = _locked(raid)
    if row is None:
        return None
    found, is_over = row
    hits = count_new_hits(found)
    more = len(hits) == BATCH
    if found.killing_hit is not None:
        settle(found, Raid.WON, counted=bool(hits))
    elif is_over and not more:
        settle(found, Raid.ESCAPED, counted=bool(hits))
    if hits or found.state != Raid.OPEN:
        announce(context, update_of(found, hits=len(hits), killer=_killer(found, hits)))
    if found.state != Raid.OPEN:
        context.after_commit(queue_pay_task)
    return Folded(len(hits), found.state != Raid.OPEN, more)


def count_new_hits(raid: Raid) -> list[NewHit]:
    """Number at most BATCH new hits, and write what they did to the raid. `raid`, whose lock the caller holds, gets the new
    values. Returns the hits."""
    hits = _new_hits(raid.id)
    if hits:
        _write(raid, *fold(tally_of(raid), hits))
    return hits


def _locked(raid: RaidId) -> tuple[Raid, bool] | None:
    """The open raid with its lock, and whether its time is over. The hits are read by the next statement, whose snapshot is
    younger than the lock: so no hit is read that an earlier fold has numbered."""
    for found in Raid.objects.raw(_LOCK, {"raid": raid, "pause": tuning.RAID_FOLD_MS}):
        return found, vars(found)["is_over"]
    return None


def _new_hits(raid: RaidId) -> list[NewHit]:
    with connection.cursor() as cursor:
        cursor.execute(_NEW_HITS, {"raid": raid, "most": BATCH})
        return [NewHit(*row) for row in cursor.fetchall()]


def tally_of(raid: Raid) -> RaidTally:
    return RaidTally(
        raid.hp, raid.number, raid.counted, raid.hunters, raid.vampire, raid.werewolf,
        msgspec.convert(raid.top, list[TopHunter]), msgspec.convert(raid.latest, list[LatestHit]), raid.killing_hit,
    )  # fmt: skip


def update_of(raid: Raid, *, hits: int = 0, killer: str | None = None) -> RaidUpdate:
    """What watchers are told about the raid as it is now."""
    phases = msgspec.convert(raid.phases, list[PhaseBegin])
    state = "fighting" if raid.state == Raid.OPEN else raid.state
    return RaidUpdate(
        raid.pk, raid.seq, state, tally_of(raid), hits, phase_at(phases, raid.hp, raid.hp_max), killer  # type: ignore[arg-type]  # the states of the model
    )  # fmt: skip


def _write(raid: Raid, tally: RaidTally, numbered: Sequence[NumberedHit]) -> None:
    """Write the numbers, the hunters' totals, the fold and the raid, in one statement."""
    totals: dict[int, tuple[int, int, int]] = {}
    for hit in numbered:
        if not hit.late:
            hits, damage, level = totals.get(hit.character, (0, 0, 1))
            totals[hit.character] = (hits + 1, damage + hit.counted, max(level, hit.level))
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {
            "raid": raid.pk, "locked_at": vars(raid).get("locked_at"), "seq": raid.seq + 1, "hp": tally.hp,
            "number": tally.number, "counted": tally.counted, "hunters": tally.hunters, "vampire": tally.vampire,
            "werewolf": tally.werewolf, "killing_hit": tally.killing_hit,
            "top": msgspec.json.encode(tally.top).decode(), "latest": msgspec.json.encode(tally.latest).decode(),
            "hits": len(numbered), "hit": [h.id for h in numbered], "numbers": [h.number for h in numbered],
            "counts": [h.counted for h in numbered], "hp_after": [h.hp_after for h in numbered],
            "late": [h.late for h in numbered], "hunter": list(totals), "hunter_hits": [hits for hits, _, _ in totals.values()],
            "hunter_damage": [damage for _, damage, _ in totals.values()], "hunter_level": [level for _, _, level in totals.values()],
        })  # fmt: skip
        [written] = cursor.fetchone()
    if written != len(numbered):
        raise RuntimeError(f"{written} of {len(numbered)} hits got a number")  # the lock was not held
    raid.seq += 1
    raid.hp, raid.number, raid.counted, raid.hunters = tally.hp, tally.number, tally.counted, tally.hunters
    raid.vampire, raid.werewolf, raid.killing_hit = tally.vampire, tally.werewolf, tally.killing_hit
    raid.top, raid.latest = msgspec.to_builtins(tally.top), msgspec.to_builtins(tally.latest)


def _killer(raid: Raid, hits: Sequence[NewHit]) -> str | None:
    return next((hit.name for hit in hits if hit.id == raid.killing_hit), None)


_LOCK = """SELECT *, ends_at <= statement_timestamp() AS is_over, statement_timestamp() AS locked_at FROM game_raid
WHERE id = %(raid)s AND state = 'open' AND starts_at <= statement_timestamp()
    AND (folded_at IS NULL OR folded_at <= statement_timestamp() - %(pause)s * interval '1 millisecond'
        OR folded_at > statement_timestamp())
FOR NO KEY UPDATE SKIP LOCKED"""
"""A fold in the future means that the clock was set back; it stops nobody."""
_NEW_HITS = """SELECT h.id, h.character_id, c.name, c.faction, h.damage, h.outcome, coalesce(t.damage, 0), coalesce(t.hits, 0),
    (h.inputs->'hunter'->>'level')::int
FROM game_raidhit h JOIN game_character c ON c.id = h.character_id
LEFT JOIN game_raidhunter t ON t.character_id = h.character_id AND t.raid_id = h.raid_id
WHERE h.raid_id = %(raid)s AND h.number IS NULL ORDER BY h.id LIMIT %(most)s"""
_WRITE = """WITH numbered AS (
    UPDATE game_raidhit h SET number = d.number, counted = d.counted, hp_after = d.hp_after, late = d.late
    FROM unnest(%(hit)s::bigint[], %(numbers)s::int[], %(counts)s::int[], %(hp_after)s::bigint[], %(late)s::bool[])
        AS d(id, number, counted, hp_after, late)
    WHERE h.id = d.id AND h.number IS NULL RETURNING 1
), totals AS (
    INSERT INTO game_raidhunter (raid_id, character_id, hits, damage, level)
    SELECT %(raid)s, d.id, d.hits, d.damage, d.level
    FROM unnest(%(hunter)s::bigint[], %(hunter_hits)s::int[], %(hunter_damage)s::bigint[], %(hunter_level)s::int[])
        AS d(id, hits, damage, level)
    ON CONFLICT (character_id, raid_id) DO UPDATE
    SET hits = game_raidhunter.hits + excluded.hits, damage = game_raidhunter.damage + excluded.damage,
        level = greatest(game_raidhunter.level, excluded.level)
), folded AS (
    INSERT INTO game_raidfold (raid_id, seq, at, hp, number, hits, vampire, werewolf)
    VALUES (%(raid)s, %(seq)s, statement_timestamp(), %(hp)s, %(number)s, %(hits)s, %(vampire)s, %(werewolf)s)
), raid AS (
    UPDATE game_raid SET seq = %(seq)s, hp = %(hp)s, number = %(number)s, counted = %(counted)s, hunters = %(hunters)s,
        vampire = %(vampire)s, werewolf = %(werewolf)s, top = %(top)s::jsonb, latest = %(latest)s::jsonb,
        killing_hit = %(killing_hit)s, folded_at = coalesce(%(locked_at)s, statement_timestamp())
    WHERE id = %(raid)s
)
SELECT count(*) FROM numbered"""

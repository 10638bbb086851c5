"""The ledger: all gold and items move through it. A movement names its source and its destination, so it cannot be unbalanced.

`post` writes all movements of an action and changes the balances that they touch, in one statement (two when new
instances are made).
"""

from collections.abc import Sequence

from django.db import connection

from game.actions.ledger_entry import Move, entry_of
from game.actions.optimistic_action import OptimisticContext
from game.models.holder import character_of, of
from game.models.ids import HoldingId
from game.rules.errors import GameError

__all__ = ["Move", "character_of", "give", "of", "post"]


def post(moves: Sequence[Move], *, reason: str, reference: str = "", reverses: Sequence[int | None] = ()) -> list[HoldingId]:
    """Write the movements and change the balances. The caller holds the locks of all characters involved.

    Returns the ids of instances that were made, in the order of the movements. Raises GameError not_enough_items when a
    stack or an instance is not there; IntegrityError gold_never_negative when gold is short (the action turns it into a GameError).
    """
    if not moves:
        return []
    entry = entry_of(moves, reason, reference, reverses)
    parts, params = entry.insert_parts()
    if entry.gold:
        parts.append(_PURSE)
        params |= {"gold_of": list(entry.gold), "gold": list(entry.gold.values())}
    less = [(c, i, -n) for (c, i), n in entry.stacks.items() if n < 0]
    counts = ["0"]
    if less:
        parts.append(_LESS)
        counts += ["(SELECT count(*) FROM less)", "(SELECT count(*) FROM gone)"]
        params |= {"less_of": [c for c, _, _ in less], "less_item": [i for _, i, _ in less], "less": [n for _, _, n in less]}
    if entry.leaving:
        parts.append(_HANDED_OVER)
        counts.append("(SELECT count(*) FROM handed_over)")
        params |= {"leaving": [h for _, h in entry.leaving], "leaving_of": [c for c, _ in entry.leaving]}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(parts)} SELECT {' + '.join(counts)}", params)
        (taken,) = cursor.fetchone()
    if taken != len(less) + len(entry.leaving):
        raise GameError("not_enough_items", "You do not have that many of it.")
    return [holding for _, holding, _ in entry.arriving]


def give(context: OptimisticContext, moves: Sequence[Move], *, reason: str, reference: str) -> None:
    """Adds the movements to what an optimistic action writes. They go from the world to its own character only."""
    if not moves:
        return
    receiver = of(context.character.id)
    entry = entry_of(moves, reason, reference)
    if entry.leaving or any(move.destination != receiver for move in moves):
        raise ValueError("the movements of an optimistic action go from the world to its own character")
    parts, params = entry.insert_parts()
    context.write(*parts, **params)
    if earned := entry.gold.get(context.character.id):
        context.change("gold = gold + %(earned)s, gold_earned = gold_earned + %(earned)s", earned=earned)


_PURSE = """purse AS (
    UPDATE game_character c SET gold = c.gold + d.gold, gold_earned = c.gold_earned + greatest(d.gold, 0)
    FROM unnest(%(gold_of)s::bigint[], %(gold)s::bigint[]) AS d(id, gold)
    WHERE c.id = d.id AND d.gold <> 0
)"""
_LESS = """wanted AS (
    SELECT * FROM unnest(%(less_of)s::bigint[], %(less_item)s::text[], %(less)s::bigint[]) AS d(id, item, quantity)
), less AS (
    UPDATE game_holding h SET quantity = h.quantity - d.quantity FROM wanted d
    WHERE h.character_id = d.id AND h.item = d.item AND h.stacked AND h.quantity > d.quantity RETURNING 1
), gone AS (
    DELETE FROM game_holding h USING wanted d
    WHERE h.character_id = d.id AND h.item = d.item AND h.stacked AND h.quantity = d.quantity RETURNING 1
)"""
_HANDED_OVER = """handed_over AS (
    DELETE FROM game_holding h USING unnest(%(leaving)s::bigint[], %(leaving_of)s::bigint[]) AS d(id, owner)
    WHERE h.id = d.id AND h.character_id = d.owner AND NOT h.stacked AND h.slot IS NULL RETURNING 1
)"""

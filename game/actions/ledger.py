"""The only door through which gold and items move. A movement names its source and its destination, so it cannot be unbalanced.

`post` writes all movements of an action and changes the balances that they touch, in one statement (two when new
instances are made).
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection
from msgspec import Struct

from game.content import catalogue
from game.models.transfer import GOLD
from game.rules.errors import GameError

_CHARACTER = "character:"


class Move(Struct, frozen=True):
    """asset: GOLD or an item's slug. holding: the instance that leaves a character (worn things move one by one)."""

    source: str
    destination: str
    asset: str
    quantity: int
    holding: int | None = None


def of(character: int) -> str:
    """A character's code as a holder."""
    return f"{_CHARACTER}{character}"


def post(moves: Sequence[Move], *, reason: str, reference: str = "", reverses: Sequence[int | None] = ()) -> list[int]:
    """Write the movements and change the balances. The caller holds the locks of all characters involved.

    Returns the ids of instances that were made, in the order of the movements. Raises GameError not_enough_items when a
    stack or an instance is not there; IntegrityError gold_never_negative when gold is short (the turn puts it into words).
    """
    if not moves:
        return []
    lines = _with_instances(moves)
    gold, stacks, leaving, arriving = _changes(lines)
    with connection.cursor() as cursor:
        cursor.execute(_POST, {
            "source": [m.source for m in lines],
            "destination": [m.destination for m in lines],
            "asset": [m.asset for m in lines],
            "quantity": [m.quantity for m in lines],
            "holding": [m.holding for m in lines],
            "reverses": list(reverses) or [None] * len(lines),
            "reason": reason,
            "reference": reference,
            "gold_of": list(gold),
            "gold": list(gold.values()),
            "more_of": [c for (c, _), n in stacks.items() if n > 0],
            "more_item": [i for (_, i), n in stacks.items() if n > 0],
            "more": [n for n in stacks.values() if n > 0],
            "less_of": [c for (c, _), n in stacks.items() if n < 0],
            "less_item": [i for (_, i), n in stacks.items() if n < 0],
            "less": [-n for n in stacks.values() if n < 0],
            "leaving": [h for _, h in leaving],
            "leaving_of": [c for c, _ in leaving],
            "new_id": [h for _, h, _ in arriving],
            "new_of": [c for c, _, _ in arriving],
            "new_item": [i for _, _, i in arriving],
            "new_durability": [catalogue().items[i].durability for _, _, i in arriving],
        })  # fmt: skip
        taken = cursor.fetchone()[0]
    if taken != sum(n < 0 for n in stacks.values()) + len(leaving):
        raise GameError("not_enough_items", "You do not have that many of it.")
    return [holding for _, holding, _ in arriving]


def _with_instances(moves: Sequence[Move]) -> list[Move]:
    """The movements with things that do not stack taken apart into single ones, each with an id of its own."""
    items = catalogue().items

    def fresh(move: Move) -> bool:
        return move.asset != GOLD and move.holding is None and not items[move.asset].stacks

    needed = sum(move.quantity for move in moves if fresh(move))
    if not needed:
        return list(moves)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('game_holding_id_seq') FROM generate_series(1, %s)", [needed])
        ids = iter([row[0] for row in cursor.fetchall()])
    lines: list[Move] = []
    for move in moves:
        if fresh(move):
            if move.source.startswith(_CHARACTER):
                raise ValueError("an instance that leaves a character is named by its holding")
            lines += [Move(move.source, move.destination, move.asset, 1, next(ids)) for _ in range(move.quantity)]
        else:
            lines.append(move)
    return lines


def _changes(lines: Sequence[Move]) -> tuple[dict[int, int], dict[tuple[int, str], int], list, list]:
    """What the movements do to each balance: gold by character, stacks by (character, item), instances out and in."""
    gold: dict[int, int] = defaultdict(int)
    stacks: dict[tuple[int, str], int] = defaultdict(int)
    leaving: list[tuple[int, int]] = []
    arriving: list[tuple[int, int, str]] = []
    for move in lines:
        for holder, sign in ((move.source, -1), (move.destination, 1)):
            if not holder.startswith(_CHARACTER):
                continue
            character = int(holder[len(_CHARACTER) :])
            if move.asset == GOLD:
                gold[character] += sign * move.quantity
            elif move.holding is None:
                stacks[character, move.asset] += sign * move.quantity
            elif sign < 0:
                leaving.append((character, move.holding))
            else:
                arriving.append((character, move.holding, move.asset))
    return gold, stacks, leaving, arriving


_POST = """
WITH written AS (
    INSERT INTO game_transfer (source, destination, asset, quantity, holding, reverses_id, reason, reference)
    SELECT m.source, m.destination, m.asset, m.quantity, m.holding, m.reverses, %(reason)s, %(reference)s
    FROM unnest(%(source)s::text[], %(destination)s::text[], %(asset)s::text[], %(quantity)s::bigint[],
                %(holding)s::bigint[], %(reverses)s::bigint[]) AS m(source, destination, asset, quantity, holding, reverses)
), purse AS (
    UPDATE game_character c SET gold = c.gold + d.gold, gold_earned = c.gold_earned + greatest(d.gold, 0)
    FROM unnest(%(gold_of)s::bigint[], %(gold)s::bigint[]) AS d(id, gold)
    WHERE c.id = d.id AND d.gold <> 0
), more AS (
    INSERT INTO game_holding (character_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.item, d.quantity, true, 0, 0
    FROM unnest(%(more_of)s::bigint[], %(more_item)s::text[], %(more)s::bigint[]) AS d(id, item, quantity)
    ON CONFLICT (character_id, item) WHERE stacked DO UPDATE SET quantity = game_holding.quantity + excluded.quantity
), wanted AS (
    SELECT * FROM unnest(%(less_of)s::bigint[], %(less_item)s::text[], %(less)s::bigint[]) AS d(id, item, quantity)
), less AS (
    UPDATE game_holding h SET quantity = h.quantity - d.quantity FROM wanted d
    WHERE h.character_id = d.id AND h.item = d.item AND h.stacked AND h.quantity > d.quantity RETURNING 1
), gone AS (
    DELETE FROM game_holding h USING wanted d
    WHERE h.character_id = d.id AND h.item = d.item AND h.stacked AND h.quantity = d.quantity RETURNING 1
), handed_over AS (
    DELETE FROM game_holding h USING unnest(%(leaving)s::bigint[], %(leaving_of)s::bigint[]) AS d(id, owner)
    WHERE h.id = d.id AND h.character_id = d.owner AND NOT h.stacked AND h.slot IS NULL RETURNING 1
), made AS (
    INSERT INTO game_holding (id, character_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.owner, d.item, 1, false, d.durability, 0
    FROM unnest(%(new_id)s::bigint[], %(new_of)s::bigint[], %(new_item)s::text[], %(new_durability)s::int[])
        AS d(id, owner, item, durability)
)
SELECT (SELECT count(*) FROM less) + (SELECT count(*) FROM gone) + (SELECT count(*) FROM handed_over)
"""

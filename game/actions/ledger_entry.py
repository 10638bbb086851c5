"""An entry of the ledger: its movements, the balances that they change, and the parts of a statement that write them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from msgspec import Struct

from game.content import catalogue
from game.models import holder
from game.models.ids import CharacterId, HoldingId
from game.models.transfer import GOLD


class Move(Struct, frozen=True):
    """asset: GOLD or an item's slug. holding: the instance that leaves a character (worn things move one by one)."""

    source: str
    destination: str
    asset: str
    quantity: int
    holding: HoldingId | None = None


class LedgerEntry(Struct, frozen=True):
    """Lines to be written and what they do to each balance: gold by character, stacks by (character, item), instances
    out as (character, holding) and in as (character, holding, item)."""

    lines: list[Move]
    reason: str
    reference: str
    reverses: list[int | None]
    gold: dict[CharacterId, int]
    stacks: dict[tuple[CharacterId, str], int]
    leaving: list[tuple[CharacterId, HoldingId]]
    arriving: list[tuple[CharacterId, HoldingId, str]]

    def insert_parts(self) -> tuple[list[str], dict[str, Any]]:
        """Parts of a statement with their parameters: they write the lines, stacks that grow and new instances."""
        lines = self.lines
        parts, params = [_WRITTEN], {
            "source": [m.source for m in lines], "destination": [m.destination for m in lines],
            "asset": [m.asset for m in lines], "quantity": [m.quantity for m in lines],
            "holding": [m.holding for m in lines], "reverses": self.reverses,
            "reason": self.reason, "reference": self.reference,
        }  # fmt: skip
        if more := [(c, i, n) for (c, i), n in self.stacks.items() if n > 0]:
            parts.append(_MORE)
            params |= {
                "more_of": [c for c, _, _ in more],
                "more_item": [i for _, i, _ in more],
                "more": [n for _, _, n in more],
            }
        if self.arriving:
            parts.append(_MADE)
            params |= {
                "new_id": [h for _, h, _ in self.arriving], "new_of": [c for c, _, _ in self.arriving],
                "new_item": [i for _, _, i in self.arriving],
                "new_durability": [catalogue().items[i].durability for _, _, i in self.arriving],
            }  # fmt: skip
        return parts, params


def entry_of(moves: Sequence[Move], reason: str, reference: str, reverses: Sequence[int | None] = ()) -> LedgerEntry:
    """The entry of these movements. One statement when instances are made, to get their ids; otherwise none."""
    lines = _with_instances(moves)
    return LedgerEntry(lines, reason, reference, list(reverses) or [None] * len(lines), *_changes(lines))


def _with_instances(moves: Sequence[Move]) -> list[Move]:
    """The movements; a new item that does not stack gets a movement and an id for each piece."""
    items = catalogue().items
    new = [move.asset != GOLD and move.holding is None and not items[move.asset].stacks for move in moves]
    if not any(new):
        return list(moves)
    needed = sum(move.quantity for move, is_new in zip(moves, new, strict=True) if is_new)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('game_holding_id_seq') FROM generate_series(1, %s)", [needed])
        ids = iter([HoldingId(row[0]) for row in cursor.fetchall()])
    lines: list[Move] = []
    for move, is_new in zip(moves, new, strict=True):
        if not is_new:
            lines.append(move)
            continue
        if holder.is_character(move.source):
            raise ValueError("an instance that leaves a character is named by its holding")
        lines += [Move(move.source, move.destination, move.asset, 1, next(ids)) for _ in range(move.quantity)]
    return lines


class _Changes(NamedTuple):
    """What movements do to each balance, as in LedgerEntry."""

    gold: dict[CharacterId, int]
    stacks: dict[tuple[CharacterId, str], int]
    leaving: list[tuple[CharacterId, HoldingId]]
    arriving: list[tuple[CharacterId, HoldingId, str]]


def _changes(lines: Sequence[Move]) -> _Changes:
    changes = _Changes(defaultdict(int), defaultdict(int), [], [])
    for move in lines:
        for code, sign in ((move.source, -1), (move.destination, 1)):
            character = holder.character_of(code)
            if character is None:
                continue
            if move.asset == GOLD:
                changes.gold[character] += sign * move.quantity
            elif move.holding is None:
                changes.stacks[character, move.asset] += sign * move.quantity
            elif sign < 0:
                changes.leaving.append((character, move.holding))
            else:
                changes.arriving.append((character, move.holding, move.asset))
    return changes


_WRITTEN = """written AS (
    INSERT INTO game_transfer (source, destination, asset, quantity, holding, reverses_id, reason, reference)
    SELECT m.source, m.destination, m.asset, m.quantity, m.holding, m.reverses, %(reason)s, %(reference)s
    FROM unnest(%(source)s::text[], %(destination)s::text[], %(asset)s::text[], %(quantity)s::bigint[],
                %(holding)s::bigint[], %(reverses)s::bigint[]) AS m(source, destination, asset, quantity, holding, reverses)
)"""
_MORE = """more AS (
    INSERT INTO game_holding (character_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.item, d.quantity, true, 0, 0
    FROM unnest(%(more_of)s::bigint[], %(more_item)s::text[], %(more)s::bigint[]) AS d(id, item, quantity)
    ON CONFLICT (character_id, item) WHERE stacked DO UPDATE SET quantity = game_holding.quantity + excluded.quantity
)"""
_MADE = """made AS (
    INSERT INTO game_holding (id, character_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.owner, d.item, 1, false, d.durability, 0
    FROM unnest(%(new_id)s::bigint[], %(new_of)s::bigint[], %(new_item)s::text[], %(new_durability)s::int[])
        AS d(id, owner, item, durability)
)"""

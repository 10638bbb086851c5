"""An entry of the ledger: its movements, what they do to each balance, and the parts of a statement that write them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connection
from msgspec import Struct

from game.actions import ledger_sql
from game.content import catalogue
from game.models import holder
from game.models.ids import AccountId, CharacterId, HoldingId
from game.models.transfer import GOLD

Balance = tuple[CharacterId | None, AccountId | None]
"""A holder with a balance: a character, or an account. The world has neither."""
_WORLD: Balance = (None, None)


class Move(Struct, frozen=True):
    """asset: GOLD or an item's slug. holding: the instance that moves; None for gold, stacks, and instances that are made."""

    source: str
    destination: str
    asset: str
    quantity: int
    holding: HoldingId | None = None


class InstanceMove(Struct, frozen=True):
    """An existing instance goes from one holder to another; the world is (None, None)."""

    holding: HoldingId
    item: str
    source: Balance
    destination: Balance


class LedgerEntry(Struct, frozen=True):
    """Lines to be written and what they do to each balance.

    earned: gold from the world that counts as earned, by character. made: new instances as (holder, id, item).
    moved: instances that exist.
    """

    lines: list[Move]
    reason: str
    reference: str
    reverses: list[int | None]
    gold: dict[CharacterId, int]
    earned: dict[CharacterId, int]
    account_gold: dict[str, int]
    stacks: dict[tuple[Balance, str], int]
    made: list[tuple[Balance, HoldingId, str]]
    moved: list[InstanceMove]

    def insert_parts(self) -> tuple[list[str], dict[str, Any]]:
        """Parts of a statement with their parameters: they write the lines, stacks that grow and new instances."""
        lines = self.lines
        parts, params = [ledger_sql.WRITTEN], {
            "source": [m.source for m in lines], "destination": [m.destination for m in lines],
            "asset": [m.asset for m in lines], "quantity": [m.quantity for m in lines],
            "holding": [m.holding for m in lines], "reverses": self.reverses,
            "reason": self.reason, "reference": self.reference,
        }  # fmt: skip
        if self.stacks:
            self._stacks_that_grow(parts, params)
        if self.made:
            parts.append(ledger_sql.MADE)
            params |= {
                "new_id": [h for _, h, _ in self.made], "new_of": [owner[0] for owner, _, _ in self.made],
                "new_at": [owner[1] for owner, _, _ in self.made], "new_item": [i for _, _, i in self.made],
                "new_durability": [catalogue().items[i].durability for _, _, i in self.made],
            }  # fmt: skip
        return parts, params

    def _stacks_that_grow(self, parts: list[str], params: dict[str, Any]) -> None:
        for sql, prefix, side in ((ledger_sql.MORE, "more", 0), (ledger_sql.ACCOUNT_MORE, "account_more", 1)):
            if grown := [(owner[side], item, n) for (owner, item), n in self.stacks.items() if n > 0 and owner[side]]:
                parts.append(sql)
                params |= {
                    f"{prefix}_of": [o for o, _, _ in grown],
                    f"{prefix}_item": [i for _, i, _ in grown],
                    prefix: [n for _, _, n in grown],
                }


def entry_of(moves: Sequence[Move], reason: str, reference: str, reverses: Sequence[int | None] = ()) -> LedgerEntry:
    """The entry of these movements. One statement when instances are made, to get their ids; otherwise none.

    ValueError when an instance moves twice, or leaves a holder without being named.
    """
    lines, new = _with_instances(moves)
    entry = LedgerEntry(
        lines, reason, reference, list(reverses) or [None] * len(lines), defaultdict(int), defaultdict(int), defaultdict(int),
        defaultdict(int), [], [],
    )  # fmt: skip
    for move in lines:
        _count(entry, move, is_new=move.holding in new)
    if len({m.holding for m in entry.moved}) != len(entry.moved):
        raise ValueError("an instance moves once in an entry")
    return entry


def _with_instances(moves: Sequence[Move]) -> tuple[list[Move], set[HoldingId | None]]:
    """The movements, where each new item that does not stack has a movement and an id of its own; and the new ids."""
    is_new = [m.asset != GOLD and m.holding is None and holder.is_world(m.source) and _is_single(m.asset) for m in moves]
    if not any(is_new):
        return list(moves), set()
    needed = sum(move.quantity for move, new in zip(moves, is_new, strict=True) if new)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('game_holding_id_seq') FROM generate_series(1, %s)", [needed])
        made = [HoldingId(row[0]) for row in cursor.fetchall()]
    ids = iter(made)
    lines: list[Move] = []
    for move, new in zip(moves, is_new, strict=True):
        if new:
            lines += [Move(move.source, move.destination, move.asset, 1, next(ids)) for _ in range(move.quantity)]
        else:
            lines.append(move)
    return lines, set(made)


def _is_single(item: str) -> bool:
    return not catalogue().items[item].stacks


def _count(entry: LedgerEntry, move: Move, *, is_new: bool) -> None:
    """Adds what the movement does to each balance."""
    source, destination = _balance(move.source), _balance(move.destination)
    if move.holding is not None:
        if is_new:
            entry.made.append((destination, move.holding, move.asset))
        else:
            entry.moved.append(InstanceMove(move.holding, move.asset, source, destination))
        return
    for code, (character, account), change in (
        (move.source, source, -move.quantity),
        (move.destination, destination, move.quantity),
    ):
        if character is None and account is None:
            continue
        if move.asset != GOLD:
            if _is_known_single(move.asset):
                raise ValueError("an instance that leaves a holder is named by its holding")
            entry.stacks[(character, account), move.asset] += change
        elif character is None:
            entry.account_gold[code] += change
        else:
            entry.gold[character] += change
            other = move.destination if change < 0 else move.source
            if other.startswith("faucet:") and other != "faucet:staff":
                entry.earned[character] += change


def _balance(code: str) -> Balance:
    if holder.is_world(code):
        return _WORLD
    character = holder.character_of(code)
    return (character, None) if character is not None else (None, holder.account_of(code))


def _is_known_single(item: str) -> bool:
    """Whether it does not stack; an item that has left the catalogue moves as what it is."""
    kind = catalogue().items.get(item)
    return kind is not None and not kind.stacks

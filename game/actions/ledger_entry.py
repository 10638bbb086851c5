"""An entry of the ledger: its movements, and what they do to each balance."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from msgspec import Struct
from msgspec.structs import replace

from game.content import catalogue
from game.models import holder
from game.models.ids import AccountId, CharacterId, HoldingId
from game.models.transfer import GOLD


class Balance(NamedTuple):
    """Whose balance it is: a character's or an account's. WORLD has neither."""

    character: CharacterId | None
    account: AccountId | None


WORLD = Balance(None, None)
NOT_EARNED = ("faucet:staff", "faucet:refund")
"""What comes from these is no gain by play."""


class Move(Struct, frozen=True):
    """asset: GOLD or an item's slug. holding: the instance that moves; None for gold, stacks, and instances that are made.
    reference: of this movement, where it is not that of the whole entry."""

    source: str
    destination: str
    asset: str
    quantity: int
    holding: HoldingId | None = None
    reference: str = ""


class InstanceMove(Struct, frozen=True):
    """An existing instance goes from one holder to another."""

    holding: HoldingId
    item: str
    source: Balance
    destination: Balance


class LedgerEntry(Struct, frozen=True):
    """Lines to be written and what they do to each balance.

    gold: changes by character. earned: the part of them that counts as earned. account_gold: changes by the code of the account.
    made: new instances as (holder, id, item). moved: instances that exist.
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
    if entry.moved and len({m.holding for m in entry.moved}) != len(entry.moved):
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
            one = replace(move, quantity=1)
            lines += [replace(one, holding=next(ids)) for _ in range(move.quantity)]
        else:
            lines.append(move)
    return lines, set(made)


def _is_single(item: str) -> bool:
    return not catalogue().items[item].stacks


def _count(entry: LedgerEntry, move: Move, *, is_new: bool) -> None:
    """Add to the entry what the movement does to each balance."""
    source, destination = _balance(move.source), _balance(move.destination)
    if move.holding is not None:
        if is_new:
            entry.made.append((destination, move.holding, move.asset))
        else:
            entry.moved.append(InstanceMove(move.holding, move.asset, source, destination))
        return
    for code, owner, change in ((move.source, source, -move.quantity), (move.destination, destination, move.quantity)):
        if owner == WORLD:
            continue
        if move.asset != GOLD:
            if _is_known_single(move.asset):
                raise ValueError("an instance that leaves a holder is named by its holding")
            entry.stacks[owner, move.asset] += change
        elif owner.character is None:
            entry.account_gold[code] += change
        else:
            entry.gold[owner.character] += change
            other = move.destination if change < 0 else move.source
            if other.startswith("faucet:") and other not in NOT_EARNED:
                entry.earned[owner.character] += change


@lru_cache(maxsize=4096)
def _balance(code: str) -> Balance:
    if holder.is_world(code):
        return WORLD
    character = holder.character_of(code)
    return Balance(character, None) if character is not None else Balance(None, holder.account_of(code))


def _is_known_single(item: str) -> bool:
    """Whether it does not stack; an item that has left the catalogue moves as what it is."""
    kind = catalogue().items.get(item)
    return kind is not None and not kind.stacks

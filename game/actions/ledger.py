"""The ledger: all gold and items move through it. A movement names its source and its destination, so it cannot be unbalanced.

`post` writes all movements of an action and changes the balances that they touch, in one statement (two when new
instances are made). An instance moves as itself: its row stays, and only its holder changes.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from game.actions import ledger_sql
from game.actions.ledger_entry import LedgerEntry, Move, entry_of
from game.actions.optimistic_action import OptimisticContext
from game.content import catalogue
from game.models.holder import character_of, of
from game.models.ids import HoldingId
from game.rules.errors import GameError

__all__ = ["Move", "character_of", "give", "of", "post"]


def post(moves: Sequence[Move], *, reason: str, reference: str = "", reverses: Sequence[int | None] = ()) -> list[HoldingId]:
    """Write the movements and change the balances. The caller holds the locks of all characters and accounts involved.

    Gold that comes from the world, other than from the staff, counts as earned. Returns the ids of instances that were made, in
    the order of the movements. Raises GameError not_enough_items when a stack or an instance is not there; IntegrityError
    gold_never_negative or account_gold_never_negative when gold is short (the action turns it into a GameError).
    """
    if not moves:
        return []
    entry = entry_of(moves, reason, reference, reverses)
    parts, params = entry.insert_parts()
    counted, due = _balance_parts(entry, parts, params)
    counts = " + ".join(f"(SELECT count(*) FROM {part})" for part in counted) or "0"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(parts)} SELECT {counts}", params)
        (changed,) = cursor.fetchone()
    if changed != due:
        raise GameError("not_enough_items", "You do not have that many of it.")
    return [holding for _, holding, _ in entry.made]


def give(context: OptimisticContext, moves: Sequence[Move], *, reason: str, reference: str) -> None:
    """Adds the movements to what an optimistic action writes. They go from the world to its own character only."""
    if not moves:
        return
    receiver = of(context.character.id)
    entry = entry_of(moves, reason, reference)
    if entry.moved or any(move.destination != receiver for move in moves):
        raise ValueError("the movements of an optimistic action go from the world to its own character")
    parts, params = entry.insert_parts()
    context.write(*parts, **params)
    if earned := entry.gold.get(context.character.id):
        context.change("gold = gold + %(earned)s, gold_earned = gold_earned + %(earned)s", earned=earned)


def _balance_parts(entry: LedgerEntry, parts: list[str], params: dict[str, Any]) -> tuple[list[str], int]:
    """Adds the parts that change balances. Returns the names of those whose rows are counted, and the count that is due."""
    counted: list[str] = []
    due = 0
    if gold := {character: change for character, change in entry.gold.items() if change or entry.earned.get(character)}:
        parts.append(ledger_sql.GOLD)
        counted.append("gold")
        due += len(gold)
        params |= {
            "gold_of": list(gold), "gold": list(gold.values()), "earned": [entry.earned.get(character, 0) for character in gold],
        }  # fmt: skip
    if entry.account_gold:
        parts.append(ledger_sql.ACCOUNT_GOLD)
        counted.append("account_gold")
        due += len(entry.account_gold)
        params |= {"account_gold_of": list(entry.account_gold), "account_gold": list(entry.account_gold.values())}
    for sql, prefix, side in ((ledger_sql.LESS, "", 0), (ledger_sql.ACCOUNT_LESS, "account_", 1)):
        if less := [(owner[side], item, -n) for (owner, item), n in entry.stacks.items() if n < 0 and owner[side]]:
            parts.append(sql)
            counted += [f"{prefix}less", f"{prefix}gone"]
            due += len(less)
            params |= {
                f"{prefix}less_of": [o for o, _, _ in less],
                f"{prefix}less_item": [i for _, i, _ in less],
                f"{prefix}less": [n for _, _, n in less],
            }
    if entry.moved:
        due += len(entry.moved)
        counted += _moved_parts(entry, parts, params)
    return counted, due


def _moved_parts(entry: LedgerEntry, parts: list[str], params: dict[str, Any]) -> list[str]:
    moved = entry.moved
    params |= {
        "moved": [m.holding for m in moved], "moved_item": [m.item for m in moved],
        "left_owner": [m.source[0] for m in moved], "left_account": [m.source[1] for m in moved],
        "moved_to": [m.destination[0] for m in moved], "moved_into": [m.destination[1] for m in moved],
    }  # fmt: skip
    parts.append(ledger_sql.MOVED)
    if all(m.source != (None, None) for m in moved):
        return ["moved"]
    items = catalogue().items
    params["remade_durability"] = [items[m.item].durability if m.item in items else 0 for m in moved]
    parts.append(ledger_sql.REMADE)
    return ["moved", "remade"]

"""The ledger: all gold and items move through it. A movement names its source and its destination, so it cannot be unbalanced.

`post` writes all movements of an action and changes the balances that they touch, in one statement (two when new
instances are made). An instance moves as itself: its row stays, and only its holder changes.
"""

from collections.abc import Sequence

from game.actions.ledger_entry import Move, entry_of
from game.actions.ledger_statement import EntryStatement
from game.actions.optimistic_action import OptimisticContext
from game.models.holder import character_of, of
from game.models.ids import HoldingId
from game.rules.errors import GameError

__all__ = ["Move", "character_of", "give", "of", "post"]


def post(moves: Sequence[Move], *, reason: str, reference: str = "", reverses: Sequence[int | None] = ()) -> list[HoldingId]:
    """Write the movements and change the balances. The caller holds the locks of all characters and accounts involved.

    Gold that comes from the world counts as earned, other than from the staff or as a refund. Returns the ids of instances that were made, in
    the order of the movements. Raises GameError not_enough_items when a stack or an instance is not there; IntegrityError
    gold_never_negative or account_gold_never_negative when gold is short (the action turns it into a GameError).
    """
    if not moves:
        return []
    entry = entry_of(moves, reason, reference, reverses)
    statement = EntryStatement(entry)
    statement.change_balances()
    if not statement.execute():
        raise GameError("not_enough_items", "You do not have that many of it.")
    return [holding for _, holding, _ in entry.made]


def give(context: OptimisticContext, moves: Sequence[Move], *, reason: str, reference: str) -> None:
    """Add the movements to what an optimistic action writes. They go from the world to its own character only."""
    if not moves:
        return
    receiver = of(context.character.id)
    entry = entry_of(moves, reason, reference)
    if entry.moved or any(move.destination != receiver for move in moves):
        raise ValueError("the movements of an optimistic action go from the world to its own character")
    statement = EntryStatement(entry)
    context.write(*statement.parts, **statement.params)
    if earned := entry.gold.get(context.character.id):
        context.change("gold = gold + %(earned)s, gold_earned = gold_earned + %(earned)s", earned=earned)

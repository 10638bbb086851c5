"""Attachments leave the escrow of a letter once: claimed, taken back, or returned when their time is over."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from game.actions import ledger
from game.actions.letter_delivery import gold_in, moves_of, page_of
from game.actions.mail import locked_letter
from game.actions.notices import put_away_about
from game.actions.player_action import ActionContext, action
from game.actions.transaction import TransactionContext
from game.models import Letter
from game.models.holder import of_escrow
from game.models.ids import AccountId, CharacterId, LetterId
from game.queries.escrow import goods_in
from game.rules.errors import GameError
from game.rules.mail import Attachment


class Settled(Struct, frozen=True):
    """What left the escrow of a letter, and the gold of the character that has it now."""

    letter: int
    attachments: list[Attachment]
    gold: int


@action("claim_letter", Settled)
def claim(context: ActionContext, *, letter: LetterId) -> Settled:
    """Take what a received letter brought. GameError: not_found, nothing_to_do (nothing attached), already_claimed, too_much."""
    return _take(context, letter, recipient=True)


@action("take_back_letter", Settled)
def take_back(context: ActionContext, *, letter: LetterId) -> Settled:
    """Take back what a sent letter holds, while it is unclaimed. GameError as in claim."""
    return _take(context, letter, recipient=False)


def _take(context: ActionContext, letter: LetterId, *, recipient: bool) -> Settled:
    found, character = locked_letter(context, letter), context.character
    if (found.recipient_id if recipient else found.sender_id) != character.pk:
        raise GameError("not_found", "There is no such letter.", field="id")
    if found.state == Letter.PLAIN:
        raise GameError("nothing_to_do", "Nothing came with this letter.", field="id")
    if not found.is_unclaimed:
        raise GameError("already_claimed", f"What was in this letter is gone: it was {Letter.STATES[found.state]}.", field="id")
    state = Letter.CLAIMED if recipient else Letter.TAKEN_BACK
    taken = settle(context, found, character.id, state)
    return Settled(letter, taken, character.gold + gold_in(taken))


def settle(context: TransactionContext, letter: Letter, to: CharacterId, state: str) -> list[Attachment]:
    """Move everything from the escrow of an open letter to a character and close the letter. The caller has locked both.

    Three statements, and one more when a letter is claimed that was not read. Errors as in ledger.post.
    """
    goods = goods_of_letters([letter])[0]
    moves = way_out(letter, to, goods)
    if state == Letter.CLAIMED:
        ledger.post(moves, reason="letter_claimed")
    else:
        ledger.post(moves, reason="letter_returned")
    changes = {"state": state, "settled_at": context.now}
    if state == Letter.CLAIMED and letter.read_at is None:
        changes["read_at"] = context.now
        put_away_about(to, page_of(LetterId(letter.pk)), context.now)
    Letter.objects.filter(pk=letter.pk).update(**changes)
    return goods


def goods_of_letters(letters: Sequence[Letter]) -> list[list[Attachment]]:
    """What lies in the escrow of each letter. One statement."""
    found = goods_in(AccountId(letter.escrow_id or 0) for letter in letters)
    return [found.get(AccountId(letter.escrow_id or 0), []) for letter in letters]


def way_out(letter: Letter, to: CharacterId, goods: Sequence[Attachment]) -> list[ledger.Move]:
    """The movements of these goods from the letter's escrow to a character, with the letter as their reference."""
    moves = moves_of(goods, of_escrow(AccountId(letter.escrow_id or 0)), ledger.of(to))
    return [replace(move, reference=f"letter:{letter.pk}") for move in moves]

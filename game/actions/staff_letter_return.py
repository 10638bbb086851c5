"""Staff return what a letter carried to where it came from, also when it was claimed."""

from collections.abc import Sequence

from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.reversal import check_counter, counter_move, moved_words
from game.actions.staff_action import StaffContext, staff_action
from game.actions.wear import take_off
from game.models import Character, Holding, LedgerAccount, Letter, Transfer
from game.models.holder import is_character
from game.models.ids import AccountId, CharacterId, LetterId
from game.queries.ledger import through_escrow
from game.rules.errors import GameError


@staff_action("return_letter", Rank.GAME_MASTER)
def return_letter(context: StaffContext, *, letter: LetterId) -> None:
    """Return everything that a letter carried, or nothing: to its sender, or, if the city sent it, to the world.

    Unclaimed goods leave the escrow. Claimed ones go back from the recipient into the escrow and on. GameError: not_found,
    forbidden (the rank; the sender's account was erased), nothing_to_do (nothing attached, or returned before),
    not_enough_gold, not_enough_items (the recipient no longer has it).
    """
    sides = Letter.objects.filter(pk=letter).values_list("sender_id", "recipient_id").first()
    if sides is None:
        raise GameError("not_found", "There is no such letter.")
    involved = context.characters([CharacterId(side) for side in sides if side is not None])
    locked = context.lock_shared(Letter, [letter])
    if not locked:
        raise GameError("not_found", "There is no such letter any more.")
    found = locked[0]
    _check_can_return(found, involved)
    inwards, outwards = _lines_of(found)
    reference = context.write(f"letter:{letter}", lines=[line.pk for line in (*inwards, *outwards)])
    _reverse(outwards, involved, AccountId(found.escrow_id or 0), reference)
    _reverse(inwards, involved, AccountId(found.escrow_id or 0), reference)
    Letter.objects.filter(pk=letter).update(state=Letter.RETURNED, settled_at=context.now)
    counter = [counter_move(line) for line in (*outwards, *inwards)]
    for character, row in involved.items():
        code = ledger.of(character)
        context.note(code, letter=letter, moved=moved_words(counter, code))
        if row.user_id is not None:
            context.notify([character], _words(counter, code))


def _check_can_return(letter: Letter, involved: dict[CharacterId, Character]) -> None:
    if letter.state == Letter.PLAIN:
        raise GameError("nothing_to_do", "Nothing came with this letter.")
    if letter.state in (Letter.TAKEN_BACK, Letter.RETURNED):
        raise GameError("nothing_to_do", f"What was in this letter was {Letter.STATES[letter.state]} before.")
    if letter.sender_id is not None and involved[CharacterId(letter.sender_id)].user_id is None:
        raise GameError(
            "forbidden", "The sender's account was erased, so nobody could use what is returned. If the recipient must not keep "
            "it, take it from the page of the recipient.",
        )  # fmt: skip


def _lines_of(letter: Letter) -> tuple[list[Transfer], list[Transfer]]:
    """The movements into the escrow and those out of it. Only a returned letter has others."""
    lines = list(Transfer.objects.filter(through_escrow(AccountId(letter.escrow_id or 0))).order_by("pk"))
    inwards = [line for line in lines if line.reason == "letter"]
    return inwards, [line for line in lines if line.reason != "letter"]


def _reverse(lines: Sequence[Transfer], involved: dict[CharacterId, Character], escrow: AccountId, reference: str) -> None:
    """Post the counter-entries of the lines. GameError as in reversal.check_counter."""
    if not lines:
        return
    counter = [counter_move(line) for line in lines]
    if any(is_character(move.source) for move in counter):
        check_counter(counter, involved, {escrow: LedgerAccount.objects.get(pk=escrow)})
        take_off(Holding.objects.filter(pk__in=[m.holding for m in counter if m.holding is not None]))
    ledger.post(counter, reason="reversal", reference=reference, reverses=[line.pk for line in lines])


def _words(counter: Sequence[ledger.Move], code: str) -> str:
    """What the notice says to one side."""
    moved = moved_words(counter, code)
    if any(code in (move.source, move.destination) for move in counter):
        return f"The staff returned what a letter carried: {moved}."
    return "The staff returned what a letter to you carried, before it was claimed."

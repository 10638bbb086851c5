"""Staff send letters of the city, and return what a letter carried to where it came from."""

from collections.abc import Sequence

from msgspec import Struct

from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.letter_delivery import Delivery, deliver
from game.actions.reversal import check_counter, counter_move, moved_words
from game.actions.staff_action import StaffContext, staff_action
from game.actions.staff_grants import FROM, given_alone, worth_of
from game.actions.wear import take_off
from game.content import catalogue
from game.models import Character, Holding, LedgerAccount, Letter, Transfer
from game.models.holder import is_character
from game.models.ids import AccountId, CharacterId, LetterId
from game.models.transfer import GOLD
from game.queries.ledger import through_escrow
from game.rules import staff_limits
from game.rules.errors import GameError
from game.rules.mail import ATTACHMENTS_MAX, Attachment, clean_words

CITY = "The city"


class CityItem(Struct, frozen=True):
    """An item to attach, by its slug."""

    item: str
    quantity: int


@staff_action("send_letter", Rank.GAME_MASTER, unaudited=("subject", "text"))
def send_letter(
    context: StaffContext, *, character: CharacterId, subject: str, text: str, gold: int = 0, items: Sequence[CityItem] = ()
) -> None:
    """Send a letter of the city. Gold and items are made for it, and count towards what one person may give alone.

    GameError: invalid (field), not_found, forbidden (the rank; more than the actor may give alone).
    """
    subject, text = clean_words(subject, text)
    attachments = _made_for_it(gold, items)
    context.lock_actor()
    target = context.characters([character])[character]
    if target.deleted_at is not None or target.user_id is None:
        raise GameError("not_found", f"{target.name} is no longer alive, so nobody would read the letter.")
    worth = _check_worth(context, attachments)
    letter = Delivery(
        sender=None, recipient=character, from_name=CITY, subject=subject, text=text, attachments=attachments,
    )  # fmt: skip
    number = deliver(letter, source=FROM)
    context.write(ledger.of(character), letter=number, worth=worth)


@staff_action("return_letter", Rank.GAME_MASTER)
def return_letter(context: StaffContext, *, letter: LetterId) -> None:
    """Return all that a letter carried to its sender, and what the city sent to where it was made: all or nothing.

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


def _made_for_it(gold: int, items: Sequence[CityItem]) -> list[Attachment]:
    """The attachments. GameError invalid names the field."""
    if not 0 <= gold <= staff_limits.GOLD_MAX:
        raise GameError("invalid", f"Send 0 to {staff_limits.GOLD_MAX:,} gold.", field="gold")
    if len(items) > ATTACHMENTS_MAX:
        raise GameError("invalid", f"A letter takes {ATTACHMENTS_MAX} items at the most.", field="items")
    if len({each.item for each in items}) != len(items):
        raise GameError("invalid", "Attach each item once, with its quantity.", field="items")
    for each in items:
        kind = catalogue().items.get(each.item)
        if kind is None:
            raise GameError("invalid", "There is no such item.", field="items")
        most = staff_limits.STACK_MAX if kind.stacks else staff_limits.INSTANCES_MAX
        if not 1 <= each.quantity <= most:
            raise GameError("invalid", f"Send 1 to {most:,} × {kind.name}.", field="items")
    return [*([Attachment(GOLD, gold)] if gold else []), *(Attachment(each.item, each.quantity) for each in items)]


def _check_worth(context: StaffContext, attachments: Sequence[Attachment]) -> int:
    """The worth of the attachments in gold. GameError forbidden above what the actor may give alone; a letter waits for nobody."""
    worth = sum(worth_of(a.asset, a.quantity) for a in attachments)
    given = given_alone(context.staff)
    if worth and staff_limits.needs_second_person(worth, given):
        left = max(staff_limits.ALONE_MAX - given, 0)
        raise GameError(
            "forbidden", f"This is worth {worth:,} gold, and you may give {left:,} more alone today. Send the letter without it, "
            "and grant the rest from the page of the character: a second person then confirms the grant.", field="gold",
        )  # fmt: skip
    return worth


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
    """The movements into the escrow and out of it. Letters that nobody returned have no others."""
    lines = list(Transfer.objects.filter(through_escrow(AccountId(letter.escrow_id or 0))).order_by("pk"))
    inwards = [line for line in lines if line.reason == "letter"]
    return inwards, [line for line in lines if line.reason != "letter"]


def _reverse(lines: Sequence[Transfer], involved: dict[CharacterId, Character], escrow: AccountId, reference: str) -> None:
    """Post the counter-entries of lines. Raises the GameError that says what is not there any more."""
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

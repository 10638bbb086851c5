"""Staff send letters of the city. Gold and items are made for them."""

from collections.abc import Sequence

from msgspec import Struct

from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.letter_delivery import Delivery, deliver
from game.actions.staff_action import StaffContext, staff_action
from game.actions.staff_grants import FROM, given_alone, worth_of
from game.content import catalogue
from game.models.ids import CharacterId
from game.models.transfer import GOLD
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
    """Send a letter of the city. Its gold and items count towards what one person may give alone.

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
    """The worth of the attachments in gold. GameError forbidden above what the actor may give alone: a letter is not confirmed by a
    second person."""
    worth = sum(worth_of(a.asset, a.quantity) for a in attachments)
    given = given_alone(context.staff)
    if worth and staff_limits.needs_second_person(worth, given):
        left = max(staff_limits.ALONE_MAX - given, 0)
        raise GameError(
            "forbidden", f"This is worth {worth:,} gold, and you may give {left:,} more alone today. Send the letter without it, "
            "and grant the rest from the page of the character: a second person then confirms the grant.", field="gold",
        )  # fmt: skip
    return worth

"""Staff gives and takes gold and items, through the ledger. A gift is not counted as earned: it moves nobody up a board."""

from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.staff_action import StaffContext, staff_action
from game.actions.staff_grants import give_or_ask
from game.actions.wear import take_off
from game.content import catalogue
from game.content.names import item_name
from game.models import Holding
from game.models.ids import CharacterId, HoldingId
from game.models.transfer import GOLD
from game.rules.errors import GameError
from game.rules.staff_limits import GOLD_MAX, INSTANCES_MAX, STACK_MAX

TO = "sink:staff"


@staff_action("grant_gold", Rank.GAME_MASTER)
def grant_gold(context: StaffContext, *, character: CharacterId, quantity: int) -> None:
    """Give 1 to 1,000,000,000 gold; above what one person may give alone it waits for a second one (staff_grants.py).
    GameError: invalid, not_found, forbidden."""
    _within(quantity, GOLD_MAX)
    context.alone()
    whom = context.characters([character])[character]
    give_or_ask(context, whom, GOLD, quantity)


@staff_action("grant_item", Rank.GAME_MASTER)
def grant_item(context: StaffContext, *, character: CharacterId, item: str, quantity: int) -> None:
    """Give up to 9,999 of what stacks, up to 50 of what does not; as with gold, much of it waits for a second person.
    GameError: invalid, not_found, forbidden."""
    kind = catalogue().items.get(item)
    if kind is None:
        raise GameError("invalid", "There is no such item.", field="item")
    _within(quantity, STACK_MAX if kind.stacks else INSTANCES_MAX)
    context.alone()
    whom = context.characters([character])[character]
    give_or_ask(context, whom, item, quantity)


@staff_action("take_gold", Rank.GAME_MASTER)
def take_gold(context: StaffContext, *, character: CharacterId, quantity: int) -> None:
    """Take gold; all or nothing. GameError: invalid, not_found, forbidden, not_enough_gold."""
    _within(quantity, GOLD_MAX)
    whom = context.characters([character])[character]
    if quantity > whom.gold:
        raise GameError("not_enough_gold", f"{whom.name} has only {whom.gold:,} gold.", field="quantity")
    reference = context.write(ledger.of(character))
    ledger.post([ledger.Move(ledger.of(character), TO, GOLD, quantity)], reason="staff", reference=reference)
    context.tell([character], f"{quantity:,} gold was taken from you.")


@staff_action("take_item", Rank.GAME_MASTER)
def take_item(context: StaffContext, *, character: CharacterId, holding: HoldingId, quantity: int) -> None:
    """Take so many of a holding, also when it is worn. GameError: invalid, not_found, forbidden, not_enough_items."""
    _within(quantity, GOLD_MAX)
    whom = context.characters([character])[character]
    thing = Holding.objects.filter(pk=holding, character_id=character).first()
    if thing is None:
        raise GameError("not_found", f"{whom.name} does not hold that any more.", field="holding")
    if quantity > thing.quantity:
        raise GameError("not_enough_items", f"{whom.name} has only {thing.quantity:,} of it.", field="quantity")
    reference = context.write(ledger.of(character), item=thing.item)
    take_off(Holding.objects.filter(pk=thing.pk))  # the ledger moves nothing that is worn
    instance = None if thing.stacked else thing.id
    ledger.post([ledger.Move(ledger.of(character), TO, thing.item, quantity, instance)], reason="staff", reference=reference)
    context.tell([character], f"{quantity:,} × {item_name(thing.item)} was taken from you.")


def _within(quantity: int, most: int) -> None:
    if not 1 <= quantity <= most:
        raise GameError("invalid", f"Choose a quantity from 1 to {most:,}.", field="quantity")

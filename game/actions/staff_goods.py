"""Staff give and take gold and items, through the ledger. A gift does not count as earned gold, so it changes no leaderboard."""

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
    """Give 1 to 1,000,000,000 gold. Above what one person may give alone, it waits for a second one (staff_grants.py).
    GameError: invalid, not_found, forbidden."""
    _within(quantity, GOLD_MAX)
    context.lock_actor()
    target = context.characters([character])[character]
    give_or_ask(context, target, GOLD, quantity)


@staff_action("grant_item", Rank.GAME_MASTER)
def grant_item(context: StaffContext, *, character: CharacterId, item: str, quantity: int) -> None:
    """Give up to 9,999 of an item that stacks, up to 50 of one that does not. A large grant waits for a second person.
    GameError: invalid, not_found, forbidden."""
    kind = catalogue().items.get(item)
    if kind is None:
        raise GameError("invalid", "There is no such item.", field="item")
    _within(quantity, STACK_MAX if kind.stacks else INSTANCES_MAX)
    context.lock_actor()
    target = context.characters([character])[character]
    give_or_ask(context, target, item, quantity)


@staff_action("take_gold", Rank.GAME_MASTER)
def take_gold(context: StaffContext, *, character: CharacterId, quantity: int) -> None:
    """Take gold; all or nothing. GameError: invalid, not_found, forbidden, not_enough_gold."""
    _within(quantity, GOLD_MAX)
    target = context.characters([character])[character]
    if quantity > target.gold:
        raise GameError("not_enough_gold", f"{target.name} has only {target.gold:,} gold.", field="quantity")
    reference = context.write(ledger.of(character))
    ledger.post([ledger.Move(ledger.of(character), TO, GOLD, quantity)], reason="staff", reference=reference)
    context.notify([character], f"{quantity:,} gold was taken from you.")


@staff_action("take_item", Rank.GAME_MASTER)
def take_item(context: StaffContext, *, character: CharacterId, holding: HoldingId, quantity: int) -> None:
    """Take a quantity of a holding, even when it is worn. GameError: invalid, not_found, forbidden, not_enough_items."""
    _within(quantity, GOLD_MAX)
    target = context.characters([character])[character]
    held = Holding.objects.filter(pk=holding, character_id=character).first()
    if held is None:
        raise GameError("not_found", f"{target.name} does not hold that any more.", field="holding")
    if quantity > held.quantity:
        raise GameError("not_enough_items", f"{target.name} has only {held.quantity:,} of it.", field="quantity")
    reference = context.write(ledger.of(character), item=held.item)
    take_off(Holding.objects.filter(pk=held.pk))  # the ledger moves nothing that is worn
    instance = None if held.stacked else held.id
    ledger.post([ledger.Move(ledger.of(character), TO, held.item, quantity, instance)], reason="staff", reference=reference)
    context.notify([character], f"{quantity:,} × {item_name(held.item)} was taken from you.")


def _within(quantity: int, most: int) -> None:
    if not 1 <= quantity <= most:
        raise GameError("invalid", f"Choose a quantity from 1 to {most:,}.", field="quantity")

"""What is checked before a player's letter is sent: the sender, the recipient, and each attachment."""

from collections.abc import Sequence

from game.actions.muted import check_not_muted
from game.actions.player_action import ActionContext
from game.actions.shop import Portion
from game.actions.tokens import check_not_banned
from game.content.names import item_name
from game.models import Character
from game.models.ids import CharacterId
from game.queries.mail import HeldToSend
from game.rules import mail as rules
from game.rules.errors import GameError
from game.rules.mail import Attachment


def check_may_write(context: ActionContext) -> None:
    """GameError banned, forbidden (muted). The user is locked, so a ban or a mute that was committed just before counts."""
    check_not_banned(context.user)
    check_not_muted(context.user, "write letters")


def recipient_of(context: ActionContext, to: CharacterId) -> Character:
    """The party that can receive a letter. GameError: invalid (oneself), not_found (to)."""
    if to == context.character.id:
        raise GameError("invalid", "You cannot write to yourself.", field="to")
    found = context.parties.get(to)
    if found is None or found.deleted_at is not None or found.user_id is None:
        raise GameError("not_found", "Nobody goes by that name.", field="to")
    return found


def check_goods(context: ActionContext, gold: int, items: Sequence[Portion]) -> None:
    """GameError: invalid (field), forbidden (guests), level_too_low, not_enough_gold."""
    if not 0 <= gold <= rules.GOLD_MAX:
        raise GameError("invalid", f"Send 0 to {rules.GOLD_MAX:,} gold.", field="gold")
    if len(items) > rules.ATTACHMENTS_MAX:
        raise GameError("invalid", f"A letter takes {rules.ATTACHMENTS_MAX} items at the most.", field="items")
    if len({p.holding for p in items}) != len(items):
        raise GameError("invalid", "An item can be attached once.", field="items")
    if gold or items:
        rules.check_may_attach(level=context.character.level, is_guest=context.user.is_guest)
    if gold > context.character.gold:
        raise GameError("not_enough_gold", f"You have {context.character.gold:,} gold.", field="gold")


def attachment_of(held: HeldToSend | None, portion: Portion) -> Attachment:
    """The attachment that a portion of a holding is. GameError: not_found, worn, not_enough_items (items)."""
    if held is None:
        raise GameError("not_found", "You do not have one of these items any more.", field="items")
    name = item_name(held.item)
    if held.slot is not None:
        raise GameError("worn", f"You wear the {name}. Take it off before you send it.", field="items")
    if not 1 <= portion.quantity <= held.quantity:
        raise GameError(
            "not_enough_items", f"You have {held.quantity:,} × {name}. Choose 1 to {held.quantity:,}.", field="items"
        )
    return Attachment(held.item, portion.quantity, None if held.stacked else held.id, held.upgrade)

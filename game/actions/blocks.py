"""Blocks: a user does not want to hear from another one any more, with whichever character.

Both users are locked. Whatever one person does to another locks the user of the actor before it asks queries/blocks.py, so it is
done before the block, or refused after it.
"""

from msgspec import Struct

from accounts.models.ids import UserId
from game.actions.chat_rooms import tell_members_changed
from game.actions.friends_end import end_between
from game.actions.user_action import UserContext, user_action
from game.models import Block, Character
from game.models.ids import CharacterId
from game.rules.errors import GameError
from game.rules.friends import BLOCKS_MOST


class Blocked(Struct, frozen=True):
    """block: its number. again: it was there before."""

    block: int
    again: bool


class Unblocked(Struct, frozen=True):
    block: int


@user_action("block_user", Blocked, parties=["owner"])
def block(context: UserContext, *, character: CharacterId, owner: UserId) -> Blocked:
    """Block the account of a character. Friendships, requests, and what mentors and pupils are between characters of the two end;
    nobody is told. owner: the user whose character it was when the caller looked.

    GameError: not_found, invalid (oneself), too_much.
    """
    user, other = UserId(context.user.pk), context.parties.get(owner)
    if owner == user:
        raise GameError("invalid", "You cannot block yourself.", field="name")
    if other is None or not Character.objects.filter(pk=character, user_id=owner).exists():
        raise GameError("not_found", "Nobody goes by that name.", field="name")
    found = Block.objects.filter(user_id=user, blocked_id=owner).first()
    if found is not None:
        return Blocked(found.pk, again=True)
    if Block.objects.filter(user_id=user).count() >= BLOCKS_MOST:
        raise GameError("too_much", f"You have blocked {BLOCKS_MOST:,} others. Unblock somebody first.", field="name")
    made = Block.objects.create(user_id=user, blocked_id=owner, character_id=character)
    _part(context, user, owner)
    return Blocked(made.pk, again=False)


@user_action("unblock_user", Unblocked)
def unblock(context: UserContext, *, block: int) -> Unblocked:
    """Take a block of one's own away. What it ended does not come back. GameError not_found."""
    if not Block.objects.filter(pk=block, user_id=context.user.pk).delete()[0]:
        raise GameError("not_found", "You have not blocked that one, or not any more.", field="id")
    mine = Character.objects.filter(user_id=context.user.pk, deleted_at=None).values_list("pk", flat=True)
    tell_members_changed([CharacterId(pk) for pk in mine])
    return Unblocked(block)


def _part(context: UserContext, one: UserId, other: UserId) -> None:
    """End what is between the characters of the two, which are locked for it. Seven statements."""
    pairs = Character.objects.filter(user_id__in=(one, other)).values_list("pk", "user_id")
    owners = {CharacterId(pk): owner for pk, owner in pairs}
    context.lock_characters(owners)
    tell_members_changed(owners)
    end_between([pk for pk, owner in owners.items() if owner == one], [pk for pk, owner in owners.items() if owner == other])

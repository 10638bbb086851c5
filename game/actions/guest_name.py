"""A guest who signs up may give the character a name of its own."""

import uuid

from msgspec import Struct

from accounts.models import User
from game.actions.actor import UserActor
from game.actions.character_names import check_name, check_not_staff
from game.actions.muted import check_not_muted
from game.actions.renaming import rename
from game.actions.user_action import UserContext, user_action
from game.queries.access import access_character
from game.rules.errors import GameError


class Named(Struct, frozen=True):
    name: str


def guest_character_name(user: User) -> str:
    """The name of the guest's character that was played last; "" without one. One statement."""
    character = access_character(user, None)
    return character.name if character else ""


def rename_for_signup(user: User, name: str) -> str:
    """Rename the character that the guest played last. Call it in the transaction of the sign-up: the name stays the old one if that
    fails. Returns why the name is refused, as a sentence, or "" when it is the character's name now."""
    try:
        _rename(UserActor(user.id, uuid.uuid4().hex), name=name)
    except GameError as refusal:
        return refusal.message
    return ""


@user_action("rename_guest_character", Named)
def _rename(context: UserContext, *, name: str) -> Named:
    """GameError: invalid, name_taken, forbidden (muted), not_found."""
    played = access_character(context.user, None)
    if played is None or not context.user.is_guest:
        raise GameError("not_found", "There is no guest's character to rename.")
    if name == played.name:
        return Named(name)
    check_name(name)
    check_not_muted(context.user, "name a character", field="name")
    check_not_staff(name, but=context.user.id)
    rename(context, context.lock_characters([played.id])[played.id], name)
    return Named(name)

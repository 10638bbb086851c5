"""Opening rooms: a private one between two characters, and those of other kinds."""

from collections.abc import Callable, Iterable, Sequence

from django.db import connection
from msgspec import Struct

from game.actions.muted import check_not_muted
from game.actions.player_action import ActionContext, action
from game.actions.tokens import check_not_banned
from game.actions.transaction import EffectContext
from game.models import ChatMember, ChatRoom
from game.models.ids import CharacterId, ChatRoomId
from game.queries.blocks import check_not_blocked
from game.queries.chat_rooms import PRIVATE
from game.rules import chat as rules
from game.rules.errors import GameError

on_members_changed: list[Callable[[Sequence[CharacterId]], None]] = []
"""Called after the commit when characters may have lost a room, or hide other people than before."""


class RoomOpened(Struct, frozen=True):
    room: int


@action("open_private_room", RoomOpened, parties=["to"], lock_user=True)
def open_private(context: ActionContext, *, to: CharacterId) -> RoomOpened:
    """The private room of the character and another one; it is made if there is none.

    GameError: not_found (to), invalid (oneself), banned, forbidden (muted), blocked, level_too_low, too_fast (CONVERSATIONS_A_DAY new
    ones by the account).
    """
    me, other = context.character, context.parties.get(to)
    if to == me.id:
        raise GameError("invalid", "You cannot talk to yourself here. Not in writing.", field="to")
    if other is None or other.user_id is None or other.deleted_at is not None:
        raise GameError("not_found", "Nobody goes by that name.", field="to")
    key = ":".join(str(pk) for pk in sorted((me.id, other.id)))
    if (found := ChatRoom.objects.filter(kind=PRIVATE, key=key).first()) is not None:
        return RoomOpened(found.pk)
    check_not_banned(context.user)
    check_not_muted(context.user, "write in rooms")
    rules.check_level(me.level)
    check_not_blocked(me, other)
    _check_pace(context)
    room = ChatRoom.objects.create(kind=PRIVATE, key=key, opened_by_id=me.id)
    ChatMember.objects.bulk_create([ChatMember(room=room, character_id=pk) for pk in (me.id, other.id)])
    return RoomOpened(room.pk)


def _check_pace(context: ActionContext) -> None:
    """The user is locked, so rooms that are opened at the same moment are counted."""
    with connection.cursor() as cursor:
        cursor.execute(_OPENED, [context.user.pk])
        opened, wait = cursor.fetchone()
    if opened >= rules.CONVERSATIONS_A_DAY:
        words = f"You have begun {opened} conversations in a day. Go on with those."
        raise GameError("too_fast", words, field="to", retry_after=max(1, int(wait)))


def open_rooms(kind: str, keys: Iterable[str]) -> None:
    """Make the rooms of these keys, in the caller's transaction; those that exist stay. For kinds of other apps: a clan's room is made
    when the clan is."""
    ChatRoom.objects.bulk_create([ChatRoom(kind=kind, key=key) for key in keys], ignore_conflicts=True)


def tell_members_changed(characters: Iterable[CharacterId]) -> None:
    """These characters left a room or were expelled, or blocked somebody: their sockets are looked at once the caller's transaction is
    committed."""
    changed = list(characters)

    def tell() -> None:
        for listener in on_members_changed:
            listener(changed)

    if changed:
        EffectContext().after_commit(tell)


__all__ = ["ChatRoomId", "RoomOpened", "on_members_changed", "open_private", "open_rooms", "tell_members_changed"]
# Served by the foreign key of opened_by.
_OPENED = """
SELECT count(*), coalesce(ceil(extract(epoch FROM min(r.opened_at) + interval '1 day' - now())), 1)
FROM game_chatroom r JOIN game_character c ON c.id = r.opened_by_id
WHERE c.user_id = %s AND r.opened_at > now() - interval '1 day'
"""

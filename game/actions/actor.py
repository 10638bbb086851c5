"""Who acts: a character, or a user."""

from datetime import datetime

from msgspec import Struct

from accounts.models.ids import UserId
from game.models import Character
from game.models.ids import CharacterId


class Repeat(Struct):
    """For an entry point that distinguishes a repeated request from a new one.

    at: when the key was first used; None if it is new.
    """

    at: datetime | None = None


class Actor(Struct, frozen=True):
    """A character that the entry point found to be the caller's own, and the request's idempotency key.

    seen: the character as the entry point read it, with its version, so that an optimistic action need not read it again.
    repeat: filled in when the key was used before.
    """

    character: CharacterId
    key: str | None = None
    seen: Character | None = None
    repeat: Repeat | None = None


class UserActor(Struct, frozen=True):
    """A user who acts without a character, and the request's idempotency key."""

    user: UserId
    key: str | None = None
    repeat: Repeat | None = None

"""The ranks of staff. Every staff action checks them: nobody acts on an account of the same or a higher rank."""

from enum import IntEnum

from accounts.models import User


class Rank(IntEnum):
    PLAYER = 0
    MODERATOR = 1
    GAME_MASTER = 2
    ADMINISTRATOR = 3
    SUPERUSER = 4

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()


GROUPS = {rank.title: rank for rank in (Rank.MODERATOR, Rank.GAME_MASTER, Rank.ADMINISTRATOR)}
"""The staff groups by name."""


def rank_of(user: User | None) -> Rank:
    """None (an erased account) ranks as a player. Read from the database each time, never from a session. One statement."""
    if user is None:
        return Rank.PLAYER
    if user.is_superuser:
        return Rank.SUPERUSER
    names = user.groups.filter(name__in=GROUPS).values_list("name", flat=True)
    return max((GROUPS[name] for name in names), default=Rank.PLAYER)


def may_act(user: User) -> bool:
    """Whether this account may act as staff at all."""
    return user.is_active and user.is_staff and not user.is_banned

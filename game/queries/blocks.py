"""Who has blocked whom. Whatever one person does to another asks here first: letters, chat, invitations, requests."""

from accounts.models.ids import UserId
from game.models import Block, Character
from game.rules.errors import GameError


def check_not_blocked(actor: Character, other: Character, *, field: str = "to") -> None:
    """One statement. GameError blocked: one of the two has blocked the other. The words do not say which."""
    pair = [UserId(user) for user in (actor.user_id, other.user_id) if user is not None]
    if len(pair) == 2 and Block.objects.filter(user_id__in=pair, blocked_id__in=pair).exists():
        raise blocked(other.name, field=field)


def blocked(name: str, *, field: str = "to") -> GameError:
    """The refusal for two of whom one has blocked the other. name: of the character that the actor wants to reach."""
    return GameError("blocked", f"You and {name} cannot reach each other: one of you has blocked the other.", field=field)


BETWEEN = """EXISTS (SELECT 1 FROM game_block k
    WHERE (k.user_id = {one} AND k.blocked_id = {other}) OR (k.user_id = {other} AND k.blocked_id = {one}))"""
"""A part of statements: whether one of two accounts has blocked the other. Fill in two expressions with `format`."""


def blocks_of(user: UserId, limit: int, before: int | None = None) -> list[Block]:
    """The user's blocks, newest first, with the characters as which the blocked ones are known. One statement."""
    found = Block.objects.filter(user_id=user).select_related("character")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])

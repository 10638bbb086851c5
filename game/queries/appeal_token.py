"""The token in the link to the appeal form, which works without a login."""

from django.utils import timezone

from accounts.models.ids import UserId
from game.queries.number_token import number_of, token_of
from game.queries.sanctions import banning_sanction

PURPOSE = "appeals a sanction"


def appeal_token(sanction: int) -> str:
    """Fits into an address."""
    return token_of(sanction, PURPOSE)


def sanction_of_token(token: str) -> int | None:
    """None for a token that is not ours, or not whole. What the link can do ends with the time for an appeal, not with the token."""
    return number_of(token, PURPOSE)


def ban_link(user: int) -> str:
    """For accounts.registries.hooks.ban_links: the appeal against what keeps the user out; "" without one. One statement."""
    held = banning_sanction(UserId(user), timezone.now())
    return appeal_path(held.pk) if held is not None else ""


def appeal_path(sanction: int) -> str:
    return f"/play/appeal/{appeal_token(sanction)}/"

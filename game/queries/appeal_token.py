"""The token in the link to the appeal form, which works without a login. It is encrypted and fits no other purpose, as that of
queries/unsubscribe_token.py."""

from django.utils import timezone

from accounts.models.ids import UserId
from game.queries.sanctions import banning_sanction
from game.queries.unsubscribe_token import DIGITS
from vvw_site.foundation.keyring import CannotDecrypt, keyring

PURPOSE = "appeals a sanction"


def appeal_token(sanction: int) -> str:
    """Fits into an address."""
    return keyring().encrypt(b"%0*d" % (DIGITS, sanction), PURPOSE).replace("+", "-").replace("/", "_").rstrip("=")


def sanction_of_token(token: str) -> int | None:
    """None for a token that is not ours, or not whole. What the link can do ends with the time for an appeal, not with the token."""
    padded = token.replace("-", "+").replace("_", "/") + "=" * (-len(token.partition(".")[2]) % 4)
    try:
        return int(keyring().decrypt(padded, PURPOSE))
    except CannotDecrypt:
        return None


def ban_link(user: int) -> str:
    """For accounts.registries.hooks.ban_links: the appeal against what keeps the user out; "" without one. One statement."""
    held = banning_sanction(UserId(user), timezone.now())
    return appeal_path(held.pk) if held is not None else ""


def appeal_path(sanction: int) -> str:
    return f"/play/appeal/{appeal_token(sanction)}/"

"""Whose a token is. Only its hash is kept: the token itself was shown once, when it was issued."""

import hashlib

from django.utils import timezone

from game.models import ApiToken

_USER = ("username", "is_active", "banned_until", "ban_reason")


def digest_of(token: str) -> str:
    """What is kept of a token. SHA-256 is enough: a token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def access_token(token: str) -> ApiToken | None:
    """The living token with its user and character, in one statement; None when it is unknown or has ended."""
    living = ApiToken.objects.filter(digest=digest_of(token), expires_at__gt=timezone.now())
    return living.select_related("user", "character").defer(*_UNREAD).first()


def _unread() -> list[str]:
    """The columns of the user that no answer reads, the password's hash among them."""
    user = ApiToken._meta.get_field("user").related_model
    return [f"user__{f.name}" for f in user._meta.concrete_fields if not f.primary_key and f.name not in _USER]


_UNREAD = _unread()

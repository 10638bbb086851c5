"""The characters of an account, and anybody's public face."""

from datetime import datetime

from django.db.models import Q

from game.models import Character
from game.rules.errors import GameError


def characters_of(user: int, since: datetime) -> tuple[list[Character], list[Character]]:
    """Living characters, and those let go after `since` (they can come back). One statement."""
    rows = list(Character.objects.filter(Q(deleted_at__isnull=True) | Q(deleted_at__gt=since), user_id=user).order_by("pk"))
    return [c for c in rows if c.deleted_at is None], [c for c in rows if c.deleted_at is not None]


def public(name: str) -> Character:
    """A living character by its name, whatever the case. GameError not_found."""
    # No database column holds a NUL: to ask for one is an error, not an empty answer.
    found = None if "\0" in name else Character.objects.filter(name__iexact=name, deleted_at__isnull=True).first()
    if found is None:
        raise GameError("not_found", "Nobody goes by that name.")
    return found

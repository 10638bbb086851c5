"""A guest: an account made by one click, without a name to think of or a password to forget."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User

SAME_CLICK = timedelta(minutes=2)
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another
_TRIES = 5


def make_guest(*, key: str) -> User:
    """A guest for the click that carries `key` (1 to 64 characters): the same key within two minutes finds the same
    guest, as long as it is one still. ValueError for a key of another length."""
    if not 1 <= len(key) <= 64:
        raise ValueError("a guest's key has 1 to 64 characters")
    stored = hashlib.sha256(key.encode(errors="replace")).hexdigest()  # for two minutes the key leads into the account
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                return _of_click(stored) or _new(stored)
        except IntegrityError:
            continue  # the twin of this click was first (it is found now), or the name was taken
    raise RuntimeError("no free name for a guest was found")


def _of_click(stored: str) -> User | None:
    """The guest that this click made a moment ago; the key of an older one is freed."""
    found = User.objects.select_for_update().filter(guest_key=stored).first()
    if found is None:
        return None
    if found.is_guest and found.date_joined > timezone.now() - SAME_CLICK:
        return found
    found.guest_key = None
    found.save(update_fields=["guest_key"])
    return None


def _new(stored: str) -> User:
    name = "guest_" + "".join(secrets.choice(_LETTERS) for _ in range(8))
    return User.objects.create(username=name, password=make_password(None), is_guest=True, guest_key=stored)

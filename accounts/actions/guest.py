"""Guests, which have a generated name and no password, and how a guest becomes a full account."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User

SAME_FORM = timedelta(minutes=2)
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without letters that are easily confused
_MAX_TRIES = 5


def make_guest(*, key: str) -> User:
    """A guest for the form that carries `key` (1 to 64 characters). The same key within two minutes finds the same guest, as
    long as it is still a guest. Raises ValueError for a key of another length."""
    if not 1 <= len(key) <= 64:
        raise ValueError("a guest's key has 1 to 64 characters")
    stored = hashlib.sha256(key.encode(errors="replace")).hexdigest()  # for two minutes the key gives access to the account
    for _ in range(_MAX_TRIES):
        try:
            with transaction.atomic():
                return _guest_of_form(stored) or _create(stored)
        except IntegrityError:
            continue  # the same form committed first (the next try finds its guest), or the name was taken
    raise RuntimeError("no free name for a guest was found")


def lock_guest(user_id: int) -> User | None:
    """The guest, locked until the transaction ends; None when the account is no longer a guest."""
    user = User.objects.select_for_update().get(pk=user_id)
    return user if user.is_guest else None


def name_guest(guest: User, *, username: str, email: str) -> None:
    """Make a locked guest a full account, which keeps the characters of the guest."""
    guest.username, guest.email, guest.is_guest, guest.guest_key = username, email, False, None
    guest.save()


def _guest_of_form(stored: str) -> User | None:
    """The guest that this form made a moment ago. The key of an older guest is released."""
    found = User.objects.select_for_update().filter(guest_key=stored).first()
    if found is None:
        return None
    if found.is_guest and found.date_joined > timezone.now() - SAME_FORM:
        return found
    found.guest_key = None
    found.save(update_fields=["guest_key"])
    return None


def _create(stored: str) -> User:
    name = "guest_" + "".join(secrets.choice(_LETTERS) for _ in range(8))
    return User.objects.create(username=name, password=make_password(None), is_guest=True, guest_key=stored)

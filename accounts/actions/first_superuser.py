"""Creating the first staff account."""

import secrets

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User


def create_first_superuser(*, username: str) -> str | None:
    """Create a superuser with a random password, and return the password; None when there is an active superuser already.

    Raises IntegrityError when another account has the name.
    """
    if User.objects.filter(is_superuser=True, is_active=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user = User.objects.create_superuser(username, email="", password=password)
        record(actor=None, action="staff.made", target=f"user:{user.pk}", reason="first staff login")
    return password

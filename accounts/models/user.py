"""Accounts: players, guests and staff."""

import hashlib
import hmac
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone

from accounts.models.ids import UserId
from accounts.rules import agreements


class VvwUserManager(UserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """Case does not matter in names. Served by the index of username_unique_without_case."""
        return self.get(username__iexact=username)


class User(AbstractUser):
    """An account. A guest has no password and no address. When a guest signs up, the row stays the same."""

    if TYPE_CHECKING:
        id: models.BigAutoField[int, UserId]
    first_name = None  # type: ignore[assignment]  # this is how Django removes an inherited field
    last_name = None  # type: ignore[assignment]  # likewise
    is_guest = models.BooleanField(default=False)
    guest_key = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    """SHA-256, in hex, of the idempotency key of the form that made this guest: sending the form twice finds the same guest."""
    banned_until = models.DateTimeField(null=True, blank=True)
    ban_reason = models.CharField(max_length=300, blank=True)
    muted_until = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    login_version = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """Incremented when all sessions and tokens of the account end: those of an older version stay invalid for ever. A trigger
    refuses to lower it (migration 0004)."""
    terms_version = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    privacy_version = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """The versions (accounts/rules/agreements.py) that the account has agreed to, 0 for none, and when it did last."""

    objects: ClassVar[VvwUserManager] = VvwUserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Upper("username"), name="username_unique_without_case"),
        ]

    def get_full_name(self) -> str:
        """Accounts have one name only."""
        return self.username

    get_short_name = get_full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """The hash that a session holds to prove that its login is still valid: Django's, extended by login_version."""
        if self.login_version:
            salt, value = "accounts.User.log_in", f"{self.login_version}:{self.password}"
        else:
            salt, value = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash", self.password
        return hmac.digest(_key_of(salt, secret or settings.SECRET_KEY), value.encode(), "sha256").hex()

    @property
    def credentials_digest(self) -> str:
        """What an API token was issued for: SHA-256, in hex, of the password hash and login_version."""
        return hashlib.sha256(f"{self.login_version}:{self.password}".encode()).hexdigest()

    @property
    def must_agree(self) -> bool:
        """Whether the terms or the privacy page have changed since. Guests agree when they sign up."""
        return not self.is_guest and not agreements.are_current(self.terms_version, self.privacy_version)

    @property
    def is_banned(self) -> bool:
        return self.banned_until is not None and self.banned_until > timezone.now()

    @property
    def is_muted(self) -> bool:
        return self.muted_until is not None and self.muted_until > timezone.now()


@lru_cache(maxsize=16)
def _key_of(salt: str, secret: str) -> bytes:
    """The key that Django's salted_hmac would derive at every request."""
    return hashlib.sha256((salt + secret).encode()).digest()

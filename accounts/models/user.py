"""Who logs in: players, guests and staff."""

import hashlib
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.crypto import salted_hmac


class VvwUserManager(UserManager):
    def get_by_natural_key(self, username: str | None) -> "User":
        """Names are one name whatever their case; served by the index of username_unique_without_case."""
        return self.get(username__iexact=username)


class User(AbstractUser):
    """An account. A guest has no password and no address until it signs up, and stays the same row when it does."""

    first_name = None
    last_name = None
    is_guest = models.BooleanField(default=False)
    guest_key = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    """SHA-256, in hex, of the key of the click that made this guest: a second click with it finds the same guest."""
    banned_until = models.DateTimeField(null=True, blank=True)
    ban_reason = models.CharField(max_length=300, blank=True)
    muted_until = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    login_version = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """Raised when all log-ins end: sessions and tokens that began before are those of an older version, for ever. A trigger
    refuses to lower it (migration 0004)."""

    objects: ClassVar[UserManager] = VvwUserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Upper("username"), name="username_unique_without_case"),
        ]

    def get_full_name(self) -> str:
        """There is one name."""
        return self.username

    get_short_name = get_full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session holds to show that its log-in is still good: Django's, of the password, and of login_version."""
        if not self.login_version:
            return super()._get_session_auth_hash(secret)
        return salted_hmac(
            "accounts.User.log_in", f"{self.login_version}:{self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def credentials_digest(self) -> str:
        """What a token of the API was issued for: the password and login_version, as SHA-256 in hex."""
        return hashlib.sha256(f"{self.login_version}:{self.password}".encode()).hexdigest()

    @property
    def is_banned(self) -> bool:
        return self.banned_until is not None and self.banned_until > timezone.now()

    @property
    def is_muted(self) -> bool:
        return self.muted_until is not None and self.muted_until > timezone.now()

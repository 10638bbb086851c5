"""Who logs in: players, guests and staff."""

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


class VvwUserManager(UserManager):
    def get_by_natural_key(self, username: str | None) -> "User":
        """Names are one name whatever their case; served by the index of username_unique_without_case."""
        return self.get(username__iexact=username)


class User(AbstractUser):
    """An account. A guest has no password and no address until it signs up, and stays the same row when it does."""

    if TYPE_CHECKING:
        id: models.BigAutoField[int, UserId]
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
        if self.login_version:
            salt, value = "accounts.User.log_in", f"{self.login_version}:{self.password}"
        else:
            salt, value = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash", self.password
        return hmac.digest(_key_of(salt, secret or settings.SECRET_KEY), value.encode(), "sha256").hex()

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


@lru_cache(maxsize=16)
def _key_of(salt: str, secret: str) -> bytes:
    """The key that Django's salted_hmac derives anew at each request."""
    return hashlib.sha256((salt + secret).encode()).digest()

"""Who logs in: players, guests and staff."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone


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
    """The key of the click that made this guest: a second click with it finds the same guest."""
    banned_until = models.DateTimeField(null=True, blank=True)
    ban_reason = models.CharField(max_length=300, blank=True)
    muted_until = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = VvwUserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Upper("username"), name="username_unique_without_case"),
        ]

    def get_full_name(self) -> str:
        """There is one name."""
        return self.username

    get_short_name = get_full_name

    @property
    def is_banned(self) -> bool:
        return self.banned_until is not None and self.banned_until > timezone.now()

    @property
    def is_muted(self) -> bool:
        return self.muted_until is not None and self.muted_until > timezone.now()

"""Who has verified an e-mail address."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils import timezone

from accounts.models import User


def has_verified(email: str, *, user: User) -> bool:
    """Whether this very user has verified the address. One statement."""
    return bool(EmailAddress.objects.filter(email=email.lower(), verified=True, user_id=user.pk).exists())


def verified_owners(email: str, users: Iterable[User]) -> list[User]:
    """Those of the users who have verified the address. One statement."""
    owners = set(EmailAddress.objects.filter(email=email.lower(), verified=True).values_list("user_id", flat=True))
    return [user for user in users if user.pk in owners]


def verified_address(user: int) -> str | None:
    """A verified address of the user, the primary one if it is verified. One statement."""
    verified = EmailAddress.objects.filter(user_id=user, verified=True).order_by("-primary", "pk")
    found: str | None = verified.values_list("email", flat=True).first()
    return found


def addresses_for_mail(users: Iterable[int]) -> dict[int, str]:
    """Where mails of their own wish reach these users: a verified address of each, the primary one if it is verified. Not of accounts
    that are banned, closed or erased. One statement."""
    usable = EmailAddress.objects.filter(
        Q(user__banned_until=None) | Q(user__banned_until__lte=timezone.now()),
        user__in=list(users), verified=True, user__is_active=True, user__erased_at=None,
    )  # fmt: skip
    return dict(usable.order_by("primary", "-pk").values_list("user_id", "email"))  # the last one of a user counts


def addresses_of(users: Iterable[int]) -> list[str]:
    """All addresses of these users, verified or not, sorted. One statement."""
    ids = list(users)
    named = EmailAddress.objects.filter(user_id__in=ids).values_list("email", flat=True)
    own = User.objects.filter(pk__in=ids).exclude(email="").values_list("email", flat=True)
    return sorted(set(named.union(own)))

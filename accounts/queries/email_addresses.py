"""Who has verified an e-mail address."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress

from accounts.models import User


def has_verified(email: str, *, user: User) -> bool:
    """Whether this very user has verified the address. One statement."""
    return bool(EmailAddress.objects.filter(email=email.lower(), verified=True, user_id=user.pk).exists())


def verified_owners(email: str, users: Iterable[User]) -> list[User]:
    """Those of the users who have verified the address. One statement."""
    owners = set(EmailAddress.objects.filter(email=email.lower(), verified=True).values_list("user_id", flat=True))
    return [user for user in users if user.pk in owners]


def addresses_of(user: User) -> list[str]:
    """All addresses of the user, verified or not, sorted. One statement."""
    known: set[str] = set(EmailAddress.objects.filter(user_id=user.pk).values_list("email", flat=True))
    return sorted(known | ({user.email} if user.email else set()))

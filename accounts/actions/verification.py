"""Whose an e-mail address is: what has been proven, and asking for the proof again."""

from collections.abc import Iterable

from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.account.internal.flows.manage_email import sync_email_address
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from accounts.models import User


def is_proven(email: str, *, user: User) -> bool:
    """Whether the user has shown that the address is his or hers. One statement."""
    return EmailAddress.objects.filter(email=email.lower(), verified=True, user_id=user.pk).exists()


def owners_of(email: str, users: Iterable[User]) -> list[User]:
    """Those of the users who have proven the address."""
    proven = EmailAddress.objects.filter(email=email.lower(), verified=True).values_list("user_id", flat=True)
    owners = set(proven)
    return [user for user in users if user.pk in owners]


def ask_again(request: HttpRequest, email: str, users: Iterable[User]) -> None:
    """Send the verification of an address that nobody has proven, for the one of these accounts that was used last. At most
    one mail in two minutes, for all accounts together, and no word of it on the page."""
    user = max(users, key=lambda one: (one.last_login or one.date_joined, one.pk))
    if not consume_email_verification_rate_limit(request, email):
        return
    sync_email_address(user, email.lower())
    EmailAddress.objects.get(user_id=user.pk, email=email.lower()).send_confirmation(request)

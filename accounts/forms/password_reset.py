"""The form that asks for a link to reset a password."""

from collections.abc import Iterable
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.account.internal.flows.manage_email import sync_email_address
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from accounts.forms.email_words import spell_email
from accounts.models import User
from accounts.queries.email_addresses import verified_owners


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Allauth's form, for verified addresses. An unverified address gets a verification mail and no reset link, because
    anybody may have typed it at a sign-up, even several times."""

    users: list[User]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_email(self.fields["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if self.users:
            owners = verified_owners(email, self.users)
            if not owners:
                send_verification_again(request, email, self.users)
                return email
            self.users = owners
        return str(super().save(request, **kwargs))


def send_verification_again(request: HttpRequest, email: str, users: Iterable[User]) -> None:
    """Send the verification mail of an unverified address, for the account of these that was used last. At most one mail in
    two minutes, for all accounts together. The page does not show whether a mail was sent."""
    user = max(users, key=lambda one: (one.last_login or one.date_joined, one.pk))
    if not consume_email_verification_rate_limit(request, email):
        return
    sync_email_address(user, email.lower())
    EmailAddress.objects.get(user_id=user.pk, email=email.lower()).send_confirmation(request)

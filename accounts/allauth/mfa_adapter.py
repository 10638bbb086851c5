"""The adapter for second factors (MFA_ADAPTER): secrets are stored encrypted, and checks take one short statement."""

from collections.abc import Iterable

from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from accounts.allauth.error_texts import MFA_ERRORS
from accounts.queries.second_factor import has_second_factor
from accounts.rules.second_factor_secrets import decrypt_secret, encrypt_secret


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultMFAAdapter.error_messages | MFA_ERRORS

    def encrypt(self, text: str) -> str:
        return encrypt_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt_secret(encrypted_text)

    def is_mfa_enabled(self, user: AbstractBaseUser | AnonymousUser, types: Iterable[str] | None = None) -> bool:
        """One statement, none for an anonymous visitor. types: only these kinds count; None: any kind."""
        return not user.is_anonymous and has_second_factor(user.pk, types)

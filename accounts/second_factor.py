"""Second factors: their secrets are stored encrypted; whether somebody has one is asked at each log-in, by a short statement."""

from collections.abc import Iterable

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.keyring import keyring

SECRETS = frozenset(("secret", "seed"))
"""What of an authenticator's data is stored encrypted: of the app's codes, and of the recovery codes."""
PURPOSE = "second factor"


class SecondFactor(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return keyring().encrypt(text.encode(), PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().decrypt(encrypted_text, PURPOSE).decode()

    def is_mfa_enabled(self, user: AbstractBaseUser | AnonymousUser, types: Iterable[str] | None = None) -> bool:
        """One statement, none for a visitor. types: of these kinds; None: of any."""
        if user.is_anonymous:
            return False
        return _HAS_ONE.row(user=user.pk, types=[str(kind) for kind in (Authenticator.Type.values if types is None else types)])


# Served by the index of the user.
_HAS_ONE = Statement(
    f"SELECT EXISTS (SELECT FROM {Authenticator._meta.db_table} WHERE user_id = %(user)s AND type = ANY (%(types)s))::text",  # noqa: S608
    bool,
)

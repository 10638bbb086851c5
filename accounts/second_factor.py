"""Whether somebody has a second factor: asked at each log-in, so by a short statement."""

from collections.abc import Iterable

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from vvw_site.database.statement import Statement


class SecondFactor(DefaultMFAAdapter):
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

"""Whether an account has a second factor."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator

from vvw_site.foundation.database.statement import Statement


def has_second_factor(user_id: int, types: Iterable[str] | None = None) -> bool:
    """types: only these kinds count; None: any kind. One prepared statement, because every login asks."""
    kinds = [str(kind) for kind in (Authenticator.Type.values if types is None else types)]
    return bool(_EXISTS.row(user=user_id, types=kinds))


# Served by the index of the user.
_EXISTS = Statement(
    f"SELECT EXISTS (SELECT FROM {Authenticator._meta.db_table} WHERE user_id = %(user)s AND type = ANY (%(types)s))::text",  # noqa: S608
    bool,
)

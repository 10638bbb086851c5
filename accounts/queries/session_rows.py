"""Reading session rows. Sessions are stored under the hash of their key (see accounts/sessions/store.py)."""

import hashlib
from datetime import datetime
from typing import Any

from accounts.models import User
from vvw_site.foundation.database.rows import instance, selected, shape_of
from vvw_site.foundation.database.statement import Statement


def row_key_of(session_key: str) -> str:
    """The primary key of a session's row: 160 bits of the SHA-256 of the session's key, which has 165 random bits."""
    return hashlib.sha256(session_key.encode(errors="replace")).hexdigest()[:40]


def read_session(row_key: str | None, now: datetime) -> tuple[str, str, float] | None:
    """Encrypted data, version (the row's xmin) and seconds until the session expires; None when there is no live session."""
    row: tuple[str, str, float] | None = _READ.row(key=row_key, now=now)
    return row


def user_of_session(user_id: int, row_key: str | None) -> tuple[str, User] | None:
    """The version of the session's row, and the user; None when the session has ended. One statement."""
    row: tuple[str, tuple[Any, ...]] | None = _USER_OF_SESSION.row(id=user_id, session=row_key)
    return None if row is None else (row[0], instance(User, row[1]))


# Served by the primary key.
_READ = Statement(
    "SELECT json_build_array(session_data, xmin, extract(epoch FROM (expire_date - %(now)s::timestamptz)))::text "
    "FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s",
    tuple[str, str, float],
)
# Served by the primary keys of both tables.
_USER_OF_SESSION = Statement(
    f"""SELECT json_build_array(s.xmin, {selected(User, "u")})::text FROM django_session s JOIN accounts_user u ON u.id = %(id)s
    WHERE s.session_key = %(session)s AND s.expire_date > now()""",  # noqa: S608
    tuple[str, shape_of(User)],  # type: ignore[misc]  # a type that is built at run time
)

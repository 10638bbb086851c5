"""The session behind a cookie, for connections that stay open after their request: it is only read, and checked again while they last."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare
from msgspec import Struct

from accounts.backends import AccountBackend
from accounts.models import User
from accounts.queries.session_rows import user_of_session
from accounts.sessions.store import SessionStore

MAX_READS = 3
"""How often a session is read again when a request wrote it in the meantime."""


class OpenSession(Struct, frozen=True):
    """row_key: of its row. data: what the session stores."""

    row_key: str
    user: User
    data: dict[str, Any]


def open_session(cookie: str) -> OpenSession | None:
    """The living session of a logged-in user who may use the site, by the value of its cookie. Nothing is written.

    One statement, two if Redis has no copy of the session.
    """
    if not cookie:
        return None
    session = SessionStore(cookie)
    for _ in range(MAX_READS):
        if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS or SESSION_KEY not in session:
            return None
        found = user_of_session(int(session[SESSION_KEY]), session.row_key)
        if found is None:
            return None
        version, user = found
        if version == session.version:
            return _verified(session, user)
        session.reload()
    return None


def _verified(session: SessionStore, user: User) -> OpenSession | None:
    """The checks of sessions/request_user.py."""
    logged_in_with = session.get(HASH_SESSION_KEY) or ""
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    if not AccountBackend().may_use_site(user) or not any(constant_time_compare(logged_in_with, one) for one in hashes):
        return None
    return OpenSession(session.row_key or "", user, dict(session.items()))

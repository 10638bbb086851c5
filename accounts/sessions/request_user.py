"""The user of a request: like django.contrib.auth.get_user, but the session's row is checked in the statement that
reads the user. So a session that has ended is invalid at once, whatever Redis still holds."""

from typing import cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accounts.backends import AccountBackend
from accounts.models import User
from accounts.queries.session_rows import user_of_session
from accounts.sessions.store import SessionStore

MAX_READS = 3
"""How often a session is read again when another request wrote it in the meantime."""


def session_of(request: HttpRequest) -> SessionStore:
    """The request's session, as the type that SESSION_ENGINE makes it."""
    return cast(SessionStore, request.session)


def logged_in_user(request: HttpRequest) -> User:
    """request.user of a view for logged-in users only. Raises TypeError for an anonymous request."""
    user = request.user
    if not user.is_authenticated:
        raise TypeError("this request is anonymous")
    return user


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """One statement, none for an anonymous visitor. Afterwards the session's data is as new as its row."""
    session = session_of(request)
    for _ in range(MAX_READS):
        if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS or SESSION_KEY not in session:
            return AnonymousUser()
        if session.is_new:  # created by this request: its row is written with the response
            return _verified(session, AccountBackend().get_user(int(session[SESSION_KEY])))
        found = user_of_session(int(session[SESSION_KEY]), session.row_key)
        if found is None:
            session.discard()
            return AnonymousUser()
        version, user = found
        if version == session.version:
            break
        session.reload()
    return _verified(session, user if AccountBackend().may_use_site(user) else None)


def _verified(session: SessionStore, user: User | None) -> User | AnonymousUser:
    """Django's check that the login is still valid: it ends with the password, and with User.login_version."""
    if user is None:
        return AnonymousUser()
    logged_in_with, now = session.get(HASH_SESSION_KEY) or "", user.get_session_auth_hash()
    if constant_time_compare(logged_in_with, now):
        return user
    if any(constant_time_compare(logged_in_with, old) for old in user.get_session_auth_fallback_hash()):
        session.cycle_key()
        session[HASH_SESSION_KEY] = now
        return user
    session.flush()
    return AnonymousUser()


def is_guest(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_guest

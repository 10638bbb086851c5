"""Whose session it is: django.contrib.auth.get_user, with the session's own row checked in the statement that reads the user.

A session that has ended stands for nobody from that moment on, whatever Redis still says.
"""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accounts.backends import AccountBackend
from accounts.models import User
from accounts.session_store import SessionStore
from vvw_site.foundation.database.rows import instance, selected, shape_of
from vvw_site.foundation.database.statement import Statement

TRIES = 3
"""So often is a session read again that another request has written in the meantime."""


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """One statement, none for a visitor. What the session holds is as new as its row afterwards."""
    session: SessionStore = request.session
    for _ in range(TRIES):
        if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS or SESSION_KEY not in session:
            return AnonymousUser()
        if session.is_new:  # of this very request: its row is written with the answer
            return _verified(session, AccountBackend().get_user(int(session[SESSION_KEY])))
        row = _WHO.row(id=int(session[SESSION_KEY]), session=session.row_key)
        if row is None:
            session.forget()
            return AnonymousUser()
        version, values = row
        if version == session.version:
            break
        session.reload()
    user = instance(User, values)
    return _verified(session, user if AccountBackend().may_come_in(user) else None)


def _verified(session: SessionStore, user: User | None) -> User | AnonymousUser:
    """Django's check that the log-in is still good: it ends with the password, and with User.login_version."""
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


# Served by the primary keys of both tables.
_WHO = Statement(
    f"""SELECT json_build_array(s.xmin, {selected(User, "u")})::text FROM django_session s JOIN accounts_user u ON u.id = %(id)s
    WHERE s.session_key = %(session)s AND s.expire_date > now()""",  # noqa: S608
    tuple[str, shape_of(User)],  # type: ignore[misc]
)

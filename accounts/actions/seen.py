"""The list of sessions that people see: where one is logged in, since when, and when it was last there."""

import time

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils import timezone

from accounts.address import client_address
from accounts.models import User
from vvw_site.foundation.database.statement import Statement

KEY = "seen_at"
"""The session's own note of when it was written into the list last, in seconds since 1970."""


def remember(request: HttpRequest) -> None:
    """Write the request's session into the list, and note in the session when that was. The session has a key, the user is
    logged in. One statement; who saves the session saves the note."""
    agent = request.META.get("HTTP_USER_AGENT", "").replace("\0", "")
    _SEEN.rows(
        key=request.session.row_key, user=request.user.pk, ip=client_address(request), agent=agent[:_AGENT_MAX],
        now=timezone.now(),
    )  # fmt: skip
    request.session[KEY] = int(time.time())


def at_log_in(request: HttpRequest, **_: object) -> None:
    """Hears allauth's user_logged_in, instead of allauth's own: that reads all sessions of the user at each log-in, to drop
    from the list those that have ended. The nightly sweep does (accounts/tasks/sessions.py), and so does the list's page."""
    if request.session.session_key:
        remember(request)


def note_time(user: User, **_: object) -> None:
    """Hears Django's user_logged_in, instead of Django's own, which saves by the ORM."""
    user.last_login = timezone.now()
    _LAST.rows(user=user.pk, now=user.last_login)


_LAST = Statement("UPDATE accounts_user SET last_login = %(now)s WHERE id = %(user)s")
_AGENT_MAX = UserSession._meta.get_field("user_agent").max_length
_SEEN = Statement(f"""
INSERT INTO {UserSession._meta.db_table} (session_key, user_id, ip, user_agent, created_at, last_seen_at, data)
VALUES (%(key)s, %(user)s, %(ip)s, %(agent)s, %(now)s, %(now)s, '{{}}')
ON CONFLICT (session_key) DO UPDATE SET user_id = excluded.user_id, ip = excluded.ip, user_agent = excluded.user_agent,
    last_seen_at = excluded.last_seen_at
""")  # noqa: S608 (a table's name)

"""Recording in the list of sessions where a request comes from, and ending the other sessions of its user."""

import time

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from accounts.actions.session_activity import record_activity
from accounts.actions.sessions import end_all
from accounts.client_address import client_address
from accounts.sessions.request_user import logged_in_user, session_of

RECORDED_AT = "seen_at"
"""The session's own note of when the list was last updated, in seconds since 1970."""


def record_request(request: HttpRequest) -> None:
    """Record the request in the list of sessions, and the time of that in the session. The session must have a key, and the
    user must be logged in. One statement; the caller saves the session."""
    record_activity(
        user_id=logged_in_user(request).pk,
        row_key=session_of(request).row_key,
        address=client_address(request),
        agent=agent_of(request),
    )
    request.session[RECORDED_AT] = int(time.time())


def agent_of(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_USER_AGENT", "")).replace("\0", "")


def end_other_sessions(request: HttpRequest) -> int:
    """End every session of the user but this one, which continues under a new key. Returns how many others there were."""
    user = logged_in_user(request)
    ended = end_all(user)
    update_session_auth_hash(request, user)
    # Save it here and not with the response: until then the browser has no session at all.
    request.session.save()
    record_request(request)
    return max(0, ended - 1)

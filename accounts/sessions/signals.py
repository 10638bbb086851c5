"""Signal receivers that replace those of allauth and Django; sessions/apps.py connects them."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.actions.session_activity import record_login
from accounts.actions.sessions import end_all
from accounts.models import User
from accounts.sessions.activity import end_other_sessions, record_request


def record_session_at_login(request: HttpRequest, **_: object) -> None:
    """Receives allauth's user_logged_in. Allauth's own receiver reads all sessions of the user at each login, to drop ended
    ones from the list; here the nightly sweep and the page of the list take care of them."""
    if request.session.session_key:
        record_request(request)


def record_last_login(user: User, **_: object) -> None:
    """Receives Django's user_logged_in. Django's own receiver saves through the ORM, which is slower."""
    user.last_login = timezone.now()
    record_login(user_id=user.pk, now=user.last_login)


def end_sessions_after_new_password(request: HttpRequest, user: User, **_: object) -> None:
    """Receives allauth's signals of a password that was changed, set or reset. All sessions end, except the session in which
    the password was changed."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        request.user = user
        end_other_sessions(request)
    else:
        end_all(user)

"""Signal receivers that replace those of allauth and Django; sessions/apps.py connects them."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.actions.login_history import record_failure, record_login
from accounts.actions.sessions import end_all
from accounts.client_address import client_address
from accounts.models import LoginEvent, User
from accounts.sessions.activity import agent_of, end_other_sessions, record_request
from accounts.sessions.login_method import login_method


def record_session_at_login(request: HttpRequest, **_: object) -> None:
    """Receives allauth's user_logged_in. Allauth's own receiver reads all sessions of the user at each login, to drop ended
    ones from the list; here the nightly sweep and the page of the list take care of them."""
    if request.session.session_key:
        record_request(request)


def record_last_login(user: User, request: HttpRequest | None = None, **_: object) -> None:
    """Receives Django's user_logged_in. Django's own receiver saves through the ORM, which is slower. The login's row of the history is
    written in the same statement."""
    user.last_login = timezone.now()
    if request is None:
        record_login(user_id=user.pk, now=user.last_login)
        return
    method = login_method(request, user)
    record_login(
        user_id=user.pk, now=user.last_login, method=method, address=client_address(request), agent=agent_of(request)
    )  # fmt: skip


def record_failed_code(request: HttpRequest, user: User, **_: object) -> None:
    """Receives allauth's signal of a wrong code: somebody has the password."""
    record_failure(user_id=user.pk, method=LoginEvent.CODE, address=client_address(request), agent=agent_of(request))


def end_sessions_after_new_password(request: HttpRequest, user: User, **_: object) -> None:
    """Receives allauth's signals of a password that was changed, set or reset. All sessions end, except the session in which
    the password was changed."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        request.user = user
        end_other_sessions(request)
    else:
        end_all(user)

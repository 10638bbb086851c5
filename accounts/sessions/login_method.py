"""With what somebody has just logged in, from what allauth noted in the session."""

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpRequest

from accounts.models import LoginEvent, User

_METHODS = {"mfa": LoginEvent.CODE, "socialaccount": LoginEvent.GOOGLE, "password": LoginEvent.PASSWORD}
"""The one that says most comes first."""


def login_method(request: HttpRequest, user: User) -> str:
    """A key of LoginEvent.METHODS. No statement."""
    session = getattr(request, "session", None)
    noted = session.get(AUTHENTICATION_METHODS_SESSION_KEY, []) if session is not None else []
    used = {record.get("method") for record in noted}
    if user.is_guest:
        return LoginEvent.GUEST
    at_signup = (match := request.resolver_match) is not None and match.url_name == "account_signup"
    return next(
        (method for name, method in _METHODS.items() if name in used), LoginEvent.SIGNUP if at_signup else LoginEvent.OTHER
    )

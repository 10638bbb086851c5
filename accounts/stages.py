"""The steps of a log-in that are not allauth's."""

from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.stages import EmailVerificationStage, LoginStage
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

_OF_PENDING_LOGIN = (LOGIN_SESSION_KEY, AUTHENTICATION_METHODS_SESSION_KEY, _AUTHENTICATION_METHODS_USER_SESSION_KEY)


class ConfirmAtSignUp(EmailVerificationStage):
    """Mails that ask to confirm an address are sent at the sign-up; allauth looks the address up at each log-in too."""

    def handle(self) -> tuple[Any, bool]:
        return super().handle() if self.login.signup else (None, True)


class LeaveGuest(LoginStage):
    """A guest who logs in as somebody else, by whatever way, is asked first: the guest's character cannot be reached again."""

    key = "leave_guest"
    urlname = "account_leave_guest"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        guest = self.request.user
        if not guest.is_authenticated or not guest.is_guest or self.login.user is None or self.login.user.pk == guest.pk:
            return None, True
        return redirect(self.urlname), True

    def leave(self) -> HttpResponse:
        """End the guest's session, and go on with the log-in that waits in it."""
        end_all_but_login(self.request)
        return self.exit()


def end_all_but_login(request: HttpRequest) -> None:
    waiting = {name: request.session[name] for name in _OF_PENDING_LOGIN if name in request.session}
    logout(request)
    request.session.update(waiting)

"""Login stages that are not allauth's."""

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

_KEYS_OF_PENDING_LOGIN = (LOGIN_SESSION_KEY, AUTHENTICATION_METHODS_SESSION_KEY, _AUTHENTICATION_METHODS_USER_SESSION_KEY)


class VerifyEmailAtSignup(EmailVerificationStage):  # type: ignore[misc]  # allauth has no types
    """Sends the verification mail at the sign-up only. Allauth would look up the address at each login too."""

    def handle(self) -> tuple[Any, bool]:
        if not self.login.signup:
            return None, True
        outcome: tuple[Any, bool] = super().handle()
        return outcome


class ConfirmLeavingGuest(LoginStage):  # type: ignore[misc]  # allauth has no types
    """A guest who logs in to another account confirms that first, because nobody can log in to the guest's account again."""

    key = "leave_guest"
    urlname = "account_leave_guest"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        guest = self.request.user
        if not guest.is_authenticated or not guest.is_guest or self.login.user is None or self.login.user.pk == guest.pk:
            return None, True
        return redirect(self.urlname), True

    def leave(self) -> HttpResponse:
        """End the guest's session, and continue with the pending login that it holds."""
        end_session_keep_login(self.request)
        response: HttpResponse = self.exit()
        return response


def end_session_keep_login(request: HttpRequest) -> None:
    pending = {name: request.session[name] for name in _KEYS_OF_PENDING_LOGIN if name in request.session}
    logout(request)
    request.session.update(pending)

"""The ways out of an account. A guest is asked first on each, with or without JavaScript: the character would be lost."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import hooks
from accounts.adapter import is_guest
from accounts.stages import LeaveGuest

AGREED = "leave"
"""The field in which a guest who was asked says "yes" or "no"."""


def question(request: HttpRequest, *, button: str, stay: str = "/play/") -> HttpResponse | None:
    """The page that asks a guest who has not agreed yet; None for everybody else. Its form sends the same address again.

    button: what pressing it does. stay: where the guest goes who does not want to; a log-in that waits is given up then.
    """
    answer = request.POST.get(AGREED)
    if not is_guest(request) or answer == "yes":
        return None
    if answer == "no":
        clear_login(request)
        return redirect(stay)
    lost = [words for told in hooks.what_a_guest_has for words in told(request.user.pk)]
    return render(request, "account/leave_guest.html", {
        "action_url": request.get_full_path(), "button": button, "lost": lost, "agreed": AGREED,
    })  # fmt: skip


class LogoutView(allauth_views.LogoutView):
    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return question(self.request, button="Log out") or super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return question(self.request, button="Log out") or super().post(*args, **kwargs)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_guest(request: HttpRequest) -> HttpResponse:
    """The step of a log-in that asks a guest; see LeaveGuest."""
    stage = LoginStageController.enter(request, LeaveGuest.key)
    if stage is None:
        return redirect("account_login")
    name = stage.login.user.get_username()
    return question(request, button=f"Log in as {name}") or stage.leave()


class ConfirmEmailView(allauth_views.ConfirmEmailView):
    """Whoever opens the link, logged in as whom: to look at it changes nothing, and to confirm ends no session."""

    def logout(self) -> None:
        return None


class PasswordResetFromKeyView(allauth_views.PasswordResetFromKeyView):
    """Opening the link of another account, and setting its password, ends no session of this one."""

    def logout(self) -> None:
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = self.reset_user is not None and self.request.user.is_authenticated and self.reset_user != self.request.user
        return super().get_context_data(other=self.reset_user.get_username() if other else "", **kwargs)

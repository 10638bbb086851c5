"""Asks a guest for confirmation before the session ends, because the character would be lost. Works without JavaScript."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.allauth.login_stages import ConfirmLeavingGuest
from accounts.registries import hooks
from accounts.sessions.request_user import is_guest, logged_in_user

ANSWER_FIELD = "leave"
"""The field with the guest's answer, "yes" or "no"."""


def guest_confirmation(request: HttpRequest, *, button: str, stay: str = "/play/") -> HttpResponse | None:
    """The page that asks a guest who has not confirmed yet; None for everybody else. Its form posts to the same URL.

    button: the label of the button that confirms. stay: where a guest goes who answers "no"; a pending login is dropped then.
    """
    answer = request.POST.get(ANSWER_FIELD)
    if not is_guest(request) or answer == "yes":
        return None
    if answer == "no":
        clear_login(request)
        return redirect(stay)
    guest = logged_in_user(request).pk
    lost = [words for possessions in hooks.guest_possessions for words in possessions(guest)]
    return render(request, "account/leave_guest.html", {
        "action_url": request.get_full_path(), "button": button, "lost": lost, "agreed": ANSWER_FIELD,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_guest(request: HttpRequest) -> HttpResponse:
    """The page of the login stage ConfirmLeavingGuest."""
    stage = LoginStageController.enter(request, ConfirmLeavingGuest.key)
    if stage is None:
        return redirect("account_login")
    name = stage.login.user.get_username()
    confirmation = guest_confirmation(request, button=f"Log in as {name}")
    if confirmation is not None:
        return confirmation
    response: HttpResponse = stage.leave()
    return response

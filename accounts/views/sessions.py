"""Ending sessions from the list of them: one from afar, or all, this one too."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.actions import sessions
from accounts.views.leaving import question


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    if asked := question(request, button="Log out that session", stay="/accounts/sessions/"):
        return asked
    if sessions.end_one(user=request.user, session_id=session_id):
        messages.success(request, "That session has ended.")
    else:
        messages.info(request, "That session had ended already.")
    return redirect("usersessions_list")


@login_required
@require_POST
def end_all_sessions(request: HttpRequest) -> HttpResponse:
    """Everywhere, the API's tokens included; then the log-in page."""
    if asked := question(request, button="Log out everywhere", stay="/accounts/sessions/"):
        return asked
    sessions.end_all(request.user)
    logout(request)
    messages.success(request, "You are logged out everywhere.")
    return redirect("account_login")

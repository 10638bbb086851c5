"""The list of sessions, and ending them from it: one from afar, all others, or all, this one too."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import sessions
from accounts.login_first import login_first
from accounts.queries.sessions import sessions_of
from accounts.views.leaving import question


@login_first
@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: HttpRequest) -> HttpResponse:
    """POST ends all the others, and the API's tokens with them."""
    if request.method == "POST":
        sessions.end_others(request)
        messages.success(request, "All other sessions have ended, and all API tokens.")
        return redirect("usersessions_list")
    found = sessions_of(request.user, request.session.row_key)
    context = {"sessions": found, "session_count": len(found), "show_last_seen_at": True}
    return render(request, "usersessions/usersession_list.html", context)


@login_first
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    if asked := question(request, button="Log out that session", stay="/accounts/sessions/"):
        return asked
    if sessions.end_one(user=request.user, session_id=session_id):
        messages.success(request, "That session has ended.")
    else:
        messages.info(request, "That session had ended already.")
    return redirect("usersessions_list")


@login_first
@require_POST
def end_all_sessions(request: HttpRequest) -> HttpResponse:
    """Everywhere, the API's tokens included; then the log-in page."""
    if asked := question(request, button="Log out everywhere", stay="/accounts/sessions/"):
        return asked
    sessions.end_all(request.user)
    logout(request)
    messages.success(request, "You are logged out everywhere.")
    return redirect("account_login")

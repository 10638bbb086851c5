"""The list of sessions, and ending them: one of them, all others, or all."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.login_history import KEPT
from accounts.actions.sessions import end_all, end_one
from accounts.client_address import client_address
from accounts.login_redirect.login_required import login_required
from accounts.queries.login_history import login_history
from accounts.queries.sessions import sessions_of
from accounts.sessions.activity import end_other_sessions
from accounts.sessions.request_user import logged_in_user, session_of
from accounts.views.guest_exit import guest_confirmation

LOGINS_SHOWN = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: HttpRequest) -> HttpResponse:
    """POST ends all other sessions, and all API tokens."""
    if request.method == "POST":
        end_other_sessions(request)
        messages.success(request, "All other sessions have ended, and all API tokens.")
        return redirect("usersessions_list")
    user, address = logged_in_user(request), client_address(request)
    found = sessions_of(user, session_of(request).row_key, address)
    context = {
        "sessions": found, "session_count": len(found), "show_last_seen_at": True,
        "logins": login_history(user, address, LOGINS_SHOWN), "days": KEPT.days,
    }  # fmt: skip
    return render(request, "usersessions/usersession_list.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    if confirmation := guest_confirmation(request, button="Log out that session", stay="/accounts/sessions/"):
        return confirmation
    if end_one(user=logged_in_user(request), session_id=session_id):
        messages.success(request, "That session has ended.")
    else:
        messages.info(request, "That session had ended already.")
    return redirect("usersessions_list")


@login_required
@require_POST
def end_all_sessions(request: HttpRequest) -> HttpResponse:
    """Ends this session too, and all API tokens; then shows the login page."""
    if confirmation := guest_confirmation(request, button="Log out everywhere", stay="/accounts/sessions/"):
        return confirmation
    end_all(logged_in_user(request))
    logout(request)
    messages.success(request, "You are logged out everywhere.")
    return redirect("account_login")

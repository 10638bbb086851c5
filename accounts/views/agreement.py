"""The page between the log-in and the game, when the terms or the privacy page have changed. Works without JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.agree import agree
from accounts.login_redirect.login_required import login_required
from accounts.login_redirect.previous_page import is_safe_path
from accounts.rules import agreements
from accounts.sessions.request_user import logged_in_user

AFTERWARDS = "/play/"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def agreement(request: HttpRequest) -> HttpResponse:
    """next: the page of this site to go on to. terms, privacy: the versions that the form showed; the page is shown again if
    another one has been published meanwhile."""
    given = request.POST if request.method == "POST" else request.GET
    back = given.get("next", "")
    back = back if is_safe_path(back) else AFTERWARDS
    user = logged_in_user(request)
    shown = (str(agreements.TERMS_VERSION), str(agreements.PRIVACY_VERSION))
    if request.method == "POST" and (given.get("terms"), given.get("privacy")) == shown:
        agree(user_id=user.pk)
        return redirect(back)
    if not user.must_agree:
        return redirect(back)
    page = {"agreements": agreements, "back": back, "first": not user.agreed_at,
            "new_terms": user.terms_version < agreements.TERMS_VERSION,
            "new_privacy": user.privacy_version < agreements.PRIVACY_VERSION}  # fmt: skip
    return render(request, "account/agreement.html", page)

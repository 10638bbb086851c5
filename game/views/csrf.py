"""A form whose CSRF token is missing or out of date. Nothing was done; each case ends with a next step, and what was typed stays.

A token changes at each login. So the usual case is an old tab: somebody logged in (again, or as another) in a second one.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from accounts.login_redirect.form_draft import save_draft
from accounts.login_redirect.login_required import is_htmx, redirect_page, redirect_to_login
from accounts.login_redirect.previous_page import is_safe_path, previous_page
from game.views import form_owner
from game.views.fresh_form import fresh_form
from game.views.player import back_of, looking

ENTRANCES = ("account_login", "account_signup", "mfa_authenticate", "guest")
OLD = "That page had grown old, so nothing was done. Here it is anew: look it over, then press once more."


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Settings name it as CSRF_FAILURE_VIEW."""
    name = _url_name(request)
    if name in ENTRANCES and request.user.is_authenticated and (name == "guest" or not request.user.is_guest):
        return redirect(_next(request))
    if name == "account_logout" and not request.user.is_authenticated:
        return redirect(settings.LOGOUT_REDIRECT_URL)
    if reason == REASON_NO_CSRF_COOKIE:
        return render(request, "errors/no_cookies.html", {"back_url": back_of(request)}, status=403)
    if not _is_ours(request):
        return _old_page(request, back_of(request))
    if request.path.startswith(("/play/", "/fairness/")) and name != "guest":
        return _of_the_game(request)
    page = previous_page(request)
    response = _old_page(request, page)
    if name in ENTRANCES:
        save_draft(request, response, page)
    return response


def _of_the_game(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request)
    if looking(request) and (refusal := form_owner.another(request)):
        return refusal
    page = previous_page(request)
    if not is_htmx(request):
        return _old_page(request, page, fresh_form(request))
    messages.warning(request, OLD)
    response = redirect_page(request, page)
    response.status_code = 403
    save_draft(request, response, page)
    return response


def _old_page(request: HttpRequest, page: str, form: dict[str, object] | None = None) -> HttpResponse:
    return render(request, "errors/old_page.html", {"back_url": page, "form": form}, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """The browser says that one of our own pages sent it: a form of another site is never offered for sending again."""
    if origin := request.headers.get("Origin"):
        return origin == f"{request.scheme}://{request.get_host()}"
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    try:
        return urlsplit(request.headers.get("Referer", "")).netloc == request.get_host()
    except ValueError:
        return False


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if is_safe_path(wanted) else settings.LOGIN_REDIRECT_URL


def _url_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""

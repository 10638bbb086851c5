"""Answers to a form whose CSRF token is missing or out of date. Nothing was done; each page has a next step and keeps the values.

A token changes at each login, so the usual cause is an old tab: somebody has logged in again in a second tab.
"""

from typing import cast
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
from game.views.player import PlayerRequest, current_player
from game.views.refusals import back_of

ENTRANCES = ("account_login", "account_signup", "mfa_authenticate", "guest")
OLD = "That page had grown old, so nothing was done. Here it is anew: look it over, then press once more."


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW in the settings."""
    url_name = _url_name(request)
    if url_name in ENTRANCES and request.user.is_authenticated and (url_name == "guest" or not request.user.is_guest):
        return redirect(_next(request))
    if url_name == "account_logout" and not request.user.is_authenticated:
        return redirect(settings.LOGOUT_REDIRECT_URL)
    if reason == REASON_NO_CSRF_COOKIE:
        return render(request, "errors/no_cookies.html", {"back_url": back_of(request)}, status=403)
    if not _is_from_this_site(request):
        return _old_page(request, back_of(request))
    if request.path.startswith(("/play/", "/fairness/")) and url_name != "guest":
        return _game_form(request)
    page = previous_page(request)
    response = _old_page(request, page)
    if url_name in ENTRANCES:
        save_draft(request, response, page)
    return response


def _game_form(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request)
    if current_player(request) and (refusal := form_owner.refuse_other_character(cast(PlayerRequest, request))):
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


def _is_from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form. Only such a form is offered again."""
    if origin := request.headers.get("Origin"):
        return origin == f"{request.scheme}://{request.get_host()}"
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    try:
        return urlsplit(request.headers.get("Referer", "")).netloc == request.get_host()
    except ValueError:
        return False


def _next(request: HttpRequest) -> str:
    path = request.POST.get("next", "")
    return path if is_safe_path(path) else settings.LOGIN_REDIRECT_URL


def _url_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""

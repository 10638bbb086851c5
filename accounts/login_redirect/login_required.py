"""Requests of anonymous visitors go to the login page, and from there back to the page they came from."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.login_redirect.form_draft import save_draft
from accounts.login_redirect.previous_page import previous_page

P = ParamSpec("P")
Q = TypeVar("Q", bound=HttpRequest)
"""What the view knows of its request: that its user is logged in, for instance."""
R = TypeVar("R", bound=HttpResponseBase)
NOT_SENT = "You were logged out before that was sent, so nothing was done. Log in, and you are back where you were."


def login_required(
    view: Callable[Concatenate[Q, P], R],
) -> Callable[Concatenate[HttpRequest, P], R | HttpResponse]:
    """A view for logged-in users only. Unlike Django's decorator it also handles forms and htmx; see redirect_to_login."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponse:
        return view(cast(Q, request), *args, **kwargs) if request.user.is_authenticated else redirect_to_login(request)

    return checked


def redirect_to_login(request: HttpRequest) -> HttpResponseRedirect | HttpResponseClientRedirect:
    """To the login page, which leads back to the requested page. After a form, it leads back to the page of the form, with
    its fields filled in. What was sent is never executed."""
    if request.method in ("GET", "HEAD"):
        return redirect_page(request, login_url(request.get_full_path()))
    page = previous_page(request)
    messages.warning(request, NOT_SENT)
    response = redirect_page(request, login_url(page))
    save_draft(request, response, page)
    return response


def redirect_page(request: HttpRequest, url: str) -> HttpResponseRedirect | HttpResponseClientRedirect:
    """Redirect the whole page. htmx would follow a plain redirect and put what it finds into a part of the old page."""
    return HttpResponseClientRedirect(url) if is_htmx(request) else HttpResponseRedirect(url)


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx sent the request. Reads the header, because a failed CSRF check answers before htmx's own middleware runs."""
    return request.META.get("HTTP_HX_REQUEST") == "true"


def login_url(back: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': back}, safe='/')}"

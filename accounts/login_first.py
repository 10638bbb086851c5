"""What happens to a request of someone who is not logged in: on to the login, and from there back to the page it came from."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.page_before import page_before
from accounts.unsent import keep_unsent

View = Callable[..., HttpResponse]
NOT_SENT = "You were logged out before that was sent, so nothing was done. Log in, and you are back where you were."


def login_first(view: View) -> View:
    """For whoever is logged in; everybody else goes to the login first."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_login(request)

    return checked


def to_login(request: HttpRequest) -> HttpResponse:
    """The login, which leads back to the page that was asked for; after a form, to the page that showed it, filled in as
    it was. Nothing that was sent is done, then or later."""
    if request.method in ("GET", "HEAD"):
        return leave(request, login_url(request.get_full_path()))
    page = page_before(request)
    messages.warning(request, NOT_SENT)
    response = leave(request, login_url(page))
    keep_unsent(request, response, page)
    return response


def leave(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect of the whole page. A plain one would be followed by htmx, which puts what it finds into a part of the old page."""
    return HttpResponseClientRedirect(url) if is_fragment(request) else HttpResponseRedirect(url)


def is_fragment(request: HttpRequest) -> bool:
    """Asked for by htmx. By the header: a failed CSRF check is answered before htmx's own middleware has looked."""
    return request.META.get("HTTP_HX_REQUEST") == "true"


def login_url(back: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': back}, safe='/')}"

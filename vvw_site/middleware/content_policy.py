"""The content security policy: strict, but for the admin, whose theme computes in attributes and styles inline."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]


class ContentPolicyMiddleware:
    """Under /admin/ and nowhere else ADMIN_CONTENT_SECURITY_POLICY replaces parts of CONTENT_SECURITY_POLICY. No page of ours
    holds a script or a style, so none needs a nonce, and django-csp writes each policy once a process instead of twice an
    answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own pages about a fault
            more = getattr(response, "_csp_update", None)  # a view's own @csp_update
            text = build_policy(update=more) if more else policy(request.path_info.startswith(admin()))
            response.headers.setdefault(HEADER, text)
        return response


@cache
def policy(for_admin: bool) -> str:
    """The header's text."""
    return build_policy(replace=settings.ADMIN_CONTENT_SECURITY_POLICY if for_admin else None)


@cache
def admin() -> str:
    return reverse("admin:index")

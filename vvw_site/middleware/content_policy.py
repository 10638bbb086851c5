"""The Content-Security-Policy header: strict everywhere, except in the admin, whose theme needs eval and inline styles."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]


class ContentPolicyMiddleware:
    """Under /admin/ only, ADMIN_CONTENT_SECURITY_POLICY replaces parts of CONTENT_SECURITY_POLICY. None of our pages has inline
    scripts or styles, so none needs a nonce, and each policy is built once per process; django-csp builds it twice per
    response."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own error pages
            more = getattr(response, "_csp_update", None)  # from a view with @csp_update
            text = build_policy(update=more) if more else policy(request.path_info.startswith(admin()))
            response.headers.setdefault(HEADER, text)
        return response


@cache
def policy(for_admin: bool) -> str:
    """The header's value."""
    return build_policy(replace=settings.ADMIN_CONTENT_SECURITY_POLICY if for_admin else None)


@cache
def admin() -> str:
    return reverse("admin:index")

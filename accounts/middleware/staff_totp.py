"""Requires an authenticator app for the admin."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse


class StaffTotpMiddleware:
    """With STAFF_NEEDS_TOTP, staff without an authenticator app are redirected from the admin to the page that sets one up.
    Allauth then asks for a code at each login."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.STAFF_NEEDS_TOTP and request.path_info.startswith(reverse("admin:index")) and self.lacks_totp(request):
            messages.warning(request, "Staff need an authenticator app. Set it up here, then go on to the admin.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def lacks_totp(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and user.is_staff and not is_mfa_enabled(user, [Authenticator.Type.TOTP])

"""Sends guests to the sign-up page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.sessions.request_user import is_guest


class GuestSignupMiddleware:
    """A guest has no password, address or second factor to manage, so those pages redirect to the sign-up page."""

    ACCOUNT_PAGES = frozenset({
        "account_email", "account_change_password", "account_set_password", "account_reauthenticate",
        "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
        "mfa_download_recovery_codes", "mfa_reauthenticate", "socialaccount_connections",
    })  # fmt: skip

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.url_name not in self.ACCOUNT_PAGES or not is_guest(request):
            return None
        messages.info(request, "You are playing as a guest. Sign up first: your character stays yours.")
        return redirect("account_signup")

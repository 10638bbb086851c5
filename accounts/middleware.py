"""Between session and view: the list of sessions, guests who are asked to sign up, staff who need a second factor.

None of it costs a page of the game a statement (the list one write each ten minutes).
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.base import UpdateError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from accounts.actions.erase import is_living, refused_as_erased
from accounts.actions.seen import KEY, remember
from accounts.limits import in_words
from accounts.session_user import user_of

Answer = Callable[[HttpRequest], HttpResponse]


class SessionUser(AuthenticationMiddleware):
    """request.user, read with the session's row (accounts/session_user.py) when it is first asked for."""

    def process_request(self, request: HttpRequest) -> None:
        async def auser() -> Any:
            return await sync_to_async(self.user)(request)

        request.user = SimpleLazyObject(lambda: self.user(request))
        request.auser = auser

    def user(self, request: HttpRequest) -> Any:
        if not hasattr(request, "_cached_user"):
            request._cached_user = user_of(request)
        return request._cached_user


class SessionsSeen:
    """Keeps the list of sessions: address, browser, when last seen. Allauth's own does it with four statements a request;
    this one asks the session, which is at hand, and writes when what it wrote last is older than EVERY."""

    EVERY = 600

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and time.time() - self.last_seen(request) > self.EVERY:
            self.see(request)
        return self.get_response(request)

    def last_seen(self, request: HttpRequest) -> int:
        """Our look is not the page's: what is the same for everybody must not say "Vary: Cookie", or no cache keeps it."""
        accessed = request.session.accessed
        seen = request.session.get(KEY, 0)
        request.session.accessed = accessed
        return seen

    def see(self, request: HttpRequest) -> None:
        request.session.accessed = True  # the page may ask who it is without asking the session again
        if request.user.is_authenticated:
            try:
                remember(request)
            except IntegrityError as error:
                if not refused_as_erased(error):
                    raise
                logout(request)
                return
            # Now, not with the answer: by then the session may have ended elsewhere, and saving it would be an error. It may
            # have ended even since it was read (the twin of a double click): then this request goes on as one that came
            # a moment before that, and keeps nothing.
            with suppress(UpdateError):
                request.session.save()
            request.session.modified = False


class GuestsSignUpFirst:
    """A guest has no password, address or second factor to manage: those pages send him to the sign-up, with a word."""

    FOR_ACCOUNTS = frozenset({
        "account_email", "account_change_password", "account_set_password", "account_reauthenticate",
        "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
        "mfa_download_recovery_codes", "mfa_reauthenticate", "socialaccount_connections",
    })  # fmt: skip

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.resolver_match.url_name not in self.FOR_ACCOUNTS:
            return None
        if not (request.user.is_authenticated and request.user.is_guest):
            return None
        messages.info(request, "You are playing as a guest. Sign up first: your character stays yours.")
        return redirect("account_signup")


class AccountPages:
    """No page under /accounts/ is kept by the browser or by a cache on the way. A form that a limit has refused is a 429 that
    says for how long. And who is in the middle of something there when the account is erased is told so."""

    FOLDER = "/accounts/"

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(self.FOLDER):
            add_never_cache_headers(response)
        if wait := getattr(request, "limit_wait", 0):
            self.tell(request, response, wait)
        return response

    def tell(self, request: HttpRequest, response: HttpResponse, wait: int) -> None:
        """Say for how long a limit stands. To ask for a verification again leads back to the list of addresses, with a word."""
        if response.status_code in (200, 400):
            response.status_code = 429
            response["Retry-After"] = str(wait)
        elif "action_send" in request.POST:
            messages.info(request, f"A mail is on its way already. You can ask for another in {in_words(wait)}.")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not refused_as_erased(error):
            return None
        # Somebody else may have opened the link of the erased account: that session goes on.
        if request.user.is_authenticated and is_living(request.user.pk):
            clear_login(request)
        else:
            request.session.flush()
        messages.error(request, "That account was deleted a moment ago. Nothing was done.")
        return redirect("/")


class StaffNeedsTotp:
    """With STAFF_NEEDS_TOTP nobody sees the admin before he has set up an authenticator app; allauth then asks for its
    code at each log-in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_NEEDS_TOTP and request.path_info.startswith(reverse("admin:index")) and self.lacks_it(request):
            messages.warning(request, "Staff need an authenticator app. Set it up here, then go on to the admin.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def lacks_it(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and user.is_staff and not is_mfa_enabled(user, [Authenticator.Type.TOTP])

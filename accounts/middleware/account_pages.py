"""What all pages under /accounts/ have in common: no caching, the answer to a reached limit, and erased accounts."""

from collections.abc import Callable

from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from accounts.actions.erase import lock_if_not_erased, refused_as_erased
from accounts.limits.duration_text import duration_text
from accounts.limits.request_wait import limit_wait_of


class AccountPagesMiddleware:
    """Pages under /accounts/ are never cached. A form that a limit refused is a 429 with Retry-After. When the account is erased
    during a request, the page says so."""

    PREFIX = "/accounts/"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(self.PREFIX):
            add_never_cache_headers(response)
        if wait := limit_wait_of(request):
            self.show_wait(request, response, wait)
        return response

    def show_wait(self, request: HttpRequest, response: HttpResponseBase, wait: int) -> None:
        """Say how long a limit lasts. Asking for another verification mail redirects to the list of addresses, with a message."""
        if response.status_code in (200, 400):
            response.status_code = 429
            response["Retry-After"] = str(wait)
        elif "action_send" in request.POST:
            messages.info(request, f"A mail is on its way already. You can ask for another in {duration_text(wait)}.")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not refused_as_erased(error):
            return None
        # Another user may have opened the link of the erased account: that user's session continues.
        if request.user.is_authenticated and lock_if_not_erased(request.user.pk):
            clear_login(request)
        else:
            request.session.flush()
        messages.error(request, "That account was deleted a moment ago. Nothing was done.")
        return redirect("/")

"""What a guest may do that allauth bars to whoever is logged in: sign up, and log in as somebody else."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.adapter import is_guest
from accounts.unsent import unsent_of


class GuestsMayEnter:
    """Before one of allauth's entrance views. rate_limit: the limit of allauth's that its own dispatch would count."""

    rate_limit = ""

    @method_decorator(sensitive_post_parameters("password", "password1"))
    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_guest(request):
            return super().dispatch(request, *args, **kwargs)
        if self.rate_limit and (refusal := ratelimit.consume_or_429(request, action=self.rate_limit)):
            return refusal
        return View.dispatch(self, request, *args, **kwargs)  # past allauth's "you are logged in already"

    def get_initial(self) -> dict[str, Any]:
        """What was typed into a form that had grown old, the password left out."""
        kept = unsent_of(self.request)
        return super().get_initial() | ({name: values[-1] for name, values in kept.fields.items() if values} if kept else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_guest=is_guest(self.request), **kwargs)


def too_many(response: HttpResponse, wait: int) -> HttpResponse:
    """The same page as a 429 that says when to come again."""
    response.status_code = 429
    response["Retry-After"] = str(wait)
    return response

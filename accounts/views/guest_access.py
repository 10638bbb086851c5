"""Lets guests use the sign-up and login pages, which allauth refuses to everybody who is logged in."""

from typing import TYPE_CHECKING, Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.login_redirect.form_draft import draft_for
from accounts.sessions.request_user import is_guest

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.views.generic import FormView

    _FormView = FormView[BaseForm]
else:
    _FormView = object


class GuestAccessMixin(_FormView):
    """Comes before an allauth view. rate_limit: the limit that allauth's own dispatch would count; empty for none."""

    rate_limit = ""

    @method_decorator(sensitive_post_parameters("password", "password1"))
    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_guest(request):
            return super().dispatch(request, *args, **kwargs)
        if self.rate_limit:
            refusal: HttpResponse | None = ratelimit.consume_or_429(request, action=self.rate_limit)
            if refusal is not None:
                return refusal
        return View.dispatch(self, request, *args, **kwargs)  # skips allauth's check for logged-in users

    def get_initial(self) -> dict[str, Any]:
        """Includes the draft of this form, if there is one. A draft holds no password."""
        draft = draft_for(self.request)
        typed = {name: values[-1] for name, values in draft.fields.items() if values} if draft else {}
        return super().get_initial() | typed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_guest=is_guest(self.request), **kwargs)


def too_many(response: HttpResponse, wait: int) -> HttpResponse:
    """The same page as a 429. wait: seconds for Retry-After."""
    response.status_code = 429
    response["Retry-After"] = str(wait)
    return response

"""The login page. A guest may log in to another account, and is warned that the guest's character is lost then."""

from typing import Any

from allauth.account import views as allauth_views
from django.forms import BaseForm
from django.http import HttpResponse

from accounts.limits.request_wait import login_wait_of
from accounts.sessions.request_user import is_guest
from accounts.views.guest_access import GuestAccessMixin, too_many

GUEST_WARNING = (
    "You are playing as a guest. If you log in to another account, this guest's character stays behind and nobody can get "
    "back to it. Sign up instead to keep it."
)


class LoginView(GuestAccessMixin, allauth_views.LoginView):  # type: ignore[misc]  # allauth has no types
    """Context beside allauth's: is_guest, and guest_warning (a sentence, empty for all others)."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response = super().form_invalid(form)
        wait = login_wait_of(self.request)
        return too_many(response, wait) if wait else response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(guest_warning=GUEST_WARNING if is_guest(self.request) else "", **kwargs)

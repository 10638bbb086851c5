"""Logging in. A guest may: as somebody else, which leaves his guest's character behind, so the page says so first."""

from typing import Any

from allauth.account import views as allauth_views
from django.forms import BaseForm
from django.http import HttpResponse

from accounts.adapter import is_guest
from accounts.views.guests import GuestsMayEnter, too_many

GUEST_WARNING = (
    "You are playing as a guest. If you log in to another account, this guest's character stays behind and nobody can get "
    "back to it. Sign up instead to keep it."
)


class LoginView(GuestsMayEnter, allauth_views.LoginView):
    """Context beside allauth's: is_guest, and guest_warning (a sentence, empty for all others)."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response = super().form_invalid(form)
        wait = getattr(self.request, "login_wait", 0)
        return too_many(response, wait) if wait else response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(guest_warning=GUEST_WARNING if is_guest(self.request) else "", **kwargs)

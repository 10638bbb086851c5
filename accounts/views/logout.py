"""Logging out. A guest confirms first."""

from typing import Any

from allauth.account import views as allauth_views
from django.http import HttpResponse

from accounts.views.guest_exit import guest_confirmation


class LogoutView(allauth_views.LogoutView):  # type: ignore[misc]  # allauth has no types
    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = self._confirmation() or super().get(*args, **kwargs)
        return response

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = self._confirmation() or super().post(*args, **kwargs)
        return response

    def _confirmation(self) -> HttpResponse | None:
        return guest_confirmation(self.request, button="Log out")

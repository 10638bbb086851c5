"""The pages of mailed links: to verify an address, and to reset a password. Neither ends the session of the visitor."""

from typing import Any

from allauth.account import views as allauth_views


class ConfirmEmailView(allauth_views.ConfirmEmailView):  # type: ignore[misc]  # allauth has no types
    """Opening the link changes nothing (mail scanners open links too). Verifying the address logs nobody out."""

    def logout(self) -> None:
        return None


class PasswordResetFromKeyView(allauth_views.PasswordResetFromKeyView):  # type: ignore[misc]  # allauth has no types
    """A visitor who opens another account's link, and sets its password, stays logged in.

    Context beside allauth's: other, the name of that account; empty when it is the visitor's own.
    """

    def logout(self) -> None:
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = self.reset_user is not None and self.request.user.is_authenticated and self.reset_user != self.request.user
        context: dict[str, Any] = super().get_context_data(other=self.reset_user.get_username() if other else "", **kwargs)
        return context

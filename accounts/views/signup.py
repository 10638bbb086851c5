"""The sign-up page: a new account, or a guest who becomes a full account and keeps the characters."""

from datetime import timedelta
from typing import Any

from allauth.account import views as allauth_views
from allauth.account.utils import perform_login
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.allauth.account_adapter import AlreadySignedUp
from accounts.forms.signup import USERNAME_TAKEN, GuestSignupForm
from accounts.limits.duration_text import duration_text
from accounts.limits.login import login_wait
from accounts.limits.signup import signup_wait
from accounts.queries.logins import canonical_mailbox, signed_up_since
from accounts.registries import hooks
from accounts.sessions.request_user import is_guest, logged_in_user
from accounts.views.guest_access import GuestAccessMixin, too_many
from vvw_site.foundation.database.faults import broken_constraint

SAME_FORM = timedelta(minutes=2)


class SignupView(GuestAccessMixin, allauth_views.SignupView):  # type: ignore[misc]  # allauth has no types
    """Account, address and verification mail are written in one transaction. Sending the form twice logs in."""

    rate_limit = "signup"
    _character_name: str | None = None

    def get_form_class(self) -> type[BaseForm]:
        """For a guest with a character the form has its name too."""
        form: type[BaseForm] = GuestSignupForm if self.character_name() else super().get_form_class()
        return form

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        return initial | {"character": self.character_name()}

    def character_name(self) -> str:
        """Of the guest who signs up; "" for everybody else. One statement, once a request."""
        if self._character_name is None:
            find = hooks.guest_character_names if is_guest(self.request) else []
            self._character_name = next((name for of in find if (name := of(logged_in_user(self.request)))), "")
        return self._character_name

    def form_valid(self, form: BaseForm) -> HttpResponse:
        if wait := signup_wait(self.request, canonical_mailbox(form.cleaned_data.get("email", ""))):
            form.add_error(None, f"Too many accounts were made from here. Try again in {duration_text(wait)}.")
            return too_many(super().form_invalid(form), wait)
        try:
            with transaction.atomic():
                if refused := self.rename_character(form):
                    form.add_error("character", refused)
                    return super().form_invalid(form)
                return super().form_valid(form)
        except AlreadySignedUp:
            # With this name, or with another one from another tab: this browser is logged in to it.
            return self.log_in_again(form) or redirect(self.get_authenticated_redirect_url())
        except IntegrityError as error:
            # The name was free when the form was checked, and taken when it was written: by somebody else, or by the same
            # form sent twice.
            broken = broken_constraint(error)
            if "username" not in broken:
                raise
            return self.log_in_again(form) or self.name_is_taken(form)

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        if set(form.errors) == {"username"} and form.has_error("username", USERNAME_TAKEN):
            form.cleaned_data["username"] = form.data.get("username", "").strip()
            if response := self.log_in_again(form):
                return response
        return super().form_invalid(form)

    def rename_character(self, form: BaseForm) -> str:
        """Why the character cannot have the name of the form; "" if it has it now, or keeps its own."""
        name = form.cleaned_data.get("character", "").strip()
        if not name or name == self.character_name():
            return ""
        return next((why for rename in hooks.guest_renamings if (why := rename(logged_in_user(self.request), name))), "")

    def name_is_taken(self, form: BaseForm) -> HttpResponse:
        form.add_error("username", "That name was taken a moment ago. Choose another.")
        return super().form_invalid(form)

    def log_in_again(self, form: BaseForm) -> HttpResponse | None:
        """Log in the user who signed up with this very form a moment ago; None when it was somebody else.

        It checks a password, so it counts as a login.
        """
        data = form.cleaned_data
        just_now = timezone.now() - SAME_FORM
        user = signed_up_since(just_now, username=data["username"], email=data.get("email", ""))
        if user is None or login_wait(self.request, user.username) or not user.check_password(data["password1"]):
            return None
        response: HttpResponse = perform_login(self.request, user, redirect_url=self.get_success_url())
        return response

"""Signing up: a new account, or a guest who gives himself a name and keeps what he has."""

from datetime import timedelta

from allauth.account import views as allauth_views
from allauth.account.utils import perform_login
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.adapter import AlreadySignedUp
from accounts.forms import USERNAME_TAKEN
from accounts.limits import in_words, login_wait, signup_wait
from accounts.models import User
from accounts.queries.logins import canonical_mailbox
from accounts.views.guests import GuestsMayEnter, too_many
from vvw_site.foundation.database.faults import broken_constraint

SAME_CLICK = timedelta(minutes=2)


class SignupView(GuestsMayEnter, allauth_views.SignupView):
    """Account, address and the mail to it are one transaction. A form that is sent twice logs in the second time."""

    rate_limit = "signup"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        if wait := signup_wait(self.request, canonical_mailbox(form.cleaned_data.get("email", ""))):
            form.add_error(None, f"Too many accounts were made from here. Try again in {in_words(wait)}.")
            return too_many(super().form_invalid(form), wait)
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except AlreadySignedUp:
            # Under this name or, from another tab, under another: this browser is logged in with it.
            return self.second_time(form) or redirect(self.get_authenticated_redirect_url())
        except IntegrityError as error:
            # Free when the form looked, taken when it was written: somebody else, or the twin of this very request.
            broken = broken_constraint(error)
            if "username" not in broken:
                raise
            return self.second_time(form) or self.name_is_taken(form)

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        if set(form.errors) == {"username"} and form.has_error("username", USERNAME_TAKEN):
            form.cleaned_data["username"] = form.data.get("username", "").strip()
            if response := self.second_time(form):
                return response
        return super().form_invalid(form)

    def name_is_taken(self, form: BaseForm) -> HttpResponse:
        form.add_error("username", "That name was taken a moment ago. Choose another.")
        return super().form_invalid(form)

    def second_time(self, form: BaseForm) -> HttpResponse | None:
        """The log-in of who signed up with this very form a moment ago; None when that was somebody else.

        It looks at a password, so it counts as a log-in.
        """
        data = form.cleaned_data
        just_now = timezone.now() - SAME_CLICK
        user = User.objects.filter(
            username__iexact=data["username"], email=data.get("email", ""), last_login__gt=just_now, is_guest=False
        ).first()
        if user is None or login_wait(self.request, user.username) or not user.check_password(data["password1"]):
            return None
        return perform_login(self.request, user, redirect_url=self.get_success_url())

"""The account adapter (ACCOUNT_ADAPTER): usernames, sign-up of guests, limits and bans at the login, and mails."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.actions.agree import set_agreed
from accounts.actions.erase import lock_if_not_erased
from accounts.actions.guest import lock_guest
from accounts.actions.login_history import record_failed_login
from accounts.actions.outbox import queue_mail
from accounts.allauth.error_texts import ACCOUNT_ERRORS
from accounts.allauth.mail_links import with_links_to_site
from accounts.client_address import client_address
from accounts.limits.duration_text import duration_text
from accounts.limits.known_browser import remember_browser
from accounts.limits.login import login_wait
from accounts.limits.mail import mail_wait
from accounts.limits.request_wait import set_login_wait
from accounts.models import LoginEvent, User
from accounts.queries.email_addresses import has_verified
from accounts.queries.staff_names import looks_like_staff
from accounts.registries import hooks
from accounts.rules.usernames import problem_with
from accounts.sessions.request_user import is_guest, logged_in_user

EMAIL_MAX = min(
    User._meta.get_field("email").max_length or 254, int(EmailAddress._meta.get_field("email").max_length)
)  # fmt: skip


class AlreadySignedUp(Exception):
    """The guest of this request has signed up in the meantime: the form was sent twice."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    # --- signing up -------------------------------------------------------------------------------------------------
    def clean_username(self, username: str, shallow: bool = False) -> str:
        if problem := problem_with(username):
            raise ValidationError(problem, code="username_invalid")
        if looks_like_staff(username):
            raise ValidationError("That name looks like the name of one of the staff. Choose another.", code="username_invalid")
        return str(super().clean_username(username, shallow))

    def clean_email(self, email: str) -> str:
        email = email.strip().lower()
        if len(email) > EMAIL_MAX:
            raise ValidationError(f"An e-mail address has up to {EMAIL_MAX} letters.", code="max_length")
        return email

    def new_user(self, request: HttpRequest) -> User:
        """A guest signs up in the guest's own row, and so keeps the characters. The row is locked until the sign-up commits.

        Raises AlreadySignedUp.
        """
        if not is_guest(request):
            return User()
        user = lock_guest(logged_in_user(request).pk)
        if user is None:
            raise AlreadySignedUp
        return user

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        user.is_guest, user.guest_key = False, None
        set_agreed(user)  # the form says so above its button
        saved: User = super().save_user(request, user, form, commit)
        return saved

    # --- logging in -------------------------------------------------------------------------------------------------
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count every check of a password, by page or by API. The view answers 429 by login_wait_of(request)."""
        name = credentials.get("username") or credentials.get("email") or ""
        if wait := login_wait(request, name):
            set_login_wait(request, wait)
            raise ValidationError(f"Too many log-ins. Try again in {duration_text(wait)}.", code="too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The owner of the account sees it in the history of log-ins."""
        record_failed_login(
            login=credentials.get("username") or credentials.get("email") or "", method=LoginEvent.PASSWORD,
            address=client_address(request), agent=str(request.META.get("HTTP_USER_AGENT", "")),
        )  # fmt: skip

    def get_login_stages(self) -> list[str]:
        """First the stage for guests, then allauth's. An e-mail address is verified at the sign-up only, because nothing
        depends on it at a login."""
        replaced = {"allauth.account.stages.EmailVerificationStage": "accounts.allauth.login_stages.VerifyEmailAtSignup"}
        stages = (replaced.get(stage, stage) for stage in super().get_login_stages())
        return ["accounts.allauth.login_stages.ConfirmLeavingGuest", *stages]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A banned user who has typed the right password sees until when the ban lasts, and why."""
        if user.is_banned:
            clear_login(request)
            banned = {
                "until": user.banned_until, "reason": user.ban_reason, "name": user.username,
                "contact": settings.CONTACT_EMAIL, "links": [link for find in hooks.ban_links if (link := find(user.pk))],
            }  # fmt: skip
            return render(request, "account/banned.html", banned, status=403)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        """A login as the user who is logged in already (a guest who signed up) keeps the session's data under a new key.
        Otherwise Django would empty the session, because the password changed."""
        if request.user.is_authenticated and request.user.pk == user.pk:
            request.user = user
            update_session_auth_hash(request, user)
            # Save it here and not with the response: until it is stored with the new hash, a login elsewhere would take the
            # session for a stolen one and end it (allauth looks through all sessions of a user at each login).
            request.session.save()
        super().login(request, user)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_browser(request, response, user)
        return response

    # --- mail -------------------------------------------------------------------------------------------------------
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail into the outbox: it commits with its cause, and no page waits for a mail server. Nothing is written
        for an account that was erased a moment ago, or when the limit of the mailbox is reached."""
        if mail_wait(template_prefix, email):
            return
        site = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
        request = allauth_context.request
        given = with_links_to_site({"request": request, "email": email, **context}) | site
        message = self.render_mail(template_prefix, email, given)
        with transaction.atomic():
            if (user := context.get("user")) is not None and user.pk and not lock_if_not_erased(user.pk):
                return
            queue_mail(
                subject=message.subject,
                text=message.body,
                html=render_to_string("account/email/frame.html", {"subject": message.subject, "text": message.body, **site}),
                to=message.to,
                sender=message.from_email,
            )

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Only to an address that this very account has verified; ResetPasswordForm handles the others."""
        if has_verified(email, user=user):
            super().send_password_reset_mail(user, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Only to an address that this very account has verified."""
        email = email or EmailAddress.objects.get_primary_email(user)
        if email and has_verified(email, user=user):
            super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

"""Our answers to allauth's questions: who signs up, who may log in, how often, and how mail leaves."""

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

from accounts.actions.erase import is_living
from accounts.actions.outbox import queue_mail
from accounts.actions.verification import is_proven
from accounts.address import client_address
from accounts.known_browser import remember_browser
from accounts.limits import in_words, login_wait
from accounts.mail_limits import mail_wait
from accounts.models import User
from accounts.names import problem_with
from accounts.queries.staff_names import looks_like_staff
from accounts.site_links import with_our_links

EMAIL_MAX = min(User._meta.get_field("email").max_length, EmailAddress._meta.get_field("email").max_length)


class AlreadySignedUp(Exception):
    """The guest of this request has become a full account meanwhile: the form was sent twice."""


class AccountAdapter(DefaultAccountAdapter):
    # --- signing up -------------------------------------------------------------------------------------------------
    def clean_username(self, username: str, shallow: bool = False) -> str:
        if problem := problem_with(username):
            raise ValidationError(problem, code="username_invalid")
        if looks_like_staff(username):
            raise ValidationError("That name looks like the name of one of the staff. Choose another.", code="username_invalid")
        return super().clean_username(username, shallow)

    def clean_email(self, email: str) -> str:
        email = email.strip().lower()
        if len(email) > EMAIL_MAX:
            raise ValidationError(f"An e-mail address has up to {EMAIL_MAX} letters.", code="max_length")
        return email

    def new_user(self, request: HttpRequest) -> User:
        """A guest signs up as the row that he is, so that his character stays his. Locked until the sign-up commits."""
        if not is_guest(request):
            return User()
        user = User.objects.select_for_update().get(pk=request.user.pk)
        if not user.is_guest:
            raise AlreadySignedUp
        return user

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        user.is_guest, user.guest_key = False, None
        return super().save_user(request, user, form, commit)

    # --- logging in -------------------------------------------------------------------------------------------------
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Every look at a password counts, by this page or by the API; the view answers 429 by request.login_wait."""
        name = credentials.get("username") or credentials.get("email") or ""
        if wait := login_wait(request, name):
            request.login_wait = wait
            raise ValidationError(f"Too many log-ins. Try again in {in_words(wait)}.", code="too_many_login_attempts")

    def get_login_stages(self) -> list[str]:
        """Ours for guests, then allauth's; whether an address is confirmed is asked at the sign-up alone, as nothing hangs on it at a log-in."""
        ours = {"allauth.account.stages.EmailVerificationStage": "accounts.stages.ConfirmAtSignUp"}
        return ["accounts.stages.LeaveGuest", *(ours.get(stage, stage) for stage in super().get_login_stages())]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Whoever has shown the right password and is banned learns until when, and why."""
        if user.is_banned:
            clear_login(request)
            banned = {
                "until": user.banned_until, "reason": user.ban_reason, "name": user.username,
                "contact": settings.CONTACT_EMAIL,
            }  # fmt: skip
            return render(request, "account/banned.html", banned, status=403)
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: User) -> None:
        """Logging in as who one is already (a guest who signed up): the session goes on, with all it holds, under a new
        key. Without this Django would empty it, because the password changed."""
        if request.user.is_authenticated and request.user.pk == user.pk:
            request.user = user
            update_session_auth_hash(request, user)
            # Now, not with the answer: until it is stored with the new hash, a log-in elsewhere takes the session for a
            # stolen one and ends it (allauth looks through all sessions of a user at each log-in).
            request.session.save()
        super().login(request, user)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        remember_browser(request, response, user)
        return response

    # --- mail -------------------------------------------------------------------------------------------------------
    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Into the outbox: a mail is part of what caused it, and no page waits for a mail server. Nothing is written for an
        account that was erased a moment ago, or to a mailbox that has had its share."""
        if mail_wait(template_prefix, email):
            return
        site = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
        request = allauth_context.request
        given = with_our_links({"request": request, "email": email, **context}) | site
        message = self.render_mail(template_prefix, email, given)
        with transaction.atomic():
            if (user := context.get("user")) is not None and user.pk and not is_living(user.pk):
                return
            queue_mail(
                subject=message.subject,
                text=message.body,
                html=render_to_string("account/email/frame.html", {"subject": message.subject, "text": message.body, **site}),
                to=message.to,
                sender=message.from_email,
            )

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """To an address that this very account has proven; ResetPasswordForm asks others for the proof."""
        if is_proven(email, user=user):
            super().send_password_reset_mail(user, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To an address that this very account has proven."""
        email = email or EmailAddress.objects.get_primary_email(user)
        if email and is_proven(email, user=user):
            super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)


def is_guest(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_guest

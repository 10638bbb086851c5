"""Users, clients and requests for the tests of accounts."""

import itertools
import re
import time
from datetime import datetime, timedelta
from html import unescape
from typing import Any, cast

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.actions.guest import make_guest
from accounts.actions.outbox_send import send_due
from accounts.models import User
from accounts.rules.agreements import PRIVACY_VERSION, TERMS_VERSION
from accounts.sessions.request_user import user_of
from accounts.sessions.store import SessionStore

PASSWORD = "four unlike words here"
_numbers = itertools.count(1)


def make_user(**fields: Any) -> User:
    fields = {"terms_version": TERMS_VERSION, "privacy_version": PRIVACY_VERSION} | fields
    name = fields.pop("username", f"Somebody_{next(_numbers)}")
    return User.objects.create_user(name, password=fields.pop("password", PASSWORD), **fields)


def make_staff(**fields: Any) -> User:
    return make_user(is_staff=True, is_superuser=True, **fields)


def guest_client() -> tuple[Client, User]:
    user = make_guest(key=f"click-{next(_numbers)}")
    client = Client()
    client.force_login(user)
    return client, user


def sign_up(client: Client, username: str, **more: str) -> Any:
    form = {"username": username, "email": f"{username}@example.org".lower(), "password1": PASSWORD, **more}
    return client.post("/accounts/signup/", form)


def log_in(client: Client, username: str, password: str = PASSWORD, **extra: Any) -> Any:
    """extra: of the WSGI environment, for example REMOTE_ADDR."""
    return client.post("/accounts/login/", {"login": username, "password": password}, **extra)


def session_in(client: Client) -> SessionStore:
    return cast(SessionStore, client.session)


def logged_in_as(client: Client) -> int | None:
    """The id of the user of this client's next request; None for an anonymous one."""
    request = HttpRequest()
    request.session = client.session
    return user_of(request).pk


def sent_mails() -> list[EmailMultiAlternatives]:
    """Sends the outbox, and returns what it sent."""
    before = len(mail.outbox)
    send_due()
    return cast(list[EmailMultiAlternatives], mail.outbox[before:])


def soon(**delta: int) -> datetime:
    return timezone.now() + timedelta(**delta)


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Of an authenticator app."""


def code_now(secret: str = SECRET, step: int = 0) -> str:
    """The code of the current 30 seconds, or of a step before or after."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def request_from(address: str, forwarded: str = "") -> HttpRequest:
    """A request as a view gets it. forwarded: its X-Forwarded-For header."""
    return RequestFactory().get("/", headers={"X-Forwarded-For": forwarded} if forwarded else None, REMOTE_ADDR=address)


def is_guest_confirmation(response: Any) -> bool:
    """Whether the response is the page on which a guest confirms."""
    page = unescape(response.content.decode())
    return response.status_code == 200 and "nobody can get back to" in page and "/accounts/signup/" in page


def html_of(message: EmailMultiAlternatives) -> str:
    """The HTML of a sent mail."""
    [alternative] = message.alternatives
    return str(alternative[0])


def matched(pattern: str, text: object) -> str:
    """The first match. AssertionError when there is none."""
    found = re.search(pattern, str(text))
    assert found, pattern
    return found[0]

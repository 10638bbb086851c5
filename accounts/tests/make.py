"""Data and gestures for the tests of accounts."""

import itertools
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions import outbox
from accounts.actions.guest import make_guest
from accounts.models import User

PASSWORD = "four unlike words here"
_numbers = itertools.count(1)


def make_user(**fields: Any) -> User:
    name = fields.pop("username", f"Somebody_{next(_numbers)}")
    return User.objects.create_user(name, password=fields.pop("password", PASSWORD), **fields)


def make_staff(**fields: Any) -> User:
    return make_user(is_staff=True, is_superuser=True, **fields)


def guest_client() -> tuple[Client, User]:
    user = make_guest(key=f"click-{next(_numbers)}")
    client = Client()
    client.force_login(user)
    return client, user


def sign_up(client: Client, username: str, **more: str):
    form = {"username": username, "email": f"{username}@example.org".lower(), "password1": PASSWORD, **more}
    return client.post("/accounts/signup/", form)


def log_in(client: Client, username: str, password: str = PASSWORD, **headers: Any):
    return client.post("/accounts/login/", {"login": username, "password": password}, **headers)


def logged_in_as(client: Client) -> int | None:
    """The user that the next request of this client stands for."""
    from django.http import HttpRequest

    from accounts.sessions.request_user import user_of

    request = HttpRequest()
    request.session = client.session
    return user_of(request).pk


def sent_mails() -> list:
    """What goes out when the worker comes by."""
    before = len(mail.outbox)
    outbox.send_due()
    return mail.outbox[before:]


def soon(**delta: int):
    from datetime import timedelta

    return timezone.now() + timedelta(**delta)

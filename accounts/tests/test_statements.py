"""How many statements each account page and action runs. Raise a number only with a reason."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.encrypted_data import renew_factor, renew_mail, renew_session
from accounts.actions.guest import make_guest
from accounts.actions.limit_count import count_one, counted
from accounts.actions.login_history import record_login
from accounts.actions.outbox import queue_mail
from accounts.actions.outbox_send import send_due
from accounts.actions.session_activity import record_activity
from accounts.actions.session_rows import create_session, delete_expired_sessions, delete_session, update_session
from accounts.actions.sessions import end_all, end_one, sweep_sessions
from accounts.actions.sweep_accounts import sweep_accounts
from accounts.actions.totp import use_step
from accounts.models import User
from accounts.tests.make import PASSWORD, SECRET, log_in, make_user, soon

pytestmark = pytest.mark.django_db
PAGES = {"data/": 3, "sessions/": 4, "email/": 4, "2fa/": 4, "password/change/": 2, "reauthenticate/": 8, "logout/": 2}
PAGES_OF_STRANGERS = {"login/": 0, "signup/": 1, "password/reset/": 0}


def statements_of(call: Callable[[], object]) -> int:
    """Without those that begin and end savepoints."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def user_and_client(sessions: int = 1) -> tuple[User, Client]:
    """A user with so many sessions and addresses, and the browser of the last session."""
    user = make_user()
    for number in range(sessions):
        client = Client()
        log_in(client, user.username)
        EmailAddress.objects.create(user=user, email=f"{user.username}{number}@example.org", primary=number == 0)
    client.get("/accounts/data/")
    return user, client


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_the_same_number_of_statements_for_one_and_for_four_sessions(page: str) -> None:
    def taken(sessions: int) -> int:
        _, client = user_and_client(sessions)
        client.get(f"/accounts/{page}")
        return statements_of(lambda: client.get(f"/accounts/{page}"))

    assert (taken(1), taken(4)) == (PAGES[page], PAGES[page])


@pytest.mark.parametrize("page", PAGES_OF_STRANGERS)
def test_a_page_of_a_stranger_runs_this_many_statements(page: str) -> None:
    client = Client()
    client.get(f"/accounts/{page}")
    assert statements_of(lambda: client.get(f"/accounts/{page}")) == PAGES_OF_STRANGERS[page]


def test_each_form_runs_this_many_statements() -> None:
    user, client = user_and_client()
    Client().get("/accounts/login/")  # the buttons of other sites are cached for two minutes
    form = {"username": "Mirela", "email": "mirela@example.org", "password1": PASSWORD}
    taken = {
        "login": statements_of(lambda: log_in(Client(), user.username)),
        "wrong password": statements_of(lambda: log_in(Client(), user.username, "wrong wrong wrong")),
        "sign-up": statements_of(lambda: Client().post("/accounts/signup/", form)),
        "end the others": statements_of(lambda: client.post("/accounts/sessions/")),
        "logout": statements_of(lambda: client.post("/accounts/logout/")),
    }
    assert taken == {"login": 5, "wrong password": 3, "sign-up": 16, "end the others": 11, "logout": 2}


def test_each_action_on_sessions_runs_this_many_statements() -> None:
    user, _ = user_and_client(4)
    one = UserSession.objects.filter(user=user).earliest("pk")
    taken = {
        "create_session": statements_of(lambda: create_session(row_key="k", data="x", expires=soon(days=1))),
        "update_session": statements_of(lambda: update_session(row_key="k", data="y", expires=soon(days=1))),
        "delete_session": statements_of(lambda: delete_session(row_key="k")),
        "delete_expired_sessions": statements_of(lambda: delete_expired_sessions(now=timezone.now())),
        "record_activity": statements_of(lambda: record_activity(user_id=user.pk, row_key="k", address="10.0.0.1", agent="x")),
        "record_login": statements_of(lambda: record_login(user_id=user.pk, now=timezone.now())),
        "end_one": statements_of(lambda: end_one(user=user, session_id=one.pk)),
        "end_all": statements_of(lambda: end_all(user)),
        "sweep_sessions": statements_of(sweep_sessions),
    }
    assert taken == {
        "create_session": 1,
        "update_session": 1,
        "delete_session": 1,
        "delete_expired_sessions": 1,
        "record_activity": 1,
        "record_login": 1,
        "end_one": 3,
        "end_all": 6,
        "sweep_sessions": 2,
    }


def test_each_other_action_runs_this_many_statements() -> None:
    user, _ = user_and_client()
    TOTP.activate(user, SECRET)
    factor, session = Authenticator.objects.get(), Session.objects.get()
    mail = queue_mail(subject="s", text="t", html="h", to=["a@example.test"], sender="x@y")
    taken = {
        "record": statements_of(lambda: record(actor=user, action="x")),
        "make_guest": statements_of(lambda: make_guest(key="a-click")),
        "make_guest again": statements_of(lambda: make_guest(key="a-click")),
        "count_one": statements_of(lambda: count_one("key", 60)),
        "counted": statements_of(lambda: counted("key")),
        "use_step": statements_of(lambda: use_step(user=user.pk, step=1)),
        "queue_mail": statements_of(lambda: queue_mail(subject="s", text="t", html="h", to=["b@c.test"], sender="x@y")),
        "renew_mail": statements_of(lambda: renew_mail(mail)),
        "renew_session": statements_of(lambda: renew_session(session)),
        "renew_factor": statements_of(lambda: renew_factor(factor)),
        "send_due": statements_of(lambda: send_due(1)),
        "sweep_accounts, none found": statements_of(sweep_accounts),
    }
    assert taken == {
        "record": 1,
        "make_guest": 2,
        "make_guest again": 1,
        "count_one": 1,
        "counted": 1,
        "use_step": 1,
        "queue_mail": 1,
        "renew_mail": 2,
        "renew_session": 1,
        "renew_factor": 2,
        "send_due": 2,
        "sweep_accounts, none found": 2,
    }

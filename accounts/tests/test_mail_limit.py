"""Which mails an address gets, how many, and where their links lead."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.internal.ratelimit import get_rates
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.test import Client, RequestFactory

from accounts.allauth.account_adapter import AccountAdapter
from accounts.allauth.rate_limits import consume_single_rate
from accounts.limits.mail import mail_wait
from accounts.models import OutboxMessage, User
from accounts.tests.make import PASSWORD, html_of, log_in, make_user, sent_mails, sign_up

pytestmark = pytest.mark.django_db
EMAIL = "mirela@example.org"
NEW = "five other words in here"


def owner_of(email: str = EMAIL, verified: bool = True) -> User:
    user = make_user(email=email)
    EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    return user


def ask_for_reset(email: str = EMAIL, **extra: Any) -> Any:
    return Client().post("/accounts/password/reset/", {"email": email}, **extra)


def links(mail: EmailMultiAlternatives) -> list[str]:
    return re.findall(r"https?://[^\s<>\"]+", str(mail.body))


@pytest.mark.parametrize("cause", ["sign-up", "reset", "unknown", "new address", "new password"])
def test_links_in_mails_ignore_the_host_header(cause: str) -> None:
    evil: dict[str, Any] = {"HTTP_HOST": "evil.example"}
    if cause == "sign-up":
        Client(**evil).post("/accounts/signup/", {"username": "Mirela", "email": EMAIL, "password1": PASSWORD})
    elif cause == "reset":
        owner_of()
        ask_for_reset(**evil)
    elif cause == "unknown":
        ask_for_reset(**evil)
    else:
        client = Client(**evil)
        log_in(client, owner_of().username)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        if cause == "new address":
            client.post("/accounts/email/", {"email": "other@example.org", "action_add": ""})
        else:
            client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    [mail] = sent_mails()
    assert links(mail)
    assert all(link.startswith(f"{settings.SITE_URL}/") or link == settings.SITE_URL for link in links(mail))
    assert "evil" not in str(mail.body) + html_of(mail)


def test_ten_accounts_with_one_unverified_address_cause_one_mail() -> None:
    for _ in range(10):
        owner_of(verified=False)
    for _ in range(5):
        assert ask_for_reset().status_code == 302
    [mail] = sent_mails()
    assert "/accounts/confirm-email/" in mail.body
    assert "/password/reset/key/" not in mail.body


def test_an_address_without_a_row_gets_a_verification_mail() -> None:
    user = make_user(email=EMAIL)
    assert ask_for_reset().status_code == 302
    [mail] = sent_mails()
    assert "/accounts/confirm-email/" in mail.body
    assert not EmailAddress.objects.get(user=user).verified


def test_only_the_account_that_verified_the_address_gets_a_reset_link() -> None:
    owner_of(verified=False)
    owner = owner_of()
    ask_for_reset()
    [mail] = sent_mails()
    assert owner.username in mail.body
    assert "/password/reset/key/" in mail.body


@pytest.mark.parametrize("verified", [True, False])
def test_a_password_change_is_announced_to_a_verified_address_only(verified: bool) -> None:
    client = Client()
    log_in(client, owner_of(verified=verified).username)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert len(sent_mails()) == verified


def test_all_spellings_of_a_mailbox_share_one_limit() -> None:
    for number in range(12):
        ask_for_reset(f"Mirela+{number}@example.org", REMOTE_ADDR=f"10.0.0.{number}")
    assert OutboxMessage.objects.count() == 6
    ask_for_reset("somebody.else@example.org", REMOTE_ADDR="10.0.1.1")
    assert OutboxMessage.objects.count() == 7


def test_using_up_the_limit_of_a_mailbox_does_not_suppress_warnings() -> None:
    user = owner_of()
    while not mail_wait("account/email/password_reset_key", EMAIL):
        pass
    client = Client()
    log_in(client, user.username)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert len(sent_mails()) == 1


def test_no_mail_is_written_for_an_erased_account() -> None:
    from accounts.actions.erase import erase

    user = owner_of()
    erase(user_id=user.pk)
    request = RequestFactory().get("/")
    with context.request_context(request):
        AccountAdapter(request).send_mail("account/email/password_reset_key", EMAIL, {"user": user, "password_reset_url": "/x"})
    assert sent_mails() == []


def test_an_address_that_is_too_long_is_refused_with_its_field(client: Client) -> None:
    long = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.org"
    assert len(long) > 254
    answer = sign_up(client, "Mirela", email=long)
    assert answer.context["form"].errors.keys() == {"email"}
    assert client.post("/accounts/password/reset/", {"email": long}).context["form"].errors.keys() == {"email"}
    log_in(client, make_user().username)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/accounts/email/", {"email": long, "action_add": ""})
    assert answer.context["form"].errors.keys() == {"email"}
    assert not EmailAddress.objects.exists()


def test_a_second_verification_mail_within_two_minutes_is_refused_with_the_wait() -> None:
    client = Client()
    sign_up(client, "Mirela")
    answer = client.post("/accounts/email/", {"email": EMAIL, "action_send": ""}, follow=True)
    assert "You can ask for another in 2 minutes" in answer.content.decode()
    assert len(sent_mails()) == 1


@pytest.mark.limits
@pytest.mark.parametrize("action", ["reset_password", "manage_email", "confirm_email"])
def test_what_sends_mails_is_limited_by_the_hour_for_a_network(action: str) -> None:
    """Sign-ups have their own limit for a day (accounts/limits/signup.py)."""
    [hourly] = [rate for rate in get_rates(app="allauth.account", action=action) if rate.per == "ip" and rate.duration == 3600]
    request, other = RequestFactory(REMOTE_ADDR="203.0.113.9"), RequestFactory(REMOTE_ADDR="203.0.113.10")
    waits = [
        consume_single_rate(one.post("/"), app="allauth.account", action=action, rate=hourly, key=None)
        for one in [request] * 61 + [other]
    ]
    assert [wait is None for wait in waits] == [False] * 60 + [True, False]

"""Opening a mailed link verifies nothing by itself and ends no session."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.test import Client

from accounts.models import User
from accounts.tests.make import guest_client, logged_in_as, make_user, matched, sent_mails

pytestmark = pytest.mark.django_db


def with_address(verified: bool = False, **fields: Any) -> tuple[User, EmailAddress]:
    user = make_user(**fields)
    address = EmailAddress.objects.create(
        user=user, email=f"{user.username}@example.org".lower(), primary=True, verified=verified
    )
    return user, address


def confirmation_link(address: EmailAddress) -> str:
    return f"/accounts/confirm-email/{EmailConfirmationHMAC(address).key}/"


def reset_link(address: EmailAddress) -> str:
    Client().post("/accounts/password/reset/", {"email": address.email})
    [mail] = sent_mails()
    return matched(r"/accounts/password/reset/key/\S+", mail.body)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_confirmation_link_that_is_opened_confirms_nothing_and_ends_no_session(method: str) -> None:
    _, address = with_address()
    client, guest = guest_client()
    assert getattr(client, method)(confirmation_link(address)).status_code == 200
    assert logged_in_as(client) == guest.pk
    address.refresh_from_db()
    assert not address.verified


def test_confirming_the_address_of_another_account_keeps_the_guest_logged_in() -> None:
    _, address = with_address()
    client, guest = guest_client()
    assert client.post(confirmation_link(address)).status_code == 302
    address.refresh_from_db()
    assert address.verified
    assert logged_in_as(client) == guest.pk


@pytest.mark.parametrize("as_guest", [True, False], ids=["guest", "account"])
def test_resetting_the_password_of_another_account_keeps_the_visitor_logged_in(as_guest: bool) -> None:
    owner, address = with_address(verified=True)
    link = reset_link(address)
    if as_guest:
        client, own = guest_client()
    else:
        client, own = Client(), make_user()
        client.force_login(own)
    page = client.get(link, follow=True)
    assert owner.username in page.content.decode()
    assert logged_in_as(client) == own.pk
    new = "five other words in here"
    assert client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new}).status_code == 302
    owner.refresh_from_db()
    assert owner.check_password(new)
    assert logged_in_as(client) == own.pk

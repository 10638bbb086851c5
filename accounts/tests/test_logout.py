"""Logging out. A guest confirms first."""

import pytest
from django.test import Client

from accounts.tests.make import asks_guest, guest_client, logged_in_as, make_user

pytestmark = pytest.mark.django_db
AGREED = {"leave": "yes"}


def test_a_guest_is_asked_before_logging_out() -> None:
    client, guest = guest_client()
    for answer in (client.get("/accounts/logout/"), client.post("/accounts/logout/")):
        assert asks_guest(answer)
        assert logged_in_as(client) == guest.pk
    assert client.post("/accounts/logout/", AGREED).status_code == 302
    assert logged_in_as(client) is None


def test_a_full_account_is_not_asked_before_logging_out() -> None:
    client, user = Client(), make_user()
    client.force_login(user)
    assert client.post("/accounts/logout/").status_code == 302
    assert logged_in_as(client) is None

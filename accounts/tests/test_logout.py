"""Logging out. A guest confirms first."""

import pytest
from django.test import Client

from accounts.tests.make import guest_client, is_guest_confirmation, logged_in_as, make_user

pytestmark = pytest.mark.django_db
AGREED = {"leave": "yes"}


def test_a_guest_confirms_before_logging_out() -> None:
    client, guest = guest_client()
    for answer in (client.get("/accounts/logout/"), client.post("/accounts/logout/")):
        assert is_guest_confirmation(answer)
        assert logged_in_as(client) == guest.pk
    assert client.post("/accounts/logout/", AGREED).status_code == 302
    assert logged_in_as(client) is None


def test_a_full_account_logs_out_without_confirmation() -> None:
    client, user = Client(), make_user()
    client.force_login(user)
    assert client.post("/accounts/logout/").status_code == 302
    assert logged_in_as(client) is None

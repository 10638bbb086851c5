"""What all pages under /accounts/ have in common."""

import pytest
from django.test import Client

from accounts.tests.make import PASSWORD, log_in, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", [
    "email/", "sessions/", "2fa/", "2fa/totp/activate/", "2fa/recovery-codes/", "password/change/", "data/", "reauthenticate/",
    "logout/", "login/", "signup/", "password/reset/", "password/reset/key/1-abc/", "confirm-email/x/", "3rdparty/", "nothing/",
])  # fmt: skip
def test_no_account_page_is_cached_by_a_browser(page: str) -> None:
    user, client = make_user(), Client()
    log_in(client, user.username)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert "no-store" in client.get(f"/accounts/{page}")["Cache-Control"]

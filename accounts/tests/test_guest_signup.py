"""Pages that guests cannot use redirect to the sign-up page."""

import pytest

from accounts.tests.make import guest_client

pytestmark = pytest.mark.django_db


def test_a_guest_is_sent_to_sign_up_by_pages_for_accounts() -> None:
    client, _ = guest_client()
    for page in ("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/signup/")

"""Pages that guests cannot use redirect to the sign-up page."""

import pytest

from accounts.tests.make import guest_client

pytestmark = pytest.mark.django_db


def test_account_pages_redirect_a_guest_to_the_sign_up_page() -> None:
    client, _ = guest_client()
    for page in ("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/signup/")

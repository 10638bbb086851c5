"""Resetting a lost password by mail."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from accounts.tests.make import PASSWORD, make_user, sent_mails

pytestmark = pytest.mark.django_db


def test_a_forgotten_password_is_reset_by_a_mailed_link(client: Client) -> None:
    user = make_user(email="mirela@example.org")
    EmailAddress.objects.create(user=user, email="mirela@example.org", verified=True, primary=True)
    client.post("/accounts/password/reset/", {"email": "mirela@example.org"})
    [mail] = sent_mails()
    link = next(word for word in mail.body.split() if "/password/reset/key/" in word).removeprefix(settings.SITE_URL)
    form = client.get(link, follow=True)
    new = "five other words in here"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert not user.check_password(PASSWORD)


def test_a_reset_for_an_unknown_address_shows_the_same_page_and_mails_that_there_is_no_account(client: Client) -> None:
    assert client.post("/accounts/password/reset/", {"email": "nobody@example.org"}).status_code == 302
    [mail] = sent_mails()
    assert "No account here has that address" in mail.body

"""The admin requires an account of the staff, and an authenticator app where STAFF_NEEDS_TOTP is on."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from pytest_django import Settings

from accounts.tests.make import PASSWORD, SECRET, log_in, logged_in_as, make_staff, make_user

pytestmark = pytest.mark.django_db


def test_the_admin_redirects_to_the_login_page_of_the_site(client: Client) -> None:
    assert client.get("/admin/login/")["Location"].startswith("/accounts/login/?next=")
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    make_staff(username="Keeper")
    assert client.post("/admin/login/", {"username": "Keeper", "password": PASSWORD}).status_code == 302
    assert logged_in_as(client) is None


def test_the_admin_refuses_players(client: Client) -> None:
    client.force_login(make_user())
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/").status_code == 302


def test_staff_without_an_authenticator_app_are_redirected_to_set_one_up(client: Client, settings: Settings) -> None:
    settings.STAFF_NEEDS_TOTP = True
    staff = make_staff()
    log_in(client, staff.username)
    answer = client.get("/admin/")
    assert answer["Location"] == "/accounts/2fa/totp/activate/"
    page = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/reauthenticate/")
    assert "Staff need an authenticator app" in page.content.decode()
    TOTP.activate(staff, SECRET)
    assert client.get("/admin/").status_code == 200


def test_without_the_setting_staff_need_no_app(client: Client, settings: Settings) -> None:
    settings.STAFF_NEEDS_TOTP = False
    log_in(client, make_staff().username)
    assert client.get("/admin/").status_code == 200


def test_only_production_settings_require_the_app() -> None:
    from vvw_site.settings import dev, identity, test

    assert identity.STAFF_NEEDS_TOTP
    assert not dev.STAFF_NEEDS_TOTP
    assert not test.STAFF_NEEDS_TOTP

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.management import CommandError, call_command

from accounts.actions.audit import record
from accounts.models import AuditEntry, User
from accounts.tests.make import PASSWORD, log_in, logged_in_as, make_staff, make_user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_the_admin_has_no_log_in_of_its_own(client):
    assert client.get("/admin/login/")["Location"].startswith("/accounts/login/?next=")
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    make_staff(username="Keeper")
    assert client.post("/admin/login/", {"username": "Keeper", "password": PASSWORD}).status_code == 302
    assert logged_in_as(client) is None


def test_a_player_is_not_let_into_the_admin(client):
    client.force_login(make_user())
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/").status_code == 302


def test_staff_without_an_authenticator_app_are_sent_to_set_one_up(client, settings):
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


def test_where_it_is_not_asked_for_staff_get_in_without(client, settings):
    settings.STAFF_NEEDS_TOTP = False
    log_in(client, make_staff().username)
    assert client.get("/admin/").status_code == 200


def test_it_is_asked_for_in_production_settings_only():
    from vvw_site.settings import dev, identity, test

    assert identity.STAFF_NEEDS_TOTP
    assert not dev.STAFF_NEEDS_TOTP
    assert not test.STAFF_NEEDS_TOTP


def test_an_app_is_set_up_and_asked_for_at_the_next_log_in(client):
    user = make_user()
    log_in(client, user.username)
    activate = "/accounts/2fa/totp/activate/"
    page = client.post(f"/accounts/reauthenticate/?next={activate}", {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    client.post(activate, {"code": code_now(secret)})
    assert set(Authenticator.objects.filter(user=user).values_list("type", flat=True)) == {"totp", "recovery_codes"}
    client.post("/accounts/logout/")
    assert log_in(client, user.username)["Location"].startswith("/accounts/2fa/authenticate/")
    assert logged_in_as(client) is None
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert logged_in_as(client) is None


def test_a_recovery_code_opens_once(client):
    user = make_user()
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert logged_in_as(client) == user.pk
    client.post("/accounts/logout/")
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert logged_in_as(client) is None


def test_guesses_at_the_second_factor_are_limited(client):
    user = make_user()
    TOTP.activate(user, SECRET)
    log_in(client, user.username)
    for _ in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert logged_in_as(client) is None


def test_the_first_staff_login_is_made_and_shown_once(capsys, client):
    call_command("ensure_staff", "--print-once")
    said = capsys.readouterr().out
    name, password = re.search(r"login: (\S+)\nPassword: +(\S+)", said).groups()
    assert name == "warden"
    assert log_in(client, name, password)["Location"] == "/play/"
    call_command("ensure_staff", "--print-once")
    again = capsys.readouterr()
    assert again.out == ""
    assert "changepassword warden" in again.err
    assert password not in again.err
    assert User.objects.count() == 1


def test_the_password_of_the_staff_login_is_never_made_without_being_shown():
    with pytest.raises(CommandError):
        call_command("ensure_staff")
    assert not User.objects.exists()


def test_an_audit_entry_keeps_the_address_of_staff_and_of_nobody_else():
    staff, player = make_staff(), make_user()
    for actor in (staff, player):
        record(actor=actor, action="x", target="user:1", reason="r" * 400, address="10.0.0.1")
    assert list(AuditEntry.objects.order_by("pk").values_list("address", flat=True)) == ["10.0.0.1", None]
    assert len(AuditEntry.objects.first().reason) == 300

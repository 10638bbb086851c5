"""Players read our words where allauth speaks: its messages, its refusals, and the fields of its forms."""

from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.template.loader import get_template
from django.test import Client

from accounts.allauth.error_texts import ACCOUNT_ERRORS, MFA_ERRORS, SOCIAL_ERRORS
from accounts.models import LoginEvent, User
from accounts.tests.make import PASSWORD, code_now, log_in, logged_in_as, make_user, matched, sign_up

UNUSED = ("phone", "webauthn", "login_code")
"""What allauth can do and this site does not offer."""


def test_every_message_and_refusal_of_allauth_is_in_our_words() -> None:
    folder = Path(allauth.__file__).parent / "templates"
    names = [str(path.relative_to(folder)) for path in folder.glob("*/messages/*.txt")]
    names = [name for name in names if not any(word in name for word in UNUSED)]
    assert len(names) > 15
    ours = Path(settings.BASE_DIR) / "templates"
    assert [name for name in names if not (ours / name).exists()] == []
    texts = [get_template(name).render({"email": "mina@example.org", "user": User(username="Mina")}) for name in names]
    assert not any("&" in text for text in texts)
    for adapter, given in (
        (DefaultAccountAdapter, ACCOUNT_ERRORS), (DefaultMFAAdapter, MFA_ERRORS), (DefaultSocialAccountAdapter, SOCIAL_ERRORS),
    ):  # fmt: skip
        assert [key for key in adapter.error_messages if key not in given and "phone" not in key] == []


@pytest.mark.django_db
def test_the_page_of_the_password_says_which_devices_are_logged_out() -> None:
    user, here, there = make_user(), Client(), Client()
    for client in (here, there):
        log_in(client, user.username)
    page = here.get("/accounts/password/change/").content.decode()
    assert "Every other device is logged out" in page and "New password again" in page and "At least 10 characters" in page
    new = "some other words entirely"
    said = here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True)
    assert "Every other device is logged out." in said.content.decode()
    assert (logged_in_as(here), logged_in_as(there)) == (user.pk, None)


@pytest.mark.django_db
def test_an_app_on_the_same_phone_is_set_up_without_a_camera() -> None:
    user, client = make_user(), Client()
    log_in(client, user.username)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = matched(r'data-copy="\w+', page).partition('"')[2]
    assert 'href="otpauth://totp/' in page and f"<span>{secret[:4]}</span> <span>{secret[4:8]}</span>" in page
    assert 'inputmode="numeric"' in page and 'for="id_code">The six digits' in page
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert "Recovery codes ·" in client.get("/accounts/2fa/recovery-codes/").content.decode()
    # A message would lie over the codes on a phone.
    assert get_template("mfa/messages/recovery_codes_generated.txt").render().strip() == ""
    other = Client()
    log_in(other, user.username)
    page = other.get("/accounts/2fa/authenticate/").content.decode()
    assert 'inputmode="numeric"' in page and "/contact/" in page


@pytest.mark.django_db
def test_a_sign_up_is_named_in_the_history_of_log_ins(client: Client) -> None:
    sign_up(client, "Mirela")
    assert list(LoginEvent.objects.values_list("method", flat=True)) == ["signup"]
    assert "Sign-up" in client.get("/accounts/sessions/").content.decode()

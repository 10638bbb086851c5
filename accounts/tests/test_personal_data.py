"""The page of one's own data: download and deletion. game/tests/test_personal_data.py tests the export and the erasure."""

import io
import zipfile
from html import unescape

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.models import User
from accounts.tests.make import guest_client, logged_in_as, make_user

pytestmark = pytest.mark.django_db
NAME, PASSWORD = "Zephyrine_77", "four unlike words here"


def test_the_data_page_of_a_guest_offers_to_sign_up() -> None:
    client, guest = guest_client()
    page = unescape(client.get("/accounts/data/").content.decode())
    assert "You are playing as a guest" in page
    assert client.post("/accounts/data/", {"do": "erase"}).status_code == 400
    assert logged_in_as(client) == guest.pk


def test_the_data_page_returns_the_zip_and_429_after_five_downloads() -> None:
    client = Client()
    client.force_login(make_user(username=NAME))
    answer = client.post("/accounts/data/", {"do": "download"})
    assert answer["Content-Type"] == "application/zip"
    assert f"vvw-{NAME}-" in answer["Content-Disposition"]
    assert "README.txt" in zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
    for _ in range(4):
        client.post("/accounts/data/", {"do": "download"})
    answer = client.post("/accounts/data/", {"do": "download"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_deleting_an_account_requires_its_password() -> None:
    user, client = make_user(username=NAME, password=PASSWORD), Client()
    client.force_login(user)
    wrong = client.post("/accounts/data/", {"do": "erase", "password": "wrong"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (400, ["password"])
    assert User.objects.get().erased_at is None
    answer = client.post("/accounts/data/", {"do": "erase", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert User.objects.get().erased_at is not None
    assert client.get("/accounts/data/").status_code == 302


def test_deleting_an_account_with_a_second_factor_requires_a_code() -> None:
    user, client = make_user(username=NAME, password=PASSWORD), Client()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    client.force_login(user)
    for attempt in ("", "000000"):
        client.post("/accounts/data/", {"do": "erase", "password": PASSWORD, "code": attempt})
        assert User.objects.get().erased_at is None
    client.post("/accounts/data/", {"do": "erase", "password": PASSWORD, "code": code})
    assert User.objects.get().erased_at is not None


def test_wrong_passwords_in_the_deletion_form_count_as_logins() -> None:
    client = Client()
    client.force_login(make_user(username=NAME, password=PASSWORD))
    answers = [client.post("/accounts/data/", {"do": "erase", "password": "wrong"}).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


def test_a_guest_confirms_the_deletion_with_a_word_instead_of_a_password() -> None:
    from accounts.actions.guest import make_guest

    client = Client()
    client.force_login(make_guest(key="a-click"))
    assert client.post("/accounts/data/", {"do": "erase", "word": "no"}).status_code == 400
    assert client.post("/accounts/data/", {"do": "erase", "word": " Delete "}).status_code == 302
    assert User.objects.get().erased_at is not None


def test_staff_cannot_delete_their_own_account() -> None:
    staff, client = make_user(username=NAME, password=PASSWORD, is_staff=True), Client()
    client.force_login(staff)
    assert client.post("/accounts/data/", {"do": "erase", "password": PASSWORD}).status_code == 400
    assert User.objects.get().erased_at is None

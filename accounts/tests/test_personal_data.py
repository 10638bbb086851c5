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


def test_the_page_gives_the_zip_and_says_when_it_was_asked_too_often() -> None:
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


def test_the_account_is_deleted_with_its_password_and_not_without() -> None:
    user, client = make_user(username=NAME, password=PASSWORD), Client()
    client.force_login(user)
    wrong = client.post("/accounts/data/", {"do": "erase", "password": "wrong"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (400, ["password"])
    assert User.objects.get().erased_at is None
    answer = client.post("/accounts/data/", {"do": "erase", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert User.objects.get().erased_at is not None
    assert client.get("/accounts/data/").status_code == 302


def test_with_a_second_factor_its_code_is_asked_for_too() -> None:
    user, client = make_user(username=NAME, password=PASSWORD), Client()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    client.force_login(user)
    for attempt in ("", "000000"):
        client.post("/accounts/data/", {"do": "erase", "password": PASSWORD, "code": attempt})
        assert User.objects.get().erased_at is None
    client.post("/accounts/data/", {"do": "erase", "password": PASSWORD, "code": code})
    assert User.objects.get().erased_at is not None


def test_guesses_at_the_password_of_the_deletion_are_counted_as_log_ins() -> None:
    client = Client()
    client.force_login(make_user(username=NAME, password=PASSWORD))
    answers = [client.post("/accounts/data/", {"do": "erase", "password": "wrong"}).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


def test_a_guest_types_a_word_instead() -> None:
    from accounts.actions.guest import make_guest

    client = Client()
    client.force_login(make_guest(key="a-click"))
    assert client.post("/accounts/data/", {"do": "erase", "word": "no"}).status_code == 400
    assert client.post("/accounts/data/", {"do": "erase", "word": " Delete "}).status_code == 302
    assert User.objects.get().erased_at is not None


def test_staff_do_not_delete_themselves() -> None:
    staff, client = make_user(username=NAME, password=PASSWORD, is_staff=True), Client()
    client.force_login(staff)
    assert client.post("/accounts/data/", {"do": "erase", "password": PASSWORD}).status_code == 400
    assert User.objects.get().erased_at is None

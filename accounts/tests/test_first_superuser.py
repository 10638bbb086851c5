"""`manage.py ensure_staff` creates the first staff account."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.tests.make import log_in

pytestmark = pytest.mark.django_db


def test_the_first_staff_account_is_created_and_its_password_printed_once(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    call_command("ensure_staff", "--print-once")
    printed = capsys.readouterr().out
    found = re.search(r"login: (\S+)\nPassword: +(\S+)", printed)
    assert found
    name, password = found.groups()
    assert name == "warden"
    assert log_in(client, name, password)["Location"] == "/play/"
    call_command("ensure_staff", "--print-once")
    again = capsys.readouterr()
    assert again.out == ""
    assert "changepassword warden" in again.err
    assert password not in again.err
    assert User.objects.count() == 1


def test_the_staff_password_is_never_created_without_being_printed() -> None:
    with pytest.raises(CommandError):
        call_command("ensure_staff")
    assert not User.objects.exists()

"""The export of a user's personal data. game/tests/test_personal_data.py tests it over the tables of all apps."""

import json
import zipfile
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core import serializers

from accounts.actions import export as module
from accounts.actions.export import export
from accounts.models import User
from accounts.registries.personal_data import PersonalDataRule, registered
from accounts.tests.make import SECRET, make_user

pytestmark = pytest.mark.django_db


def files_of(user: User) -> dict[str, str]:
    with export(user_id=user.pk) as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(autouse=True)
def rules_of_accounts(monkeypatch: pytest.MonkeyPatch) -> tuple[PersonalDataRule, ...]:
    """The rules that other apps registered are left out."""
    libraries = ("accounts", "account", "mfa", "usersessions", "socialaccount", "admin")
    rules = tuple(rule for rule in registered() if rule.model._meta.app_label in libraries)
    monkeypatch.setattr(module, "registered", lambda: rules)
    return rules


def test_the_zip_has_one_file_per_exported_table_and_a_readme(rules_of_accounts: tuple[PersonalDataRule, ...]) -> None:
    exported = {rule.file for rule in rules_of_accounts if rule.find}
    assert len(exported) > 5
    assert set(files_of(make_user())) == exported | {"README.txt"}


def test_a_table_without_rows_is_an_empty_list() -> None:
    assert json.loads(files_of(make_user())["account.emailaddress.json"]) == []


def test_each_row_has_the_registered_columns_with_dates_in_utc() -> None:
    joined = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    user = make_user(date_joined=joined)
    for number in range(3):
        EmailAddress.objects.create(user=user, email=f"mirela{number}@example.org", primary=number == 0)
    files = files_of(user)
    [account] = json.loads(files["accounts.user.json"])
    [rule] = [rule for rule in registered() if rule.model is User]
    assert account.keys() == set(rule.fields)
    assert account["date_joined"] == "2026-01-02T03:04:05Z"
    addresses = json.loads(files["account.emailaddress.json"])
    assert sorted(row["email"] for row in addresses) == [f"mirela{number}@example.org" for number in range(3)]


def test_the_readme_counts_the_rows_and_names_the_tables_that_are_left_out(
    rules_of_accounts: tuple[PersonalDataRule, ...],
) -> None:
    readme = files_of(make_user())["README.txt"]
    assert "accounts.user.json (1)" in readme and "account.emailaddress.json (0)" in readme
    left_out = [rule for rule in rules_of_accounts if rule.find is None]
    assert left_out
    assert all(f"{rule.model._meta.verbose_name}: {rule.about}" in readme for rule in left_out)


def test_the_export_holds_no_secret_and_nothing_of_another_user() -> None:
    user, other = make_user(), make_user(username="Someone_else", email="other@example.org")
    TOTP.activate(user, SECRET)
    TOTP.activate(other, SECRET)
    whole = "".join(files_of(user).values())
    assert user.username in whole and '"totp"' in whole
    assert not [text for text in (SECRET, user.password, other.username, other.email) if text in whole]


def test_an_export_changes_nothing_and_the_second_one_holds_the_same() -> None:
    user = make_user()
    before = serializers.serialize("json", User.objects.all())
    first, second = files_of(user), files_of(user)
    del first["README.txt"], second["README.txt"]  # with the time of writing
    assert first == second
    assert serializers.serialize("json", User.objects.all()) == before


def test_an_export_of_an_unknown_user_is_refused() -> None:
    with pytest.raises(User.DoesNotExist):
        export(user_id=0)

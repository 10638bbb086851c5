"""The accounts of the load measurements."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from bench import seed_accounts
from game.models import Character, DailyMission, Holding
from game.queries.ledger_proof import problems

pytestmark = pytest.mark.django_db


def test_load_accounts_are_what_the_load_session_needs() -> None:
    report = seed_accounts.seed(130, "load", "pw")
    user = User.objects.get(username="load000077")
    character = Character.objects.get(user=user)
    assert user.check_password("pw") and character.level == 1 + 77 % 60
    assert Holding.objects.filter(character=character).count() == 10
    assert Holding.objects.filter(character=character, slot__isnull=False).count() == 6
    assert DailyMission.objects.filter(character=character, claimed_at__isnull=True).count() == 3
    assert problems() == [], "the ledger has a transfer for all items and gold"
    assert report.startswith("130 accounts made, 130 in all")


def test_seeding_again_adds_only_what_is_missing() -> None:
    reports = [seed_accounts.seed(number, "load", "pw") for number in (5, 8, 8)]
    assert User.objects.filter(username__startswith="load").count() == 8
    assert reports[-1].startswith("0 accounts made, 8 in all")


@pytest.mark.parametrize("arguments", [
    ["--accounts", "0"], ["--accounts", "-3"], ["--accounts", "10000000"], ["--accounts", "3", "--prefix", "x'; --"],
])  # fmt: skip
def test_wrong_arguments_are_refused_with_the_allowed_values(arguments: list[str], settings: Settings) -> None:
    settings.SEEDS_LOAD_ACCOUNTS = True
    with pytest.raises(CommandError, match="needs"):
        call_command("seed_load_test", *arguments)
    assert not User.objects.exists()


def test_the_command_prints_the_number_of_accounts(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.SEEDS_LOAD_ACCOUNTS = True
    call_command("seed_load_test", "--accounts", "3")
    assert capsys.readouterr().out.startswith("3 accounts made, 3 in all")


def test_a_load_account_plays_the_load_session_over_json_and_pages(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    seed_accounts.seed(3, "load", "pw")
    client = Client()
    answer = client.post("/api/v1/auth/login", {"username": "load000002", "password": "pw"}, content_type="application/json")
    me = {"Authorization": f"Bearer {answer.json()['token']}"}
    mission = client.get("/api/v1/dashboard", headers=me).json()["missions"][0]["id"]
    for _ in range(5):
        hunt = client.post("/api/v1/hunts", {"location": "ashen-gate"}, content_type="application/json", headers=me)
        assert hunt.status_code == 201
    assert client.get("/api/v1/inventory", headers=me).status_code == 200
    assert client.post(f"/api/v1/missions/{mission}/claim", headers=me).status_code in (200, 409)
    assert client.post("/api/v1/auth/logout", headers=me).status_code == 204
    assert client.post("/accounts/login/", {"login": "load000003", "password": "pw"}).status_code == 302
    assert client.post("/play/hunt/", {"location": "old-mill"}, headers={"HX-Request": "true"}).status_code == 200

"""The commands that fill a world."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from game.actions import content, demo
from game.content.registry import FIXTURES
from game.models import Battle, Character, ContentVersion, DailyMission, Holding, Transfer
from game.queries.ledger import problems

pytestmark = pytest.mark.django_db


def test_load_accounts_are_what_the_load_session_needs(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed_load_test", accounts=130)
    user = User.objects.get(username="load000077")
    character = Character.objects.get(user=user)
    assert user.check_password("pw") and character.level == 1 + 77 % 60
    assert Holding.objects.filter(character=character).count() == 10
    assert Holding.objects.filter(character=character, slot__isnull=False).count() == 6
    assert DailyMission.objects.filter(character=character, claimed_at__isnull=True).count() == 3
    assert problems() == [], "each thing and coin has its movement"
    assert "130 accounts made, 130 in all" in capsys.readouterr().out


def test_seeding_again_adds_only_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed_load_test", accounts=5)
    call_command("seed_load_test", accounts=8)
    call_command("seed_load_test", accounts=8)
    assert User.objects.filter(username__startswith="load").count() == 8
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 accounts made, 8 in all")


@pytest.mark.parametrize("words", [{"accounts": 0}, {"accounts": -3}, {"accounts": 10**7}, {"accounts": 3, "prefix": "x'; --"}])
def test_seeding_with_wrong_words_says_what_is_right(words: str) -> None:
    with pytest.raises(CommandError, match=r"needs"):
        call_command("seed_load_test", **words)
    assert not User.objects.exists()


def test_a_load_account_plays_the_load_session_over_json_and_pages(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    call_command("seed_load_test", accounts=3)
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


def test_the_demo_world_is_made_once_and_stands_on_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "SIZE", 4)
    made = list(demo.make_demo_world())
    assert len(made) == 4 and list(demo.make_demo_world()) == []
    assert Battle.objects.count() == 4 * demo.HUNTS and Transfer.objects.filter(reason="demo").exists()
    assert not User.objects.get(username="demo_01").has_usable_password()


def test_loading_content_twice_notes_it_once() -> None:
    assert content.take_note().new and not content.take_note().new
    assert ContentVersion.objects.count() == 1


def test_wrong_content_is_told_in_a_sentence_and_nothing_is_noted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    items = json.loads((tmp_path / "fixtures/items.json").read_text())
    items[0]["price"] = -1
    (tmp_path / "fixtures/items.json").write_text(json.dumps(items))
    monkeypatch.setattr(content, "FIXTURES", tmp_path / "fixtures")
    with pytest.raises(CommandError, match=rf"Nothing was loaded\. items\.json: {items[0]['slug']}: price"):
        call_command("load_content")
    assert not ContentVersion.objects.exists()

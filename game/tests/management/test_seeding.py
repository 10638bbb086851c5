"""The commands that fill a world."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from game.actions import content, demo
from game.content.registry import FIXTURES
from game.models import Battle, ContentVersion, Transfer

pytestmark = pytest.mark.django_db


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

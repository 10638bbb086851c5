"""The command that loads the content."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from game.actions import content
from game.content.registry import FIXTURES
from game.models import ContentVersion

pytestmark = pytest.mark.django_db


def test_load_content_names_the_wrong_entry_and_records_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    items = json.loads((tmp_path / "fixtures/items.json").read_text())
    items[0]["price"] = -1
    (tmp_path / "fixtures/items.json").write_text(json.dumps(items))
    monkeypatch.setattr(content, "FIXTURES", tmp_path / "fixtures")
    with pytest.raises(CommandError, match=rf"Nothing was loaded\. items\.json: {items[0]['slug']}: price"):
        call_command("load_content")
    assert not ContentVersion.objects.exists()

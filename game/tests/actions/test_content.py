"""Which catalogue is in force is recorded once for each state of the fixtures."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.actions import content
from game.content import catalogue
from game.content.registry import FIXTURES
from game.content.schema import FILES
from game.models import ContentVersion

pytestmark = pytest.mark.django_db
Change = Callable[[int], None]


@pytest.fixture
def set_price(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Change:
    """Changes the price of the first item, in a copy of the fixtures that is loaded instead of them."""
    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    monkeypatch.setattr(content, "FIXTURES", tmp_path / "fixtures")
    file = tmp_path / "fixtures/items.json"

    def change(price: int) -> None:
        items = json.loads(file.read_text())
        items[0]["price"] = price
        file.write_text(json.dumps(items))

    return change


def test_the_catalogue_in_force_is_recorded_with_its_hash_and_counts() -> None:
    noted = content.take_note()
    row = ContentVersion.objects.get()
    assert noted.new and row.hash == noted.hash == catalogue().hash and row.counts == noted.counts
    assert noted.counts.keys() == set(FILES) and noted.counts["items"] == len(catalogue().items)


def test_the_same_content_loaded_twice_is_recorded_once() -> None:
    first, second = content.take_note(), content.take_note()
    assert (first.new, second.new) == (True, False) and (first.hash, first.counts) == (second.hash, second.counts)
    assert ContentVersion.objects.count() == 1


def test_changed_content_is_a_new_version_and_the_former_one_stays(set_price: Change) -> None:
    first = content.take_note()
    set_price(catalogue().items[next(iter(catalogue().items))].price + 1)
    second = content.take_note()
    assert second.new and second.hash != first.hash
    assert set(ContentVersion.objects.values_list("hash", flat=True)) == {first.hash, second.hash}


def test_wrong_content_is_refused_and_not_recorded(set_price: Change) -> None:
    set_price(-1)
    with pytest.raises(content.ContentError, match="price"):
        content.take_note()
    assert not ContentVersion.objects.exists()

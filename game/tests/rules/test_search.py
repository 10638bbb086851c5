"""How text is compared in a search, against the vectors that the wiki's script must match as well (tests/browser)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content import catalogue
from game.rules.search import searchable, words_of

VECTORS = json.loads((Path(__file__).resolve().parent.parent / "vectors" / "search.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: ascii(v["text"]))
def test_text_has_the_plain_form_that_the_vectors_say(vector: dict[str, str]) -> None:
    assert searchable(vector["text"]) == vector["plain"]


@given(st.text())
def test_a_plain_form_is_its_own_plain_form(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


@pytest.mark.parametrize("mark", "'’‘ʼ`´")
def test_each_entry_is_found_with_any_apostrophe(mark: str) -> None:
    entries = [e for kind in ("item", "monster", "place") for e in catalogue().entries(kind).values()]
    assert any("'" in e.name or "’" in e.name for e in entries)
    for entry in entries:
        typed = entry.name.replace("'", mark).replace("’", mark).upper()
        assert all(word in searchable(entry.name) for word in words_of(typed)), entry.name

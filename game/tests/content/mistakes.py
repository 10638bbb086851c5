"""Mistakes put into a copy of fixtures/, and what loading says about them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.content.loading import ContentError
from game.content.registry import load

Entries = list[dict[str, Any]]
Change = Callable[[Entries], None]
"""A mistake put into a file of fixtures/."""


def break_entry(folder: Path, file: str, change: Change) -> None:
    path = folder / f"{file}.json"
    entries = json.loads(path.read_text())
    change(entries)
    path.write_text(json.dumps(entries))


def refusal(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load(folder)
    return str(caught.value)


def entry(entries: Entries, slug: str) -> dict[str, Any]:
    return next(e for e in entries if e.get("slug", e.get("boss")) == slug)


def put(slug: str, **values: object) -> Change:
    return lambda entries: entry(entries, slug).update(values)


def drop(slug: str, field: str) -> Change:
    def change(entries: Entries) -> None:
        del entry(entries, slug)[field]

    return change


def twice(slug: str) -> Change:
    return lambda entries: entries.append(entry(entries, slug))


def without(slug: str) -> Change:
    return lambda entries: entries.remove(entry(entries, slug))


def same_text(slug: str, other: str) -> Change:
    return lambda entries: entry(entries, slug).update(text=entry(entries, other)["text"])

"""The list of features that are still to come is complete, and no text promises one as if it were there."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.conf import settings

from game.content import catalogue
from game.content.achievements import COMING as COMING_EVENTS
from game.content.coming import COMING, HEDGE, PROMISES, coming_note
from game.content.registry import FIXTURES
from game.content.schema import FILES
from game.presenters.creation import creation_page

ROOT = Path(settings.BASE_DIR)
OWN_TEXTS = ("text", "tagline", "call", "note", "lead")
"""Fields of the fixtures with sentences."""


def test_what_is_to_come_is_exactly_what_no_action_mentions() -> None:
    """When a feature is built, remove its line from game/content/coming.py."""
    code = " ".join(path.read_text() for path in (ROOT / "game/actions").glob("*.py"))
    assert {feature for feature in COMING if not re.search(rf"\b{feature}s?\b", code)} == COMING.keys()


def test_everything_of_the_content_that_nobody_can_use_is_in_the_list() -> None:
    content = catalogue()
    useless = {i.kind for i in content.items.values() if not (i.slot or i.use or i.kind == "material")}
    offered = {one.slug for _, classes in creation_page().sides for one in classes}
    assert useless | COMING_EVENTS | {m.period for m in content.missions.values()} - {"daily"} <= COMING.keys()
    assert {slug for slug, one in content.classes.items() if coming_note(one)} == content.classes.keys() - offered
    assert {i.kind for i in content.items.values() if coming_note(i)} == useless


def sentences() -> Iterator[tuple[str, str]]:
    """(where, text) of each text of content and pages that people read."""

    def walk(where: str, value: object) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in OWN_TEXTS and isinstance(inner, str):
                    yield f"{where} {value.get('slug', '')} {key}", inner
                else:
                    yield from walk(where, inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(where, inner)

    for name in FILES:
        yield from walk(name, msgspec.json.decode((FIXTURES / f"{name}.json").read_bytes()))
    for path in sorted([*(ROOT / "docs/players").glob("*.md"), *(ROOT / "templates/jinja2").rglob("*.html")]):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", " ", path.read_text(), flags=re.S)
        for line in re.split(r"\n|(?<=[.!?]) ", text):
            yield str(path.relative_to(ROOT)), line


def test_no_text_promises_what_is_to_come_as_if_it_were_there() -> None:
    texts = list(sentences())
    assert len(texts) > 2000
    promising = [(where, text) for where, text in texts if any(re.search(PROMISES[feature], text) for feature in COMING)]
    assert [(where, text) for where, text in promising if not re.search(HEDGE, text)] == []
    assert len(promising) >= 3 and COMING.keys() == PROMISES.keys()

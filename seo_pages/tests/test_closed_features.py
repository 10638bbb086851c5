"""The pages promise nothing that the game cannot do, and hide nothing that it can."""

from pathlib import Path

from seo_pages.facts.closed_features import CLOSED
from seo_pages.tests.conftest import Rendered

ACTIONS = Path(__file__).resolve().parents[2] / "game" / "actions"


def test_what_is_called_shut_is_not_in_the_game() -> None:
    """When one of these is built, its line leaves facts/opening.py."""
    said = "".join(path.read_text() for path in ACTIONS.glob("*.py"))
    assert {kind for kind in ("dungeon", "weekly", "errand", "achievement") if kind not in said} == CLOSED.keys()


def test_pages_of_what_is_shut_say_so(rendered: Rendered) -> None:
    for path, page in rendered.pages.items():
        if page.template == "dungeon.html" or path.startswith(("wiki/dungeons/", "wiki/achievements/")):
            assert CLOSED["dungeon"] in rendered.html[path] or CLOSED["achievement"] in rendered.html[path], path
    for slug, html in rendered.html.items():
        if slug.startswith("wiki/missions/"):
            for kind in ("weekly", "errand"):
                assert html.count(f"<small>{kind},") == html.count(CLOSED[kind]), slug

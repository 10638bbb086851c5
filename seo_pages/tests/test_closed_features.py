"""Pages of features that the game does not have yet say so, and pages of other features do not."""

from pathlib import Path

from game.content import catalogue
from game.content.achievements import COMING
from seo_pages.facts.closed_features import CLOSED
from seo_pages.facts.closed_features import COMING as COMING_NOTE
from seo_pages.tests.conftest import Rendered

ACTIONS = Path(__file__).resolve().parents[2] / "game" / "actions"


def test_the_closed_features_are_exactly_those_that_no_action_mentions() -> None:
    """When a feature is built, remove its line from facts/closed_features.py."""
    code = "".join(path.read_text() for path in ACTIONS.glob("*.py"))
    assert {kind for kind in ("dungeon", "weekly", "errand") if kind not in code} == CLOSED.keys()


def test_pages_of_closed_features_say_so(rendered: Rendered) -> None:
    found = dict.fromkeys(CLOSED, 0)
    for path, page in rendered.pages.items():
        html = rendered.html[path]
        if page.template == "dungeon.html" or path.startswith("wiki/dungeons/"):
            assert CLOSED["dungeon"] in html, path
            found["dungeon"] += 1
        elif path.startswith("wiki/missions/"):
            for kind in ("weekly", "errand"):
                assert html.count(f"<small>{kind},") == html.count(CLOSED[kind]), path
                found[kind] += html.count(CLOSED[kind])
    assert all(found.values()), found


def test_achievements_that_nothing_counts_yet_say_so_and_hidden_ones_are_left_out(rendered: Rendered) -> None:
    html = "".join(page for path, page in rendered.html.items() if path.startswith("wiki/achievements/"))
    known = catalogue().achievements.values()
    assert html.count(COMING_NOTE) == sum(one.event in COMING for one in known) > 0
    hidden = [one for one in known if one.hidden]
    assert hidden and not [one.name for one in hidden if f'id="{one.slug}"' in html]

"""Pages of features that the game does not have yet say so, and pages of other features do not.

game/tests/content/test_coming.py keeps the list of these features complete.
"""

import re

from game.content import catalogue
from game.content.achievements import COMING as COMING_EVENTS
from game.content.coming import COMING, HEDGE, PROMISES
from seo_pages.facts.closed_features import NOT_COUNTED
from seo_pages.tests.conftest import Rendered
from seo_pages.tests.test_grammar import texts


def test_pages_of_closed_features_say_so(rendered: Rendered) -> None:
    found = dict.fromkeys(("dungeon", "weekly", "errand"), 0)
    for path, page in rendered.pages.items():
        html = rendered.html[path]
        if page.template == "dungeon.html" or path.startswith("wiki/dungeons/"):
            assert COMING["dungeon"] in html, path
            found["dungeon"] += 1
        elif path.startswith("wiki/missions/"):
            for kind in ("weekly", "errand"):
                assert html.count(f"<small>{kind},") == html.count(COMING[kind]), path
                found[kind] += html.count(COMING[kind])
    assert all(found.values()), found


def test_achievements_that_nothing_counts_yet_say_so_and_hidden_ones_are_left_out(rendered: Rendered) -> None:
    html = "".join(page for path, page in rendered.html.items() if page_of_achievements(path))
    known = catalogue().achievements.values()
    assert html.count(NOT_COUNTED) == sum(one.event in COMING_EVENTS for one in known) > 0
    hidden = [one for one in known if one.hidden]
    assert hidden and not [one.name for one in hidden if f'id="{one.slug}"' in html]


def test_runes_their_lists_and_the_class_after_prestige_say_that_they_are_to_come_and_nothing_else_does(
    rendered: Rendered,
) -> None:
    content = catalogue()
    runes = {f"wiki/items/{slug}/index.html" for slug, item in content.items.items() if item.kind == "rune"}
    lists = {path for path in rendered.pages if re.match(r"wiki/items/(?:\w+-)?runes/", path)}
    assert len(runes) > 50 and len(lists) > 5
    assert {path for path, html in rendered.html.items() if COMING["rune"] in html} == runes | lists
    later = {f"wiki/classes/{slug}/index.html" for slug, one in content.classes.items() if one.faction is None}
    assert later and {path for path, html in rendered.html.items() if COMING["prestige"] in html} == later


def page_of_achievements(path: str) -> bool:
    return path.startswith("wiki/achievements/")


def test_no_page_promises_what_is_to_come_without_saying_so(rendered: Rendered) -> None:
    """A line that promises a feature says that it is to come, or the page has the feature's sentence."""
    unmarked, marked = [], 0
    for path, html in rendered.html.items():
        lines = texts(html)
        for feature, promise in PROMISES.items():
            said = [line for line in lines if re.search(promise, line) and not re.search(HEDGE, line)]
            sentence = NOT_COUNTED if page_of_achievements(path) and feature in COMING_EVENTS else COMING[feature]
            if said and not any(sentence in line for line in lines):
                unmarked.append((path, feature, said[0][:100]))
            marked += len(said)
    assert unmarked == [] and marked > 20


def test_the_name_of_a_dungeon_is_on_no_page_that_does_not_say_that_it_is_shut(rendered: Rendered) -> None:
    names = [dungeon.name for dungeon in catalogue().dungeons.values()]
    shut = re.compile(r"still to come|lets anybody in yet|still shut")
    with_one = [path for path, html in rendered.html.items() if any(name in html for name in names)]
    assert len(with_one) > 20 and [path for path in with_one if not shut.search(rendered.html[path])] == []

"""The hall of fame in a browser: no faults on a phone and on a large screen, with long names and people who left."""

import pytest

from accounts.actions.erase import erase
from game.tests.browser.openers import OpenPage
from game.tests.browser.test_pages import LONGEST, faults, widths
from game.tests.make import owner_of
from game.tests.seasons import end_season, make_scorer, make_season, score

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@widths
def test_the_pages_of_the_hall_have_no_faults(open_page: OpenPage, width: int) -> None:
    make_season()
    page = open_page("/", width=width)
    assert faults(page, ["/hall/", "/hall/1/"]) == {}, "while the first season is on"
    heroes = [make_scorer(90_000 - n, name=name) for n, name in enumerate((LONGEST, "Mirela", "Wulfrun", "Quillhazel"))]
    for hero in heroes:
        score(hero, gold=1_234_567, damage=88_123_456, xp=50)
    end_season()
    erase(user_id=owner_of(heroes[1]).pk)
    assert faults(page, ["/hall/", "/hall/1/", "/hall/1/?board=gold", "/hall/2/", f"/characters/{LONGEST}/"]) == {}
    page.goto("/hall/1/?board=raids")
    hidden = page.locator(".table-wrap").evaluate("e => e.scrollWidth - e.clientWidth")
    assert page.get_by_role("cell", name="88,123,456").count() == 4 and hidden == 0, "the table fits its card"
    page.goto("/")
    page.get_by_role("link", name="Hall of fame").click()
    assert page.locator(".podium").count() == 4 and page.get_by_text("Somebody who left").count() == 4

"""The page of the API's docs in both schemes: Swagger's words on our ground can be read."""

import pytest
from playwright.sync_api import expect

from game.tests.browser.openers import OpenPage
from game.tests.browser.test_admin_accessibility import COLOURS, SETTLED, faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_docs_of_the_api_have_the_colours_of_the_site_in_both_schemes(open_page: OpenPage) -> None:
    page = open_page("about:blank", width=1024)
    page.set_default_timeout(30_000)
    page.emulate_media(color_scheme="dark")
    page.goto("/api/docs/")
    page.locator(".opblock-summary-control").first.click()
    page.get_by_role("button", name="Try it out").click()
    expect(page.locator(".btn.execute")).to_be_visible()
    for scheme, ground in (("dark", "rgb(11, 12, 20)"), ("light", "rgb(229, 223, 211)")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        page.wait_for_function(f"() => {SETTLED}")
        assert page.evaluate(GROUND) == ground
        assert list(faults_of(page, scheme, COLOURS)) == []

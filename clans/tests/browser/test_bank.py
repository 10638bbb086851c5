"""The pages of a bank in a real browser, narrow and wide, dark and light: nothing overflows, is too small or too pale."""

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from clans.actions.dues import collect_dues, set_dues
from clans.actions.lend import lend
from clans.actions.sign import sign
from clans.actions.webhook import set_webhook
from clans.actions.withdraw import withdraw
from clans.models import Dues
from clans.tests.bank import DRAUGHT, EPIC, SABRE, asked, long_ago, make_bank, make_senior, put_item
from clans.tests.make import leader_of
from game.models import Character
from game.tests.browser.openers import OpenPage, log_in
from game.tests.browser.test_pages import faults
from game.tests.make import by, give, make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("", "things/", "give/", "withdraw/", "dues/", "movements/", "webhook/")
LONGEST = "Wet_Nose_Longname_20"


def _busy_bank() -> Character:
    """The leader of a clan in whose bank much happened."""
    clan = make_bank(3_456_789)
    leader = leader_of(clan)
    asker = make_senior(clan, character=make_character(name=LONGEST, faction=clan.faction, level=10))
    veteran = make_senior(clan, "veteran")
    thing = put_item(clan, SABRE)
    put_item(clan, DRAUGHT, 40)
    epic = put_item(clan, EPIC)
    lend(by(leader), holding=thing, member=leader.id)
    lend(by(leader), holding=put_item(clan, SABRE), member=asker.id)
    withdraw(by(leader), quantity=1_234)
    set_webhook(by(leader), url="https://example.org/a/rather/long/address/of/a/webhook", threshold=1_000)
    set_dues(by(leader), gold=25)
    Dues.objects.update(set_at=long_ago())
    collect_dues()
    withdrawal = asked(clan, asker, 123_456)
    sign(by(veteran), withdrawal=withdrawal)
    sign(by(leader), withdrawal=withdrawal)
    withdraw(by(veteran), holding=epic, quantity=1)
    give(leader, "mill-rat-pelt", 12)

    return leader


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_pages_fit_a_phone_and_a_desktop(
    open_page: OpenPage, live_server: LiveServer, settings: Settings, scheme: str
) -> None:
    settings.LIMITS_ENFORCED = False
    leader = _busy_bank()
    pages = [f"/play/clan/bank/{path}" for path in PAGES]
    for width in (390, 1440):
        page = open_page("about:blank", width=width)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        log_in(page, live_server, user_of(leader))
        assert faults(page, pages) == {}, width
        expect(page.locator("h1")).to_be_visible()

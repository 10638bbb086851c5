"""The record on the page of an ended raid."""

import pytest
from django.test import Client
from pytest_django import Settings

from game.actions.forget import forget
from game.models import Raid, RaidHit
from game.models.ids import RaidId
from game.tests.queries.test_raid_record import make_fought
from game.tests.raids import fold_now, make_hunter, make_raid, strike
from game.tests.views.browsers import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def make_won() -> RaidId:
    """A raid whose boss fell to one blow of Ada_Lamplight."""
    raid, hunter = make_raid(health=1), make_hunter(name="Ada_Lamplight")
    while Raid.objects.get(pk=raid).state == Raid.OPEN:
        strike(hunter, raid)
        fold_now(raid)
    return raid


def test_an_ended_raid_shows_its_curve_its_board_and_a_link_to_every_hit() -> None:
    raid = make_fought()
    html = page_of(Client(), f"/raids/{raid}/")
    assert 'class="curve-line"' in html and 'id="raid-replay"' in html and "The fight as a table" in html
    assert f'href="/raids/{raid}/hits/"' in html and 'href="/play/raids/"' in html
    assert f"/raids/{raid}/card.png" in html and html.count("Bram_<wbr>Coldwater") >= 1
    assert "style=" not in html.partition('id="record"')[2].partition("</main>")[0]


def test_a_raid_that_is_on_has_no_record_but_its_own_tags() -> None:
    raid = make_raid()
    html = page_of(Client(), f"/raids/{raid}/")
    assert 'id="record"' not in html and "card.png" not in html and f'/raids/{raid}/">' in html


def test_the_killing_blow_leads_to_its_hit_and_an_erased_hunter_is_not_named() -> None:
    raid = make_won()
    number = RaidHit.objects.get(raid=raid, hp_after=0, late=False).number
    html = page_of(Client(), f"/raids/{raid}/")
    assert f'href="/raids/{raid}/hits/{number}/"' in html and html.count('href="/characters/Ada_Lamplight/"') >= 3
    forget(RaidHit.objects.select_related("character").get(number=number).character)
    html = page_of(Client(), f"/raids/{raid}/")
    shown = html.partition("<main")[2].partition("</main>")[0].partition('id="raid-data"')[0]
    assert "Ada" not in shown and 'href="/characters/' not in shown and "somebody who left" in shown

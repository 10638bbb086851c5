"""The page of perks."""

import pytest

from clans.models import Clan
from clans.tests.make import make_clan
from clans.tests.views.test_home import player_of, send
from clans.tests.wars import fill_bank, make_rich_clan
from game.tests.views.browsers import make_player, page_of, statements_of

pytestmark = pytest.mark.django_db


def test_a_leader_buys_a_perk_and_sees_what_hinders_the_others() -> None:
    player = make_player(level=10, gold=900)
    fill_bank(make_clan(leader=player.character), 4_500)
    page = page_of(player.client, "/play/clan/perks/")
    assert "From level 2 on." in page and "A longer table" in page
    assert "The bank has 500 gold left." in send(player.client, "/play/clan/perks/", "/play/clan/perks/heralds/buy/")
    assert "Yours" in page_of(player.client, "/play/clan/perks/")
    Clan.objects.update(level=9)
    page = page_of(player.client, "/play/clan/perks/")
    assert "The bank lacks 9,500 gold." in page and "After “A longer table”." in page
    assert statements_of(lambda: player.client.get("/play/clan/perks/")) == 5


def test_a_member_without_the_right_sees_the_perks_and_no_button() -> None:
    page = page_of(player_of(make_rich_clan()).client, "/play/clan/perks/")
    assert "Your rank cannot buy perks" in page and 'action="/play/clan/perks/' not in page

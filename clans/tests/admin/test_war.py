"""Wars in the admin: found by clan, ended by a game master."""

import pytest
from django.test import Client

from accounts.models import User
from clans.models import War
from clans.tests.wars import make_war
from game.tests.admin.pages import admin_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_off")]


def test_a_war_is_found_by_either_clan_and_shows_sides_and_fighters(client: Client, superuser: User) -> None:
    war = make_war()
    make_war()
    for side in war.sides.select_related("clan"):
        page = client.get(admin_url(War, "changelist"), {"q": side.clan.tag}).content.decode()
        assert page.count(" against ") == 1
    page = client.get(admin_url(War, "change", war.pk)).content.decode()
    assert "First fighters" in page and "End it" in page and f"/clans/wars/{war.pk}/" in page

"""Daily missions in the admin."""

import pytest
from django.test import Client

from accounts.models import User
from game.models import DailyMission
from game.tests.admin.pages import admin_url
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


def test_the_day_of_a_mission_is_a_date(client: Client, superuser: User) -> None:
    DailyMission.objects.create(character=make_character(), mission="bounty-on-tails", day=20_787, target=3, gold=1, xp=1)
    assert "30 Nov 2026 (day 20787)" in client.get(admin_url(DailyMission, "changelist")).content.decode()

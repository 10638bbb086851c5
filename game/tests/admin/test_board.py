"""The leaderboards in the admin: each board and scope as it was counted last, with its first rows."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.queries.rank import Rank
from game.actions.groups import make_groups
from game.models import BoardSnapshot
from game.tests.boards import begin_season, count_now
from game.tests.make import make_character
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


def test_every_board_is_listed_with_its_numbers_and_a_page_names_the_first_rows(client: Client) -> None:
    make_groups()
    best, second = make_character(kills=1_234), make_character(kills=7)
    begin_season()
    count_now()
    client.force_login(make_staff(Rank.MODERATOR))
    page = client.get(reverse("admin:game_boardsnapshot_changelist")).content.decode()
    assert page.count("/leaderboards/") == 2 * 8 and "/leaderboards/kills/?scope=season" in page
    only = client.get(reverse("admin:game_boardsnapshot_changelist"), {"q": "kills", "scope": "all_time"}).content.decode()
    assert only.count("/leaderboards/") == 2 and "/leaderboards/kills/?scope" not in only
    kills = BoardSnapshot.objects.get(board="kills", scope="all_time")
    page = client.get(reverse("admin:game_boardsnapshot_change", args=[kills.pk])).content.decode()
    assert "1,234" in page and page.index(best.name) < page.index(second.name) and "vvw-verb" not in page

"""Seasons in the admin: the preview, the form that ends one, and who may see what."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.queries.rank import Rank
from game.actions.groups import make_groups
from game.actions.season_roll import roll_season
from game.models import Season, SeasonReward
from game.tests.make import make_character
from game.tests.seasons import end_season, make_scorer, make_season
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups() -> None:
    make_groups()


def page_of(client: Client, season: Season) -> str:
    answer = client.get(reverse("admin:game_season_change", args=[season.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(season: Season) -> str:
    return reverse("admin:game_season_staff", args=[season.pk, "end"])


def test_the_page_of_the_season_that_is_on_says_what_an_end_would_do_now(client: Client) -> None:
    season, hero = make_season(), make_scorer(7)
    Season.objects.update(ends_at=datetime(2026, 12, 28, tzinfo=UTC), starts_at=datetime(2026, 11, 2, tzinfo=UTC))
    client.force_login(make_staff(Rank.GAME_MASTER))
    page = page_of(client, season)
    assert "If it ended now" in page and f"1. {hero.name} (7 kills)" in page and "Baselines of the next season" in page
    assert form_of(season) not in page and "28 Dec 2026, 00:00 UTC" in page


def test_a_superuser_asks_for_the_end_with_the_typed_words_and_the_page_says_so_until_the_job_has_done_it(
    client: Client,
) -> None:
    season = make_season()
    make_scorer(7)
    boss = make_staff(Rank.SUPERUSER)
    client.force_login(boss)
    assert form_of(season) in page_of(client, season) and "end season 1" in client.get(form_of(season)).content.decode()
    values = {"confirm": "no", "reason": "it is broken", "key": "key-of-a-form-1"}
    assert client.post(form_of(season), values).status_code == 400 and Season.objects.count() == 1
    values["confirm"] = "end season 1"
    said = client.post(form_of(season), values, follow=True).content.decode()
    assert "Load this page again to see when it is done. It is entry" in said and "Done:" not in said
    again = client.post(form_of(season), values | {"key": "key-of-a-form-2"})
    assert again.status_code == 409 and "is being ended since" in again.content.decode()
    assert Season.objects.count() == 1 and not SeasonReward.objects.exists()
    page = page_of(client, season)
    assert "is being ended" in page and "it is broken" in page and boss.username in page and "game.roll_season/" in page
    assert "If it ended now" not in page and form_of(season) not in page
    roll_season()
    assert Season.objects.count() == 2 and SeasonReward.objects.count() == 1
    page = page_of(client, season)
    assert "The staff asked for its end" in page and "is being ended" not in page and "Winners" in page


@pytest.mark.parametrize(("rank", "status"), [(Rank.MODERATOR, 403), (Rank.ADMINISTRATOR, 403), (Rank.SUPERUSER, 200)])
def test_only_superusers_open_the_form(client: Client, rank: Rank, status: int) -> None:
    season = make_season()
    client.force_login(make_staff(rank))
    assert client.get(form_of(season)).status_code == status


def test_rows_of_a_season_are_found_by_its_number_and_by_a_name(client: Client) -> None:
    make_season()
    hero, other = make_scorer(7), make_scorer(5)
    make_character()
    end_season()
    client.force_login(make_staff(Rank.GAME_MASTER))
    for model in ("seasonresult", "seasonrank", "seasonreward"):
        address = reverse(f"admin:game_{model}_changelist")
        both = client.get(address, {"q": "season:1"}).content.decode()
        one = client.get(address, {"q": hero.name}).content.decode()
        assert hero.name in both and other.name in both and other.name not in one, model
        assert client.get(address, {"q": "season:2"}).content.decode().count(hero.name) == 0

"""The hall of fame: winners of all seasons, one season's boards, the viewer's own places, and the names of people who left."""

from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.actions.erase import erase
from game.models import Character, Season
from game.presenters.hall import GONE, ordinal
from game.rules.season_reward import REWARDS, gold_of_board
from game.tests.make import owner_of
from game.tests.seasons import end_season, let_it_end, make_ended_season, make_scorer, make_season, score
from game.tests.views.browsers import browser_of, make_player, page_of, statements_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits(settings: Any) -> None:
    settings.LIMITS_ENFORCED = False


def test_while_the_first_season_is_on_the_hall_says_when_it_ends_what_it_pays_and_where_the_boards_are(client: Client) -> None:
    season = make_season()
    page = page_of(client, "/hall/")
    assert season.ends_at.isoformat() in page and "still bare" in page and 'href="/leaderboards/"' in page
    assert all(f"{one.gold:,} gold" in page and one.title in page for one in REWARDS)
    own = page_of(client, "/hall/1/")
    assert "is on" in own and season.ends_at.isoformat() in own and "data-countdown=" in own and "data-countdown=" in page


def test_a_season_that_is_over_and_not_yet_ended_says_so(client: Client) -> None:
    make_season()
    let_it_end()
    page = page_of(client, "/hall/")
    assert "The names are being carved" in page and "data-countdown" not in page


def test_a_season_that_is_on_knows_the_boards_there_are_and_refuses_others(client: Client) -> None:
    make_season()
    assert client.get("/hall/1/", {"board": "kills"}).status_code == 200
    refused = client.get("/hall/1/", {"board": "x"})
    assert refused.status_code == 404 and "level, kills, raids, gold" in refused.content.decode()


def test_a_world_without_any_season_has_a_hall(client: Client) -> None:
    assert "No season here" in page_of(client, "/hall/")


def test_the_hall_names_the_first_three_of_each_board_and_links_to_their_profiles(client: Client) -> None:
    make_season()
    scorers = [make_scorer(kills) for kills in (40, 30, 20, 10)]
    score(scorers[3], damage=7)
    end_season()
    page = page_of(client, "/hall/")
    for winner in scorers:
        assert f"/characters/{winner.name}/" in page
    assert page.count("podium-step--1") == 2 and page.count("podium-step--3") == 1
    assert "/hall/1/?board=kills" in page and "Raid damage" in page


def test_a_season_lists_the_first_hundred_of_a_board_with_scores_and_rewards(client: Client) -> None:
    make_season()
    scorers = [make_scorer(n) for n in range(1, 104)]
    end_season()
    page = page_of(client, "/hall/1/", {"board": "kills"})
    assert page.count("<tr") == 101 and scorers[-1].name in page and scorers[2].name not in page
    assert f"{REWARDS[0].gold:,}" in page and 'aria-current="page">Kills' in page
    assert gold_of_board() == 35_000


def test_the_viewer_sees_the_own_places_best_first_also_below_the_hundred(client: Client) -> None:
    make_season()
    for n in range(101):
        make_scorer(n + 10)
    client, character = make_player(kills=1)
    score(character, damage=4)
    end_season()
    page = page_of(client, "/hall/1/")
    assert "Where you stood" in page and ">102<" in page
    assert page.index("Raid damage</a>") < page.index("Kills</a>")
    assert "Where you stood" not in page_of(Client(), "/hall/1/")


def test_somebody_who_left_keeps_the_place_without_a_name(client: Client) -> None:
    make_season()
    gone, stays = make_scorer(9), make_scorer(5)
    end_season()
    erase(user_id=owner_of(gone).pk)
    for path in ("/hall/", "/hall/1/?board=kills"):
        page = page_of(client, path)
        assert GONE in page and gone.name not in page and stays.name in page and f"gone_{gone.pk}" not in page


def test_a_deleted_character_keeps_its_name_without_a_link(client: Client) -> None:
    make_season()
    hero = make_scorer(9)
    end_season()
    Character.objects.filter(pk=hero.pk).update(deleted_at=hero.created_at)
    page = page_of(client, "/hall/1/?board=kills")
    assert hero.name.replace("_", "_<wbr>") in page and f"/characters/{hero.name}/" not in page


def test_seasons_link_to_each_other_and_the_hall_pages_through_them(client: Client) -> None:
    make_season()
    make_scorer(3)
    for _ in range(14):
        end_season()
    assert Season.objects.count() == 15
    page = page_of(client, "/hall/2/")
    assert 'href="/hall/1/"' in page and 'href="/hall/3/"' in page
    first = page_of(client, "/hall/")
    assert "Season 15 is on" in first and 'id="season-14"' in first and 'id="season-3"' not in first
    second = page_of(client, "/hall/", {"before": "4"})
    assert 'id="season-3"' in second and 'id="season-4"' not in second and "Newest seasons" in second


@pytest.mark.parametrize("path", ["/hall/2/", "/hall/0/", "/hall/99999999999999999999/", "/hall/1/?board=nothing"])
def test_an_unknown_season_or_board_is_not_found(client: Client, path: str) -> None:
    make_season()
    make_scorer(3)
    end_season()
    Season.objects.filter(number=2).delete()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30])
def test_a_wrong_start_of_the_list_is_refused(client: Client, before: str) -> None:
    assert client.get("/hall/", {"before": before}).status_code == 400


def test_both_pages_take_as_many_statements_for_few_rows_as_for_many() -> None:
    make_season()
    client, hero = make_player(kills=4)
    end_season()
    client.get("/hall/")
    few = [statements_of(partial(client.get, path)) for path in ("/hall/", "/hall/1/")]
    for _ in range(4):
        make_scorer(9)
        score(hero, kills=1)
        end_season()
    assert few == [4, 4] == [statements_of(partial(client.get, path)) for path in ("/hall/", "/hall/1/")]


def test_a_public_profile_names_the_best_places_of_each_season(client: Client) -> None:
    make_season()
    hero, other = make_scorer(5), make_scorer(9)
    score(hero, damage=3)
    end_season()
    page = page_of(client, f"/characters/{hero.name}/")
    assert "1st in raid damage, 2nd in kills" in page and 'href="/hall/1/"' in page
    assert "1st in kills" in page_of(client, f"/characters/{other.name}/")
    assert "Seasons" not in page_of(client, f"/characters/{make_scorer().name}/")


def test_the_log_of_gold_and_the_letter_name_the_season() -> None:
    make_season()
    hero = make_scorer(5)
    make_ended_season(hero)
    client = browser_of(hero)
    page = page_of(client, "/play/mail/")
    assert "Season 1" in page


def test_the_sitemap_lists_the_hall_and_the_ended_seasons(client: Client) -> None:
    make_ended_season()
    cache.clear()
    answer = client.get("/sitemap-hall.xml")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/xml") and "/hall/</loc>" in text
    assert "/hall/1/</loc>" in text and "/hall/2/</loc>" not in text


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
                          (111, "111th"), (1022, "1,022nd")],
)  # fmt: skip
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words

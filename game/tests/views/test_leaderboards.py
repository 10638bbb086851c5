"""The pages of the leaderboards: a board and the viewer's own rank agree, on the page, in the API and on the dashboard."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.queries.rank import Rank
from game.actions import boards, staff_account
from game.actions.daily_rank import rank_everybody
from game.actions.sanctions import FOR_GOOD
from game.models import Character, Season
from game.tests.api.talk import Program
from game.tests.boards import begin_season, count_now, make_many
from game.tests.make import make_character
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff
from game.tests.views.browsers import browser_of, make_player, page_of, statements_of, user_of

Committing = Callable[[], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db
KILLS = "/leaderboards/kills/"


def rows_of(html: str) -> list[str]:
    """The names in the table, as they stand."""
    return re.findall(r'<tr id="rank-\d+".*?href="/characters/([^/]+)/"', html, re.DOTALL)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("<wbr>", "")).split())


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots list sixty characters."""
    monkeypatch.setattr(boards, "LISTED", 60)


def test_the_page_the_api_and_the_dashboard_show_the_same_board_and_rank() -> None:
    others = [make_character(level=9 - n, kills=n) for n in range(3)]
    mine = others[1]
    count_now()
    answer = Program(mine).get("leaderboards/level").json
    assert answer is not None and answer["me"]["rank"] == 2
    html = page_of(browser_of(mine), "/leaderboards/level/")
    assert rows_of(html) == [row["name"] for row in answer["rows"]] == [c.name for c in others]
    assert "You stand at rank 2 of 3" in words_of(html) and html.count('<tr id="rank-2" class="is-me"') == 1
    leaders = page_of(browser_of(mine), "/play/").partition('id="leaders"')[2]
    assert re.findall(r'class="rank num">\d+</span>.*?href="/characters/([^/]+)/"', leaders) == [c.name for c in others]


def test_the_first_three_stand_on_a_podium_on_the_first_page_only(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    first, second = (page_of(Client(), f"{KILLS}?page={page}") for page in (1, 2))
    assert first.count("podium-place--") == 3 and "podium-place--" not in second
    assert rows_of(first) == [f"Crowd_{n}" for n in range(100, 50, -1)]
    assert rows_of(second) == [f"Crowd_{n}" for n in range(50, 40, -1)]
    assert f'rel="next" href="{KILLS}?page=2"' in first and f'rel="prev" href="{KILLS}"' in second


def test_who_is_in_a_clan_has_its_tag_beside_the_name_in_every_list(short: None) -> None:
    make_many(100, kills="n")
    Character.objects.filter(name="Crowd_99").update(clan_tag="ABC", level=50)
    client, mine = make_player(kills=2, clan_tag="XYZ")
    count_now()
    html = page_of(client, KILLS)
    podium, _, table = html.partition("<table")
    assert podium.count("[ABC]") == 1 and "[" not in table.partition("Crowd_98/")[2].partition("is-apart")[0]
    assert table.count('href="/clans/ABC/"') == 1, "in the row of the one who has a clan"
    assert table.partition("is-apart")[2].count('href="/clans/XYZ/"') == 1, "and in the viewer's own"
    assert page_of(client, "/play/").partition('id="leaders"')[2].count("[ABC]") == 1
    found = Program(mine).get("leaderboards/kills").json["rows"]
    assert [row["clan_tag"] for row in found] == ["", "ABC", *[""] * 18]


def test_links_of_a_season_keep_the_season(short: None) -> None:
    make_many(100, kills="0")
    begin_season()
    Character.objects.update(kills=Character.objects.order_by("-pk")[0].pk)
    count_now()
    html = page_of(Client(), f"{KILLS}?scope=season")
    assert f'href="{KILLS}?scope=season&amp;page=2"' in html and 'href="/leaderboards/gold/?scope=season"' in html
    assert "Season 1" in html and ">48 days 23 h</b> to go: it ends" in html and "data-countdown=" in html and rows_of(html)


@pytest.mark.parametrize(("query", "status", "words"), [
    ("?page=0", 400, "whole number"), ("?page=x", 400, "whole number"), ("?page=3", 404, "ends on page 2"),
    ("?scope=week", 400, "all_time, season"), ("?name=" + "x" * 30, 400, "up to 20"),
])  # fmt: skip
def test_a_bad_parameter_is_refused_with_the_way_out(short: None, query: str, status: int, words: str) -> None:
    make_many(100, kills="n")
    count_now()
    answer = Client().get(KILLS + query)
    assert answer.status_code == status and words in answer.content.decode()


def test_an_unknown_board_is_not_found_and_its_page_names_the_boards() -> None:
    answer = Client().get("/leaderboards/charm/")
    assert answer.status_code == 404 and "level, kills, raids, gold" in answer.content.decode()


def test_the_front_of_the_boards_is_that_of_levels_whose_address_search_engines_take(short: None) -> None:
    make_many(1, level="9")
    count_now()
    front, board = (page_of(Client(), path) for path in ("/leaderboards/", "/leaderboards/level/"))
    for page in (front, board):
        assert re.search(r'rel="canonical" href="[^"]*//[^/"]*/leaderboards/level/"', page)
    assert 'aria-current="page">Level</a>' in front


def test_before_the_first_count_the_page_says_when_it_comes() -> None:
    client, _ = make_player(kills=9)
    assert "The first count comes within five minutes" in page_of(client, KILLS)
    assert "No season is on" in page_of(client, f"{KILLS}?scope=season")
    assert "The next count comes within five minutes" in page_of(client, "/play/")


def test_an_empty_board_says_what_to_do() -> None:
    make_character(raid_damage=0)
    count_now()
    assert "Nobody stands here yet" in page_of(Client(), "/leaderboards/raids/")


def test_a_season_that_is_over_says_so() -> None:
    make_character(kills=0)
    season = begin_season()
    Character.objects.update(kills=3)
    Season.objects.filter(pk=season.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    count_now()
    assert "Season 1 , is over" in words_of(page_of(Client(), f"{KILLS}?scope=season"))


def test_a_player_on_another_page_is_shown_apart_with_a_link_to_the_row(short: None) -> None:
    make_many(100, kills="n")
    client, mine = make_player(kills=45)
    count_now()
    html = page_of(client, KILLS)
    assert mine.name not in rows_of(html) and "is-apart" in html
    assert "You stand at rank 57 of 101" in words_of(html) and f'href="{KILLS}?page=2#rank-57"' in html
    second = page_of(client, f"{KILLS}?page=2")
    assert rows_of(second)[6] == mine.name and "is-apart" not in second


def test_a_player_behind_the_list_is_told_about_where_and_when_it_is_counted_again(short: None) -> None:
    make_many(100, kills="n")
    client, mine = make_player(kills=2)
    count_now()
    html = words_of(page_of(client, KILLS))
    assert "You stand at about 99 of 101 , with 2." in html and "the next count" not in html
    Character.objects.filter(pk=mine.pk).update(kills=999)
    cache.clear()
    assert "You stand at about 61 of 101 , with 999. You have outgrown this list: the next count, at " in words_of(
        page_of(client, KILLS)
    )


def test_a_player_without_a_score_is_told_what_counts() -> None:
    make_character(kills=3)
    client, _ = make_player(kills=0)
    count_now()
    assert "You are not ranked here yet: one is counted from the first kills on." in words_of(page_of(client, KILLS))


def test_a_visitor_sees_a_board_without_an_own_rank() -> None:
    character = make_character(kills=7)
    count_now()
    html = page_of(Client(), KILLS)
    assert rows_of(html) == [character.name] and "You stand" not in html and "(you)" not in html


def test_a_search_shows_the_rank_with_its_source_and_time(short: None) -> None:
    make_many(100, kills="n")
    rank_everybody(timezone.now())
    count_now()
    listed = words_of(page_of(Client(), KILLS, {"name": "cROWD_45"}))
    assert "Crowd_45 stands at rank 56 of 100 with 45, as of" in listed
    assert f'href="{KILLS}?page=2#rank-56"' in page_of(Client(), KILLS, {"name": "crowd_45"})
    behind = words_of(page_of(Client(), KILLS, {"name": "crowd_5"}))
    assert "Crowd_5 was rank 96 of 100 in the count of everybody on" in behind
    assert "Nobody by that name is ranked here: “Nix”" in words_of(page_of(Client(), KILLS, {"name": "Nix"}))
    late = make_character(kills=0)
    assert f"{late.name} is not listed" in words_of(page_of(Client(), KILLS, {"name": late.name}))


def test_a_page_takes_a_fixed_number_of_statements(short: None) -> None:
    """Session, character, and the ranks over time; on later pages their rows; in a search one more."""
    make_many(10, kills="n")
    client, _ = make_player(kills=1)
    client.get("/play/")
    count_now()
    for _ in range(2):
        client.get(KILLS)
        assert statements_of(lambda: client.get(KILLS)) == 4
        assert statements_of(lambda: client.get(KILLS, {"name": "crowd_5"})) == 5
        if not Character.objects.filter(name="Other_1").exists():
            make_many(100, name="'Other_' || n", skeleton="'other' || n", kills="n + 5")
            rank_everybody(timezone.now())
            count_now()
    assert statements_of(lambda: client.get(f"{KILLS}?page=2")) == 5


def test_a_search_does_not_find_the_suspended(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    gone = make_character(kills=3)
    type(user_of(gone)).objects.filter(pk=user_of(gone).pk).update(banned_until=timezone.now() + timedelta(days=1))
    assert "Nobody by that name" in page_of(Client(), KILLS, {"name": gone.name})


def test_the_charts_mark_the_viewer_and_have_tables(short: None) -> None:
    make_many(100, kills="n")
    client, _ = make_player(kills=45)
    for days in (2, 1, 0):
        rank_everybody(timezone.now() - timedelta(days=days))
    count_now()
    html = page_of(client, KILLS)
    assert html.count("bars-bar is-own") == 1 and "20–49 <small>(you)</small>" in html
    assert "Your rank over time" in html and html.partition("Your ranks as a table")[2].count('<td class="t-num">57</td>') == 3
    assert "Your rank over time" not in page_of(Client(), KILLS)


def test_a_name_with_markup_is_shown_as_text() -> None:
    make_character(kills=3)
    count_now()
    html = page_of(Client(), KILLS, {"name": "<b>x</b>"})
    assert "&lt;b&gt;x&lt;/b&gt;" in html and "<b>x</b>" not in html


@pytest.fixture
def committing(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Committing:
    """A block at whose end the functions run that wait for a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_suspended_player_leaves_the_pages_the_api_and_the_dashboard_at_once(committing: Committing) -> None:
    worst, mine = make_character(level=30, kills=9), make_character(level=2, kills=1)
    count_now()
    assert worst.name in page_of(browser_of(mine), "/play/")
    with committing():
        admin = by_staff(make_staff(Rank.ADMINISTRATOR))
        staff_account.ban(admin, user=user_of(worst).id, until=FOR_GOOD)
    for page in ("/play/", KILLS, "/leaderboards/level/"):
        assert worst.name not in page_of(browser_of(mine), page)
    answer = Program(mine).get("leaderboards/level").json
    assert answer is not None and [row["name"] for row in answer["rows"]] == [mine.name] and answer["me"]["rank"] == 1

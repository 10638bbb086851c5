"""The page of a player's own statistics, from the first request to the figures."""

import re

import pytest
from pytest_django import Settings

from game.actions import stats as actions
from game.actions.hunt import hunt
from game.actions.stats import compute_due
from game.models import Battle, Character, PlayerStats
from game.models.transfer import REASONS as LEDGER_REASONS
from game.presenters.stats import REASONS, stats_page
from game.queries.stats import StatsSums, StoredStats
from game.rules.stats import LuckSums
from game.tests.make import by
from game.tests.views.browsers import Player, make_player, page_of, statements_of

pytestmark = pytest.mark.django_db
ADDRESS = "/play/stats/"


@pytest.fixture
def player(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Player:
    settings.LIMITS_ENFORCED = False
    monkeypatch.setattr(actions, "poke", lambda: None)
    return make_player(level=11)


def hunted(hunter: Character, times: int) -> None:
    for _ in range(times):
        hunt(by(hunter), place="old-mill")
        Character.objects.filter(pk=hunter.pk).update(hunted_at=None, energy=1000)


def ask(player: Player) -> None:
    page_of(player.client, ADDRESS)
    assert player.client.post(f"{ADDRESS}ask/", {"idempotency-key": "ask-000001"}).status_code == 302


def test_reading_never_writes_and_the_first_page_offers_to_count(player: Player) -> None:
    assert "Count everything" in page_of(player.client, ADDRESS)
    assert not PlayerStats.objects.exists()


def test_a_pending_page_says_its_place_and_refreshes_itself_with_and_without_a_script(player: Player) -> None:
    ask(player)
    html = page_of(player.client, ADDRESS)
    assert "Waiting to be counted" in html and "You are next." in html and "Count everything" not in html
    assert 'hx-trigger="every 4s"' in html and '<noscript><meta http-equiv="refresh" content="10"></noscript>' in html
    assert 'role="status"' in html


def test_the_figures_link_to_the_battles_and_have_tables(player: Player) -> None:
    client, character = player
    hunted(character, 4)
    ask(player)
    compute_due()
    html = page_of(client, ADDRESS)
    assert "every 4s" not in html and "As of <time" in html and "Count again" not in html
    assert set(map(int, re.findall(r"/play/battles/(\d+)/", html))) <= set(Battle.objects.values_list("pk", flat=True))
    assert html.count("Read the fight") >= 2
    for caption in ("Hunts by place", "Gold that came, by reason"):
        assert f'<caption class="visually-hidden">{caption}</caption>' in html
    assert "4 hunts" in html and "clerk counts again in 10 minutes" in html


def test_a_player_without_a_hunt_is_shown_the_way_to_one(player: Player) -> None:
    ask(player)
    compute_due()
    html = page_of(player.client, ADDRESS)
    assert "Nothing to add up yet" in html and 'href="/play/hunt/">Go hunting' in html and "Best fights" not in html


def test_a_failed_count_can_be_asked_for_again(player: Player) -> None:
    ask(player)
    PlayerStats.objects.update(state="failed")
    html = page_of(player.client, ADDRESS)
    assert "The count went wrong" in html and "Count everything" in html


def test_a_page_with_figures_takes_as_many_statements_as_an_empty_one(player: Player) -> None:
    client, character = player
    page_of(client, ADDRESS)
    empty = statements_of(lambda: client.get(ADDRESS))
    hunted(character, 3)
    ask(player)
    compute_due()
    assert statements_of(lambda: client.get(ADDRESS)) == empty


def test_the_page_is_reached_from_character_profile_menu_and_home(player: Player) -> None:
    client, character = player
    for path in ("/play/", "/play/character/", f"/characters/{character.name}/", "/play/hunt/"):
        assert f'href="{ADDRESS}"' in page_of(client, path), path
    other = make_player()
    assert page_of(client, f"/characters/{other.character.name}/").count(ADDRESS) == 1  # the menu's own


def test_each_reason_of_the_ledger_has_its_words() -> None:
    assert set(REASONS) == set(LEDGER_REASONS)


def test_the_drawing_of_luck_stays_within_its_width() -> None:
    for happened in (0, 40, 100, 160, 1000):
        sums = StatsSums()
        sums.battles.hunts = 1
        sums.battles.crits = LuckSums(tries=1000, happened=happened, expected=100.0, variance=90.0)
        line = stats_page(StoredStats("done", 0, 1, None, 1, sums)).luck[0]
        places = (line.x_low, line.x_low + line.x_width, line.x_expected, line.x_happened)
        assert all(0 <= x <= 100 for x in places), (happened, places)
        assert line.low <= line.expected <= line.high
        assert (line.x_low <= line.x_happened <= line.x_low + line.x_width) == (line.verdict == "as_expected")

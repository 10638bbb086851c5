"""The page of one's own achievements, the title's form, and what a profile and the boards show of them."""

import re
from typing import Any

import pytest
from django.test import Client

from game.actions.achievement_rarity import count_rarity
from game.content import catalogue
from game.models import Character, EarnedAchievement
from game.presenters.achievements import rarity_words
from game.queries.achievement_sources import is_counted
from game.tests.achievements import fold_all, make_battle
from game.tests.boards import count_now
from game.tests.make import make_character
from game.tests.views.browsers import make_player, page_of, statements_of

pytestmark = pytest.mark.django_db
PATH = "/play/achievements/"
TITLE = "the-page-is-full"


@pytest.fixture(autouse=True)
def no_limits(settings: Any) -> None:
    settings.LIMITS_ENFORCED = False


def earn(character: Character, count: int) -> list[str]:
    slugs = [slug for slug, one in catalogue().achievements.items() if is_counted(one.key) and not one.hidden][:count]
    EarnedAchievement.objects.bulk_create(EarnedAchievement(character=character, achievement=slug) for slug in slugs)
    return slugs


def test_everything_that_can_be_earned_is_listed_with_its_progress() -> None:
    client, hunter = make_player(kills=25)
    make_battle(hunter)
    fold_all()
    html = page_of(client, PATH)
    assert '<li class="feat feat--earned" id="first-blood">' in html and "25 / 100" in html
    assert re.search(r'<progress class="bar" max="100" value="25" aria-label="The Page Is Full">', html)
    assert "Not far now" in html and "The Page Is Full" in html.partition("Not far now")[2].partition("</section>")[0]


def test_a_hidden_one_tells_neither_name_nor_goal_until_it_is_earned() -> None:
    client, hunter = make_player()
    html = page_of(client, PATH)
    assert "Nobody Above" not in html and "nobody-above" not in html and "Nobody talks about this one" in html
    assert "/emblems/achievement/unknown.svg" in html
    EarnedAchievement.objects.create(character=hunter, achievement="nobody-above")
    assert "Nobody Above" in page_of(client, PATH)


def test_what_nothing_counts_yet_is_coming_and_is_not_part_of_the_sum() -> None:
    client, _ = make_player()
    html = page_of(client, PATH)
    can = sum(is_counted(one.key) for one in catalogue().achievements.values())
    assert f"of {can}</h2>" in html and can < len(catalogue().achievements)
    assert html.count('class="feat feat--coming"') == len(catalogue().achievements) - can == 3
    assert 'aria-label="Sand in the Boots"' not in html and 'aria-label="Under One Banner"' in html


def test_the_page_is_narrowed_to_what_is_earned_or_left() -> None:
    client, hunter = make_player()
    EarnedAchievement.objects.create(character=hunter, achievement="first-blood")
    earned, left = page_of(client, PATH, {"show": "earned"}), page_of(client, PATH, {"show": "left"})
    assert earned.count('<li class="feat ') == 1 and 'id="first-blood"' in earned and "1 of 5</p>" in earned
    assert 'id="first-blood"' not in left and left.count('<li class="feat ') == len(catalogue().achievements) - 1
    assert 'id="first-blood"' in page_of(client, PATH, {"show": "<b>"})
    EarnedAchievement.objects.all().delete()
    assert "None yet." in page_of(client, PATH, {"show": "earned"})


def test_the_title_is_worn_and_taken_off_by_the_form_without_scripts() -> None:
    client, hunter = make_player()
    assert "You go by your name alone" in page_of(client, PATH)
    EarnedAchievement.objects.create(character=hunter, achievement=TITLE)
    html = page_of(client, PATH)
    assert f'<option value="{TITLE}">The Listed</option>' in html
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    answer = client.post(f"{PATH}title/", fields | {"title": TITLE, "idempotency_key": "key-00000001"}, follow=True)
    assert answer.status_code == 200 and f'value="{TITLE}" selected' in answer.content.decode()
    assert '<p class="worn-title">the Listed</p>' in page_of(Client(), f"/characters/{hunter.name}/")
    client.post(f"{PATH}title/", fields | {"title": "", "idempotency_key": "key-00000002"})
    assert "worn-title" not in page_of(Client(), f"/characters/{hunter.name}/").partition("<main")[2]


def test_a_title_that_was_not_earned_is_refused_with_a_page() -> None:
    client, hunter = make_player()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page_of(client, "/play/missions/")))
    answer = client.post(f"{PATH}title/", fields | {"title": TITLE})
    assert answer.status_code in (400, 403, 404, 409) and Character.objects.get(pk=hunter.pk).title == ""


def test_a_title_on_a_board_stands_below_the_name() -> None:
    hunter = make_character(kills=5, title=TITLE)
    count_now()
    html = page_of(Client(), "/leaderboards/kills/")
    assert hunter.name in html.replace("<wbr>", "") and '<small class="worn-title">the Listed</small>' in html


@pytest.mark.parametrize("count", [0, 3, 60])
def test_a_profile_shows_the_newest_achievements_and_folds_the_others(count: int) -> None:
    hunter = make_character()
    earn(hunter, count)
    html = page_of(Client(), f"/characters/{hunter.name}/")
    assert html.count("/emblems/achievement/") == count
    assert ("None yet. The clerks" in html) == (count == 0) and (f"{count - 12} more</summary>" in html) == (count > 12)


def test_an_achievement_that_left_the_content_is_not_shown() -> None:
    client, hunter = make_player()
    EarnedAchievement.objects.create(character=hunter, achievement="left-the-content")
    assert "left-the-content" not in page_of(client, PATH) + page_of(client, f"/characters/{hunter.name}/")


def test_rarity_comes_from_the_last_count() -> None:
    hunter = make_character(kills=1, hunts=1)
    fold_all()
    path = f"/characters/{hunter.name}/"
    assert "of players have it" not in page_of(Client(), path)
    count_rarity()
    assert "100 % of players have it" in page_of(Client(), path)


def test_what_somebody_earned_since_the_last_count_is_not_said_to_be_nobodys() -> None:
    hunter = make_character(kills=1, hunts=1)
    count_rarity()
    fold_all()
    html = page_of(Client(), f"/characters/{hunter.name}/")
    assert "First Blood" in html and "Nobody has it yet" not in html


def test_rarity_in_words() -> None:
    assert rarity_words(None, 5) == rarity_words(0, 0) == ""
    assert rarity_words(0, 5) == "Nobody has it yet"
    assert rarity_words(4, 100) == "4 % of players have it"
    assert rarity_words(4, 1000) == "0.4 % of players have it"
    assert rarity_words(1, 100_000) == "Fewer than 1 player in 1,000 has it"


def test_the_page_runs_as_many_statements_with_60_achievements_as_with_none() -> None:
    client, hunter = make_player()
    page_of(client, PATH)
    few = statements_of(lambda: client.get(PATH))
    earn(hunter, 60)
    assert statements_of(lambda: client.get(PATH)) == few == 4

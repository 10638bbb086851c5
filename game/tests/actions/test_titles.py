"""Titles: who may wear which, and how they read."""

import pytest

from game.actions.titles import wear_title
from game.content import catalogue
from game.models import Character, EarnedAchievement, SeasonReward
from game.presenters.titles import title_text
from game.queries.titles import season_title
from game.rules.errors import GameError
from game.tests.make import by, make_character
from game.tests.seasons import end_season, make_scorer, make_season

pytestmark = pytest.mark.django_db
SLUG = "the-page-is-full"


def worn(character: Character) -> str:
    return Character.objects.get(pk=character.pk).title


def test_an_earned_title_is_worn_and_taken_off_again() -> None:
    hunter = make_character()
    EarnedAchievement.objects.create(character=hunter, achievement=SLUG)
    assert wear_title(by(hunter), title=SLUG).title == SLUG and worn(hunter) == SLUG
    assert wear_title(by(hunter), title=SLUG).title == SLUG
    assert wear_title(by(hunter), title="").title == "" and worn(hunter) == ""


@pytest.mark.parametrize(
    "slug", [SLUG, "first-blood", "no-such-thing", "season-1-kills-1", "season-0-kills-1", "<b>", "season-1-kills"]
)
def test_a_title_that_was_not_earned_is_refused(slug: str) -> None:
    hunter, other = make_character(), make_character()
    EarnedAchievement.objects.create(character=hunter, achievement="first-blood")
    EarnedAchievement.objects.create(character=other, achievement=SLUG)
    with pytest.raises(GameError) as refusal:
        wear_title(by(hunter), title=slug)
    assert (refusal.value.code, refusal.value.field, worn(hunter)) == ("not_found", "title", "")


def test_the_place_of_a_season_gives_a_title_of_its_own() -> None:
    make_season()
    best, second = make_scorer(9), make_scorer(5)
    end_season()
    assert SeasonReward.objects.get(character=best).rank == 1
    assert wear_title(by(best), title="season-1-kills-1").title == worn(best)
    with pytest.raises(GameError):
        wear_title(by(second), title="season-1-kills-1")
    assert wear_title(by(second), title="season-1-kills-2").title == worn(second)


def test_a_title_reads_as_its_content_or_its_season_says() -> None:
    assert title_text(SLUG) == "the Listed"
    assert title_text("season-3-kills-1") == "First of season 3 by kills"
    assert title_text("season-3-raids-57") == "One of the hundred in season 3 by raid damage"
    assert [title_text(slug) for slug in ("", "first-blood", "left-the-content", "season-3-kills-101")] == [""] * 4


def test_no_achievement_has_a_slug_that_reads_like_a_season() -> None:
    assert not [slug for slug in catalogue().achievements if season_title(slug)]

"""A row is found only for the player whose it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from game.actions.hunt import hunt
from game.actions.missions import deal
from game.models import Character
from game.models.ids import CharacterId
from game.queries.access import (
    access_battle,
    access_character,
    access_holding,
    access_mission,
    access_own_character,
    find_own_character,
)
from game.rules.errors import GameError
from game.tests.make import by, held, make_character, make_user

pytestmark = pytest.mark.django_db


def refused(find: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    with pytest.raises(GameError) as refusal:
        find(*args, **kwargs)
    return refusal.value.code


def test_the_chosen_character_is_read_or_the_one_that_was_played_last(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user, now = make_user(), timezone.now()
    older = make_character(user, seen_at=now - timedelta(days=1))
    newer, foreign = make_character(user, seen_at=now), make_character()
    with django_assert_num_queries(4):
        found = [access_character(user, chosen) for chosen in (older.id, None, foreign.id, CharacterId(999_999))]
    assert [c and c.pk for c in found] == [older.id, newer.id, newer.id, newer.id]
    assert found[0] is not None and found[0].version and found[0].has_others is None


def test_a_deleted_character_is_not_played_but_counts_as_another(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = make_user()
    assert access_character(user, None) is None
    first = make_character(user)
    with django_assert_num_queries(1):
        alone = access_character(user, None, count_others=True)
    assert alone is not None and alone.has_others is False
    make_character(user)
    Character.objects.filter(pk=first.id).update(deleted_at=timezone.now())
    found = access_character(user, first.id, count_others=True)
    assert found is not None and found.pk != first.id and found.has_others is True


def test_an_own_character_is_living_or_deleted_as_asked_and_never_foreign() -> None:
    mine, foreign = make_character(), make_character()
    assert mine.user is not None
    user = mine.user.id
    assert access_own_character(user, mine.id) == access_own_character(user, mine.id, deleted=None) == mine
    assert refused(access_own_character, user, mine.id, deleted=True) == "not_found"
    Character.objects.filter(pk=mine.id).update(deleted_at=timezone.now())
    assert refused(access_own_character, user, mine.id) == "not_found"
    assert access_own_character(user, mine.id, deleted=True) == access_own_character(user, mine.id, deleted=None) == mine
    assert refused(access_own_character, user, foreign.id, deleted=None) == "not_found"
    assert find_own_character(user, foreign.id) is None and find_own_character(user, mine.id) == mine


def test_holdings_and_missions_are_found_for_their_own_character_only(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    mine, foreign = make_character(), make_character()
    sabre, mission = held(mine, "clerks-sabre"), deal(mine, timezone.now())[0]
    with django_assert_num_queries(2):
        assert access_holding(mine.id, sabre.id) == sabre
        assert access_mission(mine.id, mission.pk).mission == mission.mission
    assert refused(access_holding, foreign.id, sabre.id) == refused(access_mission, foreign.id, mission.pk) == "not_found"


def test_anybody_may_read_a_battle_and_an_unknown_one_is_refused(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    answer = hunt(by(make_character(level=11)), place="old-mill")
    with django_assert_num_queries(1):
        battle = access_battle(answer.battle_id)
        assert battle.character.name and battle.seed.commit == answer.fairness.commit
    assert refused(access_battle, 999_999) == "not_found"

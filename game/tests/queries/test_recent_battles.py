"""The recent battles of a character."""

import pytest
from pytest_django import DjangoAssertNumQueries

from game.actions.hunt import hunt
from game.models import Character
from game.queries.battle import recent_battles
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_the_latest_battles_come_first_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    character, other = make_character(level=11), make_character(level=11)
    answers = []
    for _ in range(3):
        answers.append(hunt(by(character), place="old-mill"))
        Character.objects.filter(pk=character.pk).update(hunted_at=None)
    hunt(by(other), place="old-mill")
    with django_assert_num_queries(1):
        found = recent_battles(character.pk)
    assert [(b.pk, b.monster, b.won, b.xp, b.gold, b.place) for b in found] == [
        (a.battle_id, a.monster.slug, a.won, a.xp, a.gold, "old-mill") for a in reversed(answers)
    ]
    assert [b.pk for b in recent_battles(character.pk, 2)] == [a.battle_id for a in answers[:0:-1]]
    assert recent_battles(make_character().pk) == []

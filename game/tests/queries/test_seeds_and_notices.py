"""Seeds and notices of a character, in one statement each."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from game.actions.fairness import reveal_seed
from game.models import Notice
from game.queries.fairness import seeds_of
from game.queries.notices import notices_of
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_the_live_seed_comes_first_and_stays_secret(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    character = make_character()
    for _ in range(3):
        reveal_seed(by(character))
    with django_assert_num_queries(1):
        live, *revealed = seeds_of(character.pk)
    assert live.server_seed is None and len(revealed) == 3 and all(seed.server_seed for seed in revealed)
    assert [seed.next_commit for seed in revealed] == [live.commit, *(seed.commit for seed in revealed[:-1])]
    assert seeds_of(character.pk, limit=2) == [live, revealed[0]]


def test_notices_come_newest_first_read_ones_too_a_page_at_a_time(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    character = make_character()
    Notice.objects.create(character=make_character(), text="Not yours")
    pks = [Notice.objects.create(character=character, text=f"Notice {n}").pk for n in range(4)]
    Notice.objects.filter(pk=pks[0]).update(read_at=timezone.now())
    with django_assert_num_queries(2):
        first = notices_of(character.pk, 3)
        second = notices_of(character.pk, 3, before=first[-1].pk)
    assert [n.pk for n in first + second] == pks[::-1]

"""Many parties in one transaction: one that fails is found by halves and holds up no other."""

from itertools import chain

import pytest
from django.db import OperationalError
from structlog.testing import capture_logs

from game.actions.batches import in_batches
from game.models import Character
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


def test_parties_are_worked_on_in_batches_and_their_answers_keep_the_order() -> None:
    assert in_batches(range(7), sum, size=3, what="x") == ([3, 12, 6], [])
    assert in_batches([], sum, size=3, what="x") == ([], [])


def test_two_of_a_hundred_that_fail_are_found_in_a_few_attempts_and_logged() -> None:
    attempts: list[int] = []

    def work(parties: list[int]) -> list[int]:
        attempts.append(len(parties))
        if {17, 90} & set(parties):
            raise ValueError("ill")
        return parties

    with capture_logs() as logs:
        done, failed = in_batches(range(100), work, size=100, what="not done")
    assert sorted(chain.from_iterable(done)) == sorted(set(range(100)) - {17, 90}) and failed == [17, 90]
    assert len(attempts) < 30 and [(line["event"], line["party"]) for line in logs] == [("not done", 17), ("not done", 90)]


def test_what_a_batch_wrote_before_it_failed_is_rolled_back_and_written_once() -> None:
    heroes = [make_character() for _ in range(4)]

    def work(parties: list[int]) -> None:
        for pk in parties:
            Character.objects.filter(pk=pk).update(kills=Character.objects.get(pk=pk).kills + 1)
            if pk == heroes[2].pk:
                raise ValueError("ill")

    assert in_batches([int(hero.pk) for hero in heroes], work, size=4, what="x")[1] == [heroes[2].pk]
    assert list(Character.objects.order_by("pk").values_list("kills", flat=True)) == [1, 1, 0, 1]


def test_an_error_of_the_database_is_raised_when_a_smaller_batch_does_not_help() -> None:
    sizes: list[int] = []

    def work(parties: list[int]) -> None:
        sizes.append(len(parties))
        if len(parties) > 2:
            raise OperationalError("canceling statement due to statement timeout")

    assert in_batches(range(4), work, size=4, what="x")[1] == [] and sizes == [4, 2, 2]

    def never(parties: list[int]) -> None:
        raise OperationalError("the disk is full")

    with pytest.raises(OperationalError):
        in_batches(range(4), never, size=4, what="x")

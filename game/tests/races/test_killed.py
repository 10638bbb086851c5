"""A process that dies at the worst line loses nothing that was acknowledged and leaves nothing half done."""

import os
import signal
from collections.abc import Callable

import pytest
from django.db import connections

from game.actions import ledger, turn
from game.actions.hunt import hunt
from game.actions.shop import Portion, sell
from game.models import Battle, Character, Receipt, Transfer
from game.tests.make import by, held, make_character

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def unpaced(settings):
    settings.LIMITS_ENFORCED = False


def in_a_process_that_dies(work: Callable[[], None]) -> None:
    """Runs the work in a process of its own, which must end by SIGKILL."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(7)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def die(*args, **params):
    os.kill(os.getpid(), signal.SIGKILL)


def state(character: Character) -> tuple:
    rows = Character.objects.filter(pk=character.pk).values().get()
    counts = Battle.objects.count(), Transfer.objects.count(), Receipt.objects.count()
    return rows, counts, list(character.holdings.order_by("pk").values_list("pk", "quantity"))


@pytest.mark.parametrize("last_line", ["the battle is written", "the ledger is written", "the receipt is written"])
def test_killed_before_the_commit_nothing_has_happened_and_the_same_key_works(last_line, monkeypatch):
    character = make_character()
    before = state(character)

    def work():
        if last_line == "the battle is written":
            monkeypatch.setattr(ledger, "post", die)
        elif last_line == "the ledger is written":
            monkeypatch.setattr(turn.Receipt.objects, "create", die)
        else:
            monkeypatch.setattr(connections["default"], "_commit", die)
        hunt(by(character, "key-00000001"), location="old-mill")

    in_a_process_that_dies(work)
    assert state(character) == before
    assert hunt(by(character, "key-00000001"), location="old-mill").battle_id
    assert Battle.objects.count() == 1


def test_killed_after_the_commit_the_same_key_gets_the_answer_that_was_lost_on_the_way():
    character = make_character()

    def work():
        hunt(by(character, "key-00000001"), location="old-mill")
        die()

    in_a_process_that_dies(work)
    battle = Battle.objects.get()
    again = hunt(by(character, "key-00000001"), location="old-mill")
    assert again.battle_id == battle.pk and Battle.objects.count() == 1


def test_twin_without_a_key_the_resend_after_a_kill_does_it_again():
    character = make_character()
    stack = held(character, "cellar-draught")

    def work():
        sell(by(character), portions=[Portion(stack.pk, 1)])
        die()

    in_a_process_that_dies(work)
    sell(by(character), portions=[Portion(stack.pk, 1)])
    assert held(character, "cellar-draught").quantity == stack.quantity - 2

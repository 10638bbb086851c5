"""Twelve hundred random actions of ten players: after each one the ledger holds, and each item has one holder and a history."""

import pytest
from pytest_django import Settings

from game.actions.groups import make_groups
from game.tests.actions.mail_machine import Machine

pytestmark = pytest.mark.django_db
SEEDS = (23,)
ACTIONS = 600
"""Of each run: two runs, which two processes share."""


@pytest.fixture(autouse=True)
def with_groups(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    make_groups()


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_ten_players_do_with_letters_and_goods_the_ledger_holds(seed: int) -> None:
    machine, number, what = Machine(seed), 0, "the start"
    try:
        for number in range(1, ACTIONS + 1):
            what = machine.step()
            machine.check_touched()
            if number % 100 == 0:
                machine.check_all()
    except Exception as error:
        raise AssertionError(f"seed {seed}, action {number} ({what}): {error}") from error
    assert all(machine.done[name] >= 3 for name in machine.steps), f"seed {seed}: {machine.done}"
    assert machine.done.total() > ACTIONS // 2, f"seed {seed}: {machine.refused}"

"""Random actions of twenty players over letters, goods, clans, banks, friends and rooms: after each one the ledger holds for all whom it
touched, and after each hundred the whole of it and everything about clans. `make drill-together` plays ten thousand."""

import os

import pytest
from pytest_django import Settings

from clans.tests.actions.together_machine import TogetherMachine
from game.actions.groups import make_groups

pytestmark = pytest.mark.django_db
SEEDS = (3, 17, 29, 53, 71, 97, 131, 151, 173, 199)
LONG = bool(os.environ.get("TOGETHER"))
ACTIONS = 1_000 if LONG else 400
"""Of each run; a long one is ten runs, a short one two."""


@pytest.fixture(autouse=True)
def with_groups(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    make_groups()


@pytest.mark.parametrize("seed", SEEDS if LONG else SEEDS[2:3])
def test_whatever_twenty_players_do_together_the_ledger_and_the_clans_hold(seed: int) -> None:
    machine, number = TogetherMachine(seed), 0
    try:
        for number in range(1, ACTIONS + 1):
            machine.step()
            machine.check_touched()
            if number % 100 == 0:
                machine.check_all()
    except Exception as error:
        raise AssertionError(f"seed {seed}, action {number} ({machine.last}): {error}") from error
    never = sorted(name for name in machine.steps if not machine.done[name])
    assert len(never) <= len(machine.steps) // (5 if LONG else 3), f"seed {seed} never did {never}: {machine.refused}"
    assert machine.done.total() > ACTIONS // 3, f"seed {seed}: {machine.refused}"

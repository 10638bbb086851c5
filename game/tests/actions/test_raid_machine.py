"""A thousand random actions around raids: after each one every raid holds, and at the end everybody has what is due."""

import pytest
from pytest_django import Settings

from game.actions import raid_fold, raid_pay
from game.actions.groups import make_groups
from game.queries.ledger_proof import problems
from game.tests.actions.raid_machine import Machine

pytestmark = pytest.mark.django_db
SEEDS = (3, 29)
ACTIONS = 500


@pytest.fixture(autouse=True)
def with_groups(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    make_groups()


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_hunters_jobs_staff_and_clock_do_no_hit_is_lost_and_nothing_is_paid_twice(seed: int) -> None:
    machine, what, number = Machine(seed), "the start", 0
    try:
        while number < ACTIONS:
            number += 1
            what = machine.step()
            machine.check(whole=number % 100 == 0)
        what = "the end"
        machine.finish()
    except Exception as error:
        raise AssertionError(f"seed {seed}, action {number} ({what}): {error}") from error
    assert problems() == [] and machine.done.total() > ACTIONS // 2, f"seed {seed}: {machine.refused}"
    assert machine.done["strike"] > 30 and machine.done["commit"] > 3 and machine.done["pay"] > 3, (
        f"seed {seed}: {machine.done}"
    )


def test_twin_with_a_fold_that_remembers_the_highest_id_the_machine_finds_the_lost_hit(monkeypatch: pytest.MonkeyPatch) -> None:
    above = "h.id > coalesce((SELECT max(m.id) FROM game_raidhit m WHERE m.raid_id = h.raid_id AND m.number IS NOT NULL), 0)"
    monkeypatch.setattr(raid_fold, "_NEW_HITS", raid_fold._NEW_HITS.replace("h.number IS NULL", above))
    monkeypatch.setattr(raid_pay, "number_late_hits", lambda raid: 0)
    machine = Machine(SEEDS[0])
    for _ in range(ACTIONS):
        machine.step()
    with pytest.raises(AssertionError):
        machine.finish()

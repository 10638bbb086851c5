"""What has to happen with raids by itself. The sockets tier calls `tick` many times a second, the worker calls `tend` now and then;
either one is enough, and both at once do no harm."""

import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from game.actions.raid_fold import fold_raid
from game.actions.raid_open import open_scheduled
from game.actions.raid_pay import pay_raids
from game.queries.raid import RaidToFold, raids_to_fold
from game.rules import tuning

T = TypeVar("T")
IDLE_SECONDS = 2.0
"""The pause of `tick` while no raid is on. A raid gathers for longer than that before it needs a fold."""
PAUSE_SECONDS = tuning.RAID_FOLD_MS / 1000
FOLDS_AT_MOST = 16
"""Folds of one `tend`, if there are more hits than one fold numbers. They take less time than the pause between two calls."""


def tick() -> float:
    """Fold the raids that are on, where there is something to fold. Returns the seconds until it should be called again. A raid that
    cannot be folded stops no other one; its error is raised at the end."""
    return min(_each([partial(_tick, raid) for raid in raids_to_fold()]), default=IDLE_SECONDS)


def _tick(raid: RaidToFold) -> float:
    if raid.starts_in > 0:
        return min(IDLE_SECONDS, raid.starts_in)
    if raid.due_in > 0:
        return raid.due_in
    if raid.has_new_hits or raid.is_over:
        fold_raid(raid.id)
    return PAUSE_SECONDS


def tend() -> dict[str, int]:
    """Open the scheduled raid, fold and settle those that are on, and pay. Counts: opened, numbered, and those of pay_raids. If
    one of these fails, the others are done first, and then its error is raised."""
    counts = {"opened": 0, "numbered": 0}

    def open_one() -> None:
        counts["opened"] += open_scheduled() is not None

    def fold_all() -> None:
        counts["numbered"] += sum(_each([partial(_catch_up, raid) for raid in raids_to_fold() if raid.starts_in <= 0]))

    _each([open_one, fold_all, lambda: counts.update(pay_raids())])
    return counts


def _each(steps: Iterable[Callable[[], T]]) -> list[T]:
    """The results of all steps. The first error is raised after the last step."""
    results, faults = list[T](), list[Exception]()
    for step in steps:
        try:
            results.append(step())
        except Exception as error:  # whatever it is, the other steps can succeed
            faults.append(error)
    if faults:
        raise faults[0]
    return results


def _catch_up(raid: RaidToFold) -> int:
    """Number the new hits, in several folds if they are many. Returns how many."""
    numbered = 0
    for _ in range(FOLDS_AT_MOST):
        folded = fold_raid(raid.id)
        if folded is None:
            break
        numbered += folded.numbered
        if folded.settled or not folded.more:
            break
        time.sleep(PAUSE_SECONDS)
    return numbered

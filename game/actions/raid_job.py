"""What has to happen with raids by itself. The sockets tier calls `tick` many times a second, the worker calls `tend` now and then;
either one is enough, and both at once do no harm."""

import time

from game.actions.raid_fold import fold_raid
from game.actions.raid_open import open_scheduled
from game.actions.raid_pay import pay_raids
from game.queries.raid import RaidToFold, raids_to_fold
from game.rules import tuning

IDLE_SECONDS = 2.0
"""The pause of `tick` while no raid is on. A raid gathers for longer than that before it needs a fold."""
PAUSE_SECONDS = tuning.RAID_FOLD_MS / 1000
FOLDS_AT_MOST = 16
"""Folds of one `tend`, if there are more hits than one fold numbers. They take less time than the pause between two calls."""


def tick() -> float:
    """Fold the raids that are on, where there is something to fold. Returns the seconds until it should be called again."""
    return min((_tick(raid) for raid in raids_to_fold()), default=IDLE_SECONDS)


def _tick(raid: RaidToFold) -> float:
    if raid.starts_in > 0:
        return min(IDLE_SECONDS, raid.starts_in)
    if raid.due_in > 0:
        return raid.due_in
    if raid.has_new_hits or raid.is_over:
        fold_raid(raid.id)
    return PAUSE_SECONDS


def tend() -> dict[str, int]:
    """Open the scheduled raid, fold and settle those that are on, and pay. Counts: opened, numbered, and those of pay_raids."""
    opened = open_scheduled()
    numbered = sum(_catch_up(raid) for raid in raids_to_fold() if raid.starts_in <= 0)
    return {"opened": int(opened is not None), "numbered": numbered, **pay_raids()}


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

"""Up to ten hunts in one action with one receipt. Each is a battle of its own, with its own dice and loot."""

from copy import copy

from msgspec.structs import replace

from game.actions import hunt_record
from game.actions.hunt import begin_day, rest
from game.actions.hunt_answer import answer_of
from game.actions.hunt_record import HuntResult
from game.actions.hunt_resolve import advance, energy_after, finds, hunting_ground, resolve
from game.actions.optimistic_action import OptimisticContext, optimistic_action
from game.queries.hunt import HuntRow, HuntSnapshot, OpenMission, hunt_rows, snapshot_of
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.hunt_answer import HuntAnswer, HuntSeriesAnswer
from game.rules.hunt_series import stops

__all__ = ["MOST", "HuntSeriesAnswer", "hunt_series"]
MOST = tuning.HUNTS_AT_ONCE


@optimistic_action("hunt_series", HuntSeriesAnswer, place="location")
def hunt_series(context: OptimisticContext, *, place: str, times: int) -> HuntSeriesAnswer:
    """Hunt at a place as often as `times`, until something is found, the hunter is hurt, or the energy is gone (rules/hunt_series.py).

    No time passes between the hunts. GameError: as a hunt, and invalid (times).
    """
    if not 1 <= times <= MOST:
        raise GameError("invalid", f"Hunt 1 to {MOST} times at once.", field="times")
    ground = hunting_ground(place, context.character)
    energy = energy_after(context.character, context.now)
    rest(context)
    hunter, missions = copy(context.character), None
    hunts: list[tuple[HuntSnapshot, HuntResult]] = []
    answers: list[HuntAnswer] = []
    for row in _rows(context, times):
        snapshot = snapshot_of(hunter, row if missions is None else replace(row, missions=missions), context.now)
        result = resolve(hunter, snapshot, ground, energy)
        hunts.append((snapshot, result))
        answers.append(answer_of(hunter, context.seconds, snapshot, result))
        advance(hunter, result, context.now)
        missions = [_moved(mission, result.mission_steps) for mission in snapshot.missions or ()]
        stopped = stops(
            hunted=len(hunts),
            times=times,
            hp=hunter.hp,
            hp_max=snapshot.hunter.hp_max,
            energy=hunter.energy,
            found=finds(result.outcome),
        )
        if stopped:
            hunt_record.write_series(context, hunts)
            return HuntSeriesAnswer(answers, stopped)
        energy = energy_after(hunter, context.now)
    raise AssertionError("the last hunt stops a series")


def _rows(context: OptimisticContext, times: int) -> list[HuntRow]:
    rows = hunt_rows(context.character, context.now, times)
    if not begin_day(context, rows[0]):
        return rows
    return hunt_rows(context.character, context.now, times)


def _moved(mission: OpenMission, steps: dict[int, int]) -> OpenMission:
    return replace(mission, progress=min(mission.target, mission.progress + steps.get(mission.pk, 0)))

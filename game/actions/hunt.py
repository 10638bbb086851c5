"""A hunt: it spends energy, meets and fights a monster, and writes the result, all as one optimistic action."""

from game.actions import hunt_record, limits, missions
from game.actions.fairness import replace_seed
from game.actions.hunt_answer import answer_of
from game.actions.hunt_resolve import energy_after, hunting_ground, resolve
from game.actions.optimistic_action import OptimisticContext, optimistic_action
from game.models import DiceSeed
from game.queries.hunt import HuntRow, HuntSnapshot, hunt_snapshot
from game.rules import tuning
from game.rules.hunt_answer import HuntAnswer

__all__ = ["HuntAnswer", "hunt"]


@optimistic_action("hunt", HuntAnswer, place="location")
def hunt(context: OptimisticContext, *, place: str) -> HuntAnswer:
    """Hunt at a place. GameError: invalid (location), level_too_low, not_enough_energy, too_fast."""
    ground = hunting_ground(place, context.character)
    energy = energy_after(context.character, context.now)
    rest(context)
    snapshot = _snapshot(context)
    result = resolve(context.character, snapshot, ground, energy)
    hunt_record.write(context, snapshot, result)
    return answer_of(context.character, context.seconds, snapshot, result)


def rest(context: OptimisticContext) -> None:
    """GameError too_fast within the pause of the last action of hunting, which is as long as that of all its hunts."""
    hunter = context.character
    limits.pause(hunter.hunted_at, context.now, tuning.HUNT_PAUSE_MS * hunter.hunted_times)


def _snapshot(context: OptimisticContext) -> HuntSnapshot:
    snapshot = hunt_snapshot(context.character, context.now)
    if not begin_day(context, snapshot):
        return snapshot
    return hunt_snapshot(context.character, context.now)


def begin_day(context: OptimisticContext, read: HuntSnapshot | HuntRow) -> bool:
    """Once a day, the missions are dealt and a stale seed is replaced, with the character locked. Whether that was due now: then what was
    read has to be read again."""
    if not read.seed_is_stale and read.missions is not None:
        return False
    context.require_lock()
    if read.seed_is_stale:
        replace_seed(DiceSeed.objects.get(character=context.character, revealed_at__isnull=True), context.now)
    missions.deal(context.character, context.now)
    return True

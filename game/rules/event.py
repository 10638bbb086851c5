"""What events of the world, a clan and a pupil do to the reward of a hunt. They touch nothing else: no fight, no raid, no price."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from game.rules.battle import BattleEvent, EventName, XpBonus

EventKind = Literal["blood_moon", "staff"]
EventState = Literal["coming", "on", "over", "stopped"]


class EventOn(Struct, frozen=True, array_like=True):
    """An event that is on. xp, gold, drop: in percent, 100 changes nothing. marked: slugs of monsters; none means all."""

    id: int
    kind: EventKind
    title: str
    xp: int
    gold: int
    drop: int
    marked: tuple[str, ...]


def effect_on(monster: str, events: Sequence[EventOn], bonuses: Sequence[XpBonus] = ()) -> BattleEvent | None:
    """What the events that are on, and the hunter's bonuses, do to the reward for this monster (a slug); None if that is nothing.

    Of several events the best percentage counts, apart for xp, gold and drops; they are not multiplied. So no reward is ever
    raised by events above what one may give (tuning.EVENT_PERCENT_MOST). It names the events whose percentages counted. The
    percentages of the bonuses are added to that of xp.
    """
    xp, gold, drop, names = _of_events([event for event in events if not event.marked or monster in event.marked])
    counted = tuple(bonus for bonus in bonuses if bonus.percent)
    if not names and not counted:
        return None
    return BattleEvent(xp + sum(bonus.percent for bonus in counted), gold, drop, names, counted)


def _of_events(fitting: Sequence[EventOn]) -> tuple[int, int, int, tuple[EventName, ...]]:
    """The percentages of xp, gold and drops, and the names of the events that they are from."""
    if not fitting:
        return 100, 100, 100, ()
    xp, gold, drop = (max(percents) for percents in zip(*((e.xp, e.gold, e.drop) for e in fitting), strict=True))
    names = tuple(
        EventName(e.id, e.kind, e.title)
        for e in fitting
        if any(mine == best != 100 for mine, best in ((e.xp, xp), (e.gold, gold), (e.drop, drop)))
    )
    return xp, gold, drop, names


def bonuses_of(*, clan: int, clan_tag: str, mentor: int) -> tuple[XpBonus, ...]:
    """The bonuses of a hunter, by the percentages of its clan and of being a mentor."""
    return XpBonus("clan", clan, clan_tag), XpBonus("mentor", mentor, "")


def event_state(*, starts_in: float, ends_in: float, stopped: bool) -> EventState:
    """starts_in, ends_in: seconds until then. The first moment belongs to an event, and the last one does not."""
    if stopped:
        return "stopped"
    if starts_in > 0:
        return "coming"
    return "on" if ends_in > 0 else "over"

"""Several hunts in one action: when it stops."""

from typing import Literal

from game.rules import tuning

Stop = Literal["find", "hurt", "energy", "times"]


def stops(*, hunted: int, times: int, hp: int, hp_max: int, energy: int, found: bool) -> Stop | None:
    """Why no further hunt follows, or None. All values are those after the last hunt.

    found: it brought something that does not stack, such as gear. Several reasons at once: the first of Stop is named.
    """
    if found:
        return "find"
    if hp * 100 < hp_max * tuning.HURT_PERCENT:
        return "hurt"
    if energy < tuning.HUNT_ENERGY and hunted < times:
        return "energy"
    return "times" if hunted >= times else None

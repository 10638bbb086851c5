"""A change of a raid that its watchers are told: by the fold, the settlement, or the staff."""

from msgspec import Struct

from game.rules.raid import RaidState
from game.rules.raid_fold import RaidTally


class RaidUpdate(Struct, frozen=True):
    """seq: rises by one with each update of a raid. hits: counted or late hits that this update numbered. phase: the index of the
    boss's phase. killer: name of the hunter of the killing blow."""

    raid: int
    seq: int
    state: RaidState
    tally: RaidTally
    hits: int
    phase: int
    killer: str | None = None

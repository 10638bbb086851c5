"""The phases of a boss as the page of its raid lists them."""

from typing import Literal

from msgspec import Struct

from game.queries.raid import RaidView
from game.rules.raid_hit import PhaseKind
from game.rules.raid_v1 import ENRAGED_PERCENT, PHASE_PERCENT

NUMERALS = ("I", "II", "III", "IV", "V", "VI")
EFFECTS: dict[PhaseKind, str] = {
    "plain": "Hits land as they are.",
    "adds": f"Others stand in the way: a hit does {PHASE_PERCENT['adds']}\u00a0% of its damage.",
    "weak_spot": f"A weak spot is open: a hit does {PHASE_PERCENT['weak_spot']}\u00a0% of its damage.",
    "enrage": f"It strikes back: each of your hits costs you {ENRAGED_PERCENT}\u00a0% of your full health.",
}


class PhaseView(Struct, frozen=True):
    """below: percent of the health at which it begins. effect: what it means for a hit."""

    kind: PhaseKind
    numeral: str
    name: str
    text: str
    below: int
    effect: str
    status: Literal["past", "now", "ahead"]


def phase_views(raid: RaidView) -> list[PhaseView]:
    """Before the fight all are ahead; after it those that came are past."""
    reached = -1 if raid.state == "gathering" else raid.phase
    found = []
    for index, phase in enumerate(raid.phases):
        status: Literal["past", "now", "ahead"] = "ahead" if index > reached else "past"
        if index == reached and raid.state == "fighting":
            status = "now"
        found.append(PhaseView(
            phase.kind, NUMERALS[index], phase.name, phase.text, phase.below, EFFECTS[phase.kind], status,
        ))  # fmt: skip
    return found

"""How urgent a report is: how many reported it, how far each of them was right before, what it is about, and how long it waits."""

from msgspec import Struct

REASON_FACTORS = {"staff": 2.0, "fraud": 1.5, "insult": 1.5, "cheat": 1.25, "spam": 1.0, "other": 1.0}
"""Who pretends to be staff, or cheats somebody out of goods, does harm that grows while nobody looks."""
HOURS_AS_ONE = 12
"""So many hours of waiting count like one more reporter."""


class ReportScore(Struct, frozen=True):
    """The parts of a score. trust: the sum of the reporters' trust. factor: of the reason. waiting: points for the time."""

    reporters: int
    trust: float
    factor: float
    waiting: float

    @property
    def total(self) -> float:
        return self.trust * self.factor + self.waiting


def trust(upheld: int, dismissed: int) -> float:
    """What one reporter counts: 1 without a record, towards 2 with upheld reports, towards 0 with dismissed ones.

    Twice the estimate of Laplace's rule of succession, (s + 1) / (n + 2), for the chance that the next report is upheld (P.-S. Laplace,
    Essai philosophique sur les probabilités, 1814): it does not take one lucky report for certainty.
    """
    return 2 * (upheld + 1) / (upheld + dismissed + 2)


def urgency(trusts: float, reason: str, since: float) -> float:
    """since: when it was reported first, in seconds since 1970.

    The key of the queue, the highest first. It is the score without the present time, which all reports share, so that a stored
    value stays right while they wait. Adding points for waiting is the aging of schedulers (A. Silberschatz et al., Operating System
    Concepts, chapter 5): no report waits for ever behind newer ones."""
    return trusts * REASON_FACTORS.get(reason, 1.0) - since / 3600 / HOURS_AS_ONE


def score(reporters: int, trusts: float, reason: str, waited: float) -> ReportScore:
    """waited: seconds. total: trust × factor + hours / HOURS_AS_ONE."""
    return ReportScore(reporters, trusts, REASON_FACTORS.get(reason, 1.0), waited / 3600 / HOURS_AS_ONE)

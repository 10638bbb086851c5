"""Durations of any number of requests in a fixed number of counts, from which percentiles are read."""

from math import ceil, log

SHORTEST, LONGEST, STEP = 0.001, 3600.0, 1.1
"""Seconds; each count goes up to STEP times the one before. So a percentile is at most a tenth too high."""
SIZE = ceil(log(LONGEST / SHORTEST, STEP)) + 1


class Durations:
    def __init__(self) -> None:
        self.counts = [0] * SIZE
        self.total = 0
        self.longest = 0.0

    def add(self, seconds: float) -> None:
        place = ceil(log(seconds / SHORTEST, STEP)) if seconds > SHORTEST else 0
        self.counts[min(place, SIZE - 1)] += 1
        self.total += 1
        self.longest = max(self.longest, seconds)

    def percentile(self, share: float) -> float:
        """Seconds that this share (0 to 1) of the requests did not exceed; 0 without requests."""
        rank, seen = ceil(share * self.total), 0
        for place, count in enumerate(self.counts):
            seen += count
            if count and seen >= rank:
                return min(SHORTEST * STEP**place, self.longest)
        return 0.0

"""How often something may be done by each of many, at once and in the long run. Kept in the memory of one process, which costs a
microsecond; Redis would cost more than most calls that it would limit."""

from math import ceil

KEYS_MAX = 20_000


class Allowance:
    """Generic cell rate algorithm (ITU-T I.371): each use moves the moment at which a key has its whole allowance again, and that moment may
    be at most `at_once` uses ahead. Threads share one; a use that two of them overwrite for each other is not counted twice."""

    def __init__(self, at_once: int, per_second: float) -> None:
        """at_once: uses without a pause. per_second: so many come back."""
        self.step = 1 / per_second
        self.ahead = at_once * self.step
        self.whole_at: dict[str, float] = {}

    def wait(self, key: str, now: float) -> int:
        """Count one use. 0 when it is allowed, otherwise whole seconds until the next one is; a refused use does not count.

        now: seconds by a clock that nobody sets.
        """
        whole_at = max(self.whole_at.get(key, 0.0), now) + self.step
        if whole_at - now > self.ahead:
            return ceil(whole_at - now - self.ahead)
        if len(self.whole_at) >= KEYS_MAX:
            self.forget(now)
        self.whole_at[key] = whole_at
        return 0

    def forget(self, now: float) -> None:
        """Drop the keys that have their whole allowance, and if those are few, all: that many clients cannot be told apart."""
        left = {key: moment for key, moment in list(self.whole_at.items()) if moment > now}
        self.whole_at = left if len(left) < KEYS_MAX // 2 else {}

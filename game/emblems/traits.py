"""What makes an entry's emblem differ from others of its family: choices drawn from a hash of the entry's slug.

Every choice has its own key, so that a new choice in one drawing moves nothing in the others.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
STEPS = 1 << 16
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
AGAIN = {
    "item/bog-oak-mattock": "!", "item/card-sharps-cuffs": "!", "item/court-writ-of-mending": "!", "item/duck-and-samphire": "!",
    "item/paper-crown": "!", "item/penny-nailed-clogs": "!",
}  # fmt: skip
"""Entries whose first drawing was too similar to another: this is added to the seed, for another drawing."""


class Traits:
    def __init__(self, seed: str, form: str | None = None) -> None:
        """form: the one that the entry's name suggests; it takes precedence over a random form."""
        self.seed, self.named_form = seed + AGAIN.get(seed, ""), form

    def raw(self, key: str) -> int:
        """0 to 65535, the same for the same seed and key."""
        return int.from_bytes(blake2b(f"{self.seed}/{key}".encode(), digest_size=2).digest(), "big")

    def num(self, key: str, low: float, high: float) -> float:
        return low + (high - low) * self.raw(key) / (STEPS - 1)

    def whole(self, key: str, low: int, high: int) -> int:
        """low to high, both included."""
        return low + self.raw(key) * (high - low + 1) // STEPS

    def pick(self, key: str, options: Sequence[T]) -> T:
        return options[self.raw(key) * len(options) // STEPS]

    def form(self, key: str, options: Sequence[str]) -> str:
        """The form that the name suggests, if it is among the options; otherwise a random one."""
        return self.named_form if self.named_form is not None and self.named_form in options else self.pick(key, options)

    def chance(self, key: str, percent: int) -> bool:
        return self.raw(key) * 100 < percent * STEPS


def uid(kind: str, slug: str) -> str:
    """Six letters and digits that begin the ids of one emblem's gradients: several emblems can stand in one page."""
    left = int.from_bytes(blake2b(f"{kind}/{slug}".encode(), digest_size=5).digest(), "big")
    left, rest = divmod(left, 26)
    out = SIGNS[10 + rest]
    for _ in range(5):
        left, rest = divmod(left, 36)
        out += SIGNS[rest]
    return out

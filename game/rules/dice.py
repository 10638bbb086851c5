"""Dice anyone can check: a stream of numbers from HMAC-SHA256(server_seed, "client_seed:nonce:counter").

The stream is cut into big-endian 32-bit words, eight per block; the counter starts at 0 and rises by one per block. A number
below n takes the next word w, and the next again while w >= 2^32 - (2^32 mod n), so that all remainders are equally likely. The
number is w mod n. static/js/dice.js does the same in the browser; both must reproduce game/tests/vectors/dice.json.
"""

import hashlib
import hmac
from struct import Struct

WORD = 2**32
_eight_words = Struct(">8I").unpack


def commitment(server_seed: str) -> str:
    """The hash that players see before a seed is used: SHA-256 of the seed's hex text, as hex."""
    return hashlib.sha256(server_seed.encode()).hexdigest()


class Dice:
    """The dice of one fight. server_seed: hex text, used as ASCII bytes. nonce: counts the fights of a seed."""

    __slots__ = ("_counter", "_key", "_prefix", "_words")

    def __init__(self, server_seed: str, client_seed: str, nonce: int) -> None:
        self._key = server_seed.encode()
        self._prefix = f"{client_seed}:{nonce}:"
        self._counter = 0
        self._words: list[int] = []

    def _word(self) -> int:
        if not self._words:
            block = hmac.digest(self._key, f"{self._prefix}{self._counter}".encode(), "sha256")
            self._counter += 1
            self._words = list(_eight_words(block))
            self._words.reverse()
        return self._words.pop()

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1, all equally likely. ValueError unless 1 <= n <= 2^32."""
        if not 1 <= n <= WORD:
            raise ValueError(f"a die needs 1 to 2^32 faces, not {n}")
        limit = WORD - WORD % n
        while (word := self._word()) >= limit:
            pass
        return word % n

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, permille: int) -> bool:
        """True in `permille` of a thousand cases."""
        return self.below(1000) < permille

    def pick(self, weights: list[int] | tuple[int, ...]) -> int:
        """The index of one of the weights, in proportion to them. ValueError when their sum is 0."""
        mark = self.below(sum(weights))
        for index, weight in enumerate(weights):
            mark -= weight
            if mark < 0:
                return index
        raise ValueError("weights must not be negative")

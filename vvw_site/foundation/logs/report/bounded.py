"""Counts by key with a bound: what does not fit is counted together."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Count = TypeVar("Count")


class Bounded(Generic[Count]):
    """At most `size` keys, those that came first. All later ones share the key `rest`."""

    def __init__(self, new: Callable[[], Count], size: int, rest: tuple[str, ...] = ("(others)",)) -> None:
        self.new, self.size, self.rest = new, size, rest
        self.by_key: dict[tuple[str, ...], Count] = {}

    def __getitem__(self, key: tuple[str, ...]) -> Count:
        if (found := self.by_key.get(key)) is not None:
            return found
        return self.by_key.setdefault(key if len(self.by_key) < self.size else self.rest, self.new())

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], Count]]:
        return iter(self.by_key.items())

    def __len__(self) -> int:
        return len(self.by_key)

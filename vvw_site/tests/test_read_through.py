"""Cached values: computed when they are missing, stale while one request computes them, and dropped when invalidated."""

import time
from collections.abc import Iterator
from itertools import count

import pytest
from django.core.cache import cache

from vvw_site.foundation.read_through import drop_local_copies, invalidate, read_through, stale_while_revalidate


@pytest.fixture
def key(request: pytest.FixtureRequest) -> Iterator[str]:
    name: str = request.node.name
    invalidate(name)
    cache.delete(f"{name}:forgotten")
    yield name
    invalidate(name)


def test_a_value_that_is_invalidated_while_it_is_computed_is_not_stored(key: str) -> None:
    def outdated() -> int:
        invalidate(key)  # as an action that changes the data at the same time does
        return 1

    assert stale_while_revalidate(key, int, 300, outdated) == 1
    assert stale_while_revalidate(key, int, 300, lambda: 2) == 2


def test_a_value_is_served_until_it_is_invalidated(key: str) -> None:
    numbers = count(1)
    assert [stale_while_revalidate(key, int, 300, lambda: next(numbers)) for _ in range(3)] == [1, 1, 1]
    invalidate(key)
    assert [stale_while_revalidate(key, int, 300, lambda: next(numbers)) for _ in range(3)] == [2, 2, 2]


def test_a_stale_value_is_served_while_another_request_computes_the_new_one(key: str) -> None:
    assert stale_while_revalidate(key, int, 300, lambda: 1) == 1
    cache.delete(f"{key}:fresh")  # its time to live is over

    def compute() -> int:
        assert stale_while_revalidate(key, int, 300, lambda: pytest.fail("two requests compute at once")) == 1
        return 2

    assert stale_while_revalidate(key, int, 300, compute) == 2
    assert stale_while_revalidate(key, int, 300, lambda: 3) == 2


def test_a_local_copy_is_served_until_it_expires_or_is_dropped(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stale_while_revalidate(key, int, 300, lambda: 1, 60) == 1
    cache.delete_many([key, f"{key}:fresh"])
    assert stale_while_revalidate(key, int, 300, lambda: 2, 60) == 1, "the copy of this process"
    later = time.monotonic() + 61
    monkeypatch.setattr("vvw_site.foundation.read_through.monotonic", lambda: later)
    assert stale_while_revalidate(key, int, 300, lambda: 3, 60) == 3
    drop_local_copies()
    cache.delete_many([key, f"{key}:fresh"])
    assert stale_while_revalidate(key, int, 300, lambda: 4, 60) == 4


def test_a_plain_value_is_computed_once(key: str) -> None:
    numbers = count(1)
    assert [read_through(key, int, 300, lambda: next(numbers)) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("stored", ["not JSON", '"a word"', 7])
def test_a_value_of_another_shape_is_computed_again(key: str, stored: object) -> None:
    cache.set(key, stored, 300)
    cache.set(f"{key}:fresh", 1, 300)
    assert read_through(key, int, 300, lambda: 5) == 5
    cache.set(key, stored, 300)
    assert stale_while_revalidate(key, int, 300, lambda: 6) == 6

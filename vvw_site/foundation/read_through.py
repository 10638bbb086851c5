"""Values in the cache that are computed when they are missing. They are stored as JSON, with a time to live."""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from threading import Lock
from time import monotonic, sleep
from typing import Any, TypeVar

import msgspec
from django.core.cache import cache

T = TypeVar("T")
STALE_FACTOR = 10
"""A stale value is served for this many times its time to live."""
INVALIDATED_SECONDS = 600
"""How long an invalidation is remembered: longer than any value takes to compute."""
WAIT_SECONDS, WAIT_STEP = 3, 0.05
"""How long a request waits for the one that computes, and how often it looks."""
_computing = Lock()
_local: dict[str, tuple[float, Any]] = {}
"""Copies in this process: until when they are served (by the monotonic clock), and the value."""


def stale_while_revalidate(key: str, shape: Any, seconds: int, compute: Callable[[], T], local_seconds: float = 0) -> T:
    """The value under `key`, computed when it is missing or older than `seconds`. shape: its type, as msgspec reads it.

    When it is too old, one request computes it and the others get the stale value meanwhile. A value that is invalidated
    while it is computed is not stored. Without Redis each request computes its own. local_seconds: how long each process
    serves a copy of its own; only for small key sets.
    """
    value: T
    if local_seconds:
        until, value = _local.get(key, (0.0, None))
        if monotonic() < until:
            return value
        value = stale_while_revalidate(key, shape, seconds, compute)
        _local[key] = monotonic() + local_seconds, value
        return value
    found = cache.get_many([key, f"{key}:fresh", f"{key}:forgotten"])
    stale: T | None = _decoded(found.get(key), shape)
    if stale is not None and (f"{key}:fresh" in found or not cache.add(f"{key}:guard", 1, 10)):
        return stale
    # The one before may have ended after the look and before the guard was taken.
    if stale is not None and (newest := _newest(key, shape)) is not None:
        cache.delete(f"{key}:guard")
        return newest  # type: ignore[no-any-return]  # of the shape T
    value = compute()
    if cache.get(f"{key}:forgotten") == found.get(f"{key}:forgotten"):
        cache.set(key, msgspec.json.encode(value).decode(), seconds * STALE_FACTOR)
        cache.set(f"{key}:fresh", 1, seconds)
    cache.delete(f"{key}:guard")
    return value


def read_through(key: str, shape: Any, seconds: int, compute: Callable[[], T]) -> T:
    """The value under `key`, computed when it is missing. For keys that one player reads: concurrent requests are rare, so
    there is no guard against them."""
    stored: T | None = _decoded(cache.get(key), shape)
    if stored is not None:
        return stored
    value = compute()
    cache.set(key, msgspec.json.encode(value).decode(), seconds)
    return value


def compute_once(key: str, seconds: int, compute: Callable[[], bytes]) -> bytes:
    """The bytes under `key`, computed when they are missing. For what takes long and never changes, such as a picture.

    Of many requests at once one computes, in this process and, through the cache, in the others. Those that wait longer than
    WAIT_SECONDS compute their own, and so does every process without Redis.
    """
    with _computing:
        waited = 0.0
        while True:
            if (stored := _bytes_at(key)) is not None:
                return stored
            if waited >= WAIT_SECONDS or cache.add(f"{key}:guard", 1, WAIT_SECONDS):
                break
            sleep(WAIT_STEP)
            waited += WAIT_STEP
        # The one before may have ended after the look and before the guard was taken.
        value = _bytes_at(key)
        if value is None:
            value = compute()
            cache.set(key, b64encode(value).decode(), seconds)
        cache.delete(f"{key}:guard")
        return value


def _newest(key: str, shape: Any) -> Any:
    """The value if it is fresh, else None."""
    found = cache.get_many([key, f"{key}:fresh"])
    return _decoded(found.get(key), shape) if f"{key}:fresh" in found else None


def _bytes_at(key: str) -> bytes | None:
    stored = cache.get(key)
    return b64decode(stored) if isinstance(stored, str) else None


def _decoded(stored: Any, shape: Any) -> Any:
    """None for nothing, and for a value that another version of the code has stored."""
    if not isinstance(stored, str):
        return None
    try:
        return msgspec.json.decode(stored, type=shape)
    except msgspec.DecodeError:
        return None


def invalidate(key: str) -> None:
    """Drop a value that has changed. Other processes serve their local copy until it expires."""
    _local.pop(key, None)
    cache.set(f"{key}:forgotten", secrets.token_hex(8), INVALIDATED_SECONDS)
    cache.delete_many([key, f"{key}:fresh"])


def expire(key: str) -> None:
    """Make a value count as older than its time to live: one request computes it, and the others get the stale one meanwhile."""
    _local.pop(key, None)
    cache.delete(f"{key}:fresh")


def drop_local_copies() -> None:
    """Drop this process's copies. The cache keeps its values."""
    _local.clear()

"""Answers that many ask for and that may be a little old: in Redis with a time to live, refilled by one request at a time."""

import secrets
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

import msgspec
from django.core.cache import cache

T = TypeVar("T")
FORGOTTEN_SECONDS = 600
"""Longer than any value takes to be made."""
_near: dict[str, tuple[float, Any]] = {}
"""Until when (monotonic), and what."""


def remembered(key: str, shape: type[T], seconds: int, make: Callable[[], T], near: float = 0) -> T:
    """The value under `key`, made anew when it is missing or older than `seconds`.

    An old value stays for ten times as long: while one request makes the new one, the others get the old. A value that was
    forgotten while it was being made is not kept. Without Redis everybody makes his own. near: so many seconds each process
    remembers it by itself; for keys that are few.
    """
    if near:
        until, value = _near.get(key, (0.0, None))
        if monotonic() < until:
            return value
        value = remembered(key, shape, seconds, make)
        _near[key] = monotonic() + near, value
        return value
    found = cache.get_many([key, f"{key}:fresh", f"{key}:forgotten"])
    old = _decoded(found.get(key), shape)
    if old is not None and (f"{key}:fresh" in found or not cache.add(f"{key}:guard", 1, 10)):
        return old
    value = make()
    if cache.get(f"{key}:forgotten") == found.get(f"{key}:forgotten"):
        cache.set(key, msgspec.json.encode(value).decode(), seconds * 10)
        cache.set(f"{key}:fresh", 1, seconds)
    cache.delete(f"{key}:guard")
    return value


def kept(key: str, shape: Any, seconds: int, make: Callable[[], T]) -> T:
    """The value under `key`, made when it is missing: for keys that one asks for alone, so that nobody waits or is spared."""
    old = _decoded(cache.get(key), shape)
    if old is not None:
        return old
    value = make()
    cache.set(key, msgspec.json.encode(value).decode(), seconds)
    return value


def _decoded(stored: Any, shape: Any) -> Any:
    """None for nothing, and for what another version of the code may have left."""
    if not isinstance(stored, str):
        return None
    try:
        return msgspec.json.decode(stored, type=shape)
    except msgspec.DecodeError:
        return None


def forget(key: str) -> None:
    """Drop a value that has changed. Other processes remember it for `near` seconds at the most."""
    _near.pop(key, None)
    cache.set(f"{key}:forgotten", secrets.token_hex(8), FORGOTTEN_SECONDS)
    cache.delete_many([key, f"{key}:fresh"])


def forget_all() -> None:
    """What this process remembers by itself; the cache is not touched."""
    _near.clear()

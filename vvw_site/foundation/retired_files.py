"""Files with a hash in their name, after the version that named them: a page in somebody's cache may still ask for them for a day."""

from collections.abc import Iterable, Mapping

KEPT_SECONDS = 24 * 3600
"""Longer than a page may stay in a cache, and than a tab usually stays open over a release."""


def still_kept(kept: Mapping[str, int], dropped: Iterable[str], served: Iterable[str], now: int) -> dict[str, int]:
    """The retired files that stay, by path, each with the second since 1970 until which it does.

    kept: those of the version before, as this function returned them. dropped: files that the version before named. served:
    files of the version now. now: in seconds since 1970.
    """
    again = set(served)
    until = dict.fromkeys(dropped, now + KEPT_SECONDS) | dict(kept)
    return {path: end for path, end in sorted(until.items()) if end > now and path not in again}

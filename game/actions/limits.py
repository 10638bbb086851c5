"""Limits below a minute, atomic in Redis. A Redis that does not answer lets everybody through: speed is lost, not play."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog
from django.conf import settings
from django_redis import get_redis_connection
from redis.exceptions import RedisError

from game.rules.errors import GameError

log = structlog.get_logger("game.limits")


_unpaced: ContextVar[bool] = ContextVar("unpaced", default=False)


@contextmanager
def unpaced() -> Iterator[None]:
    """No limits within: for the site's own doings, such as filling a demo world."""
    token = _unpaced.set(True)
    try:
        yield
    finally:
        _unpaced.reset(token)


def pace(what: str, who: int, milliseconds: int) -> None:
    """At most one `what` of `who` in the given time. GameError too_fast otherwise (asked, not enforced, in bench)."""
    if _unpaced.get():
        return
    try:
        free = get_redis_connection("default").set(f"pace:{what}:{who}", 1, px=milliseconds, nx=True)
    except RedisError as error:
        log.warning("limit not asked", what=what, error=str(error))
        return
    if not free and settings.LIMITS_ENFORCED:
        raise GameError("too_fast", "One at a time: wait a moment and try again.", retry_after=-(-milliseconds // 1000))

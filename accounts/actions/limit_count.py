"""Counting rate limits in Postgres, while Redis is down."""

import math
from datetime import datetime

from django.utils import timezone

from accounts.models import LimitCount
from vvw_site.foundation.database.statement import Statement


def count_one(key: str, seconds: int) -> tuple[int, int]:
    """Count one attempt, in one statement. Returns the attempts in the window, and the seconds until the window ends."""
    count, ends_at = _COUNT.row(key=key, now=timezone.now(), seconds=seconds)
    return count, _seconds_until(ends_at)


def counted(key: str) -> tuple[int, int]:
    """The attempts in the window, and the seconds until the window ends; 0 and 0 without a window."""
    found = LimitCount.objects.filter(key=key, ends_at__gt=timezone.now()).first()
    return (found.count, _seconds_until(found.ends_at)) if found else (0, 0)


def reset_count(key: str) -> None:
    LimitCount.objects.filter(key=key).delete()


def sweep_limits() -> int:
    """Delete the counts whose window has ended."""
    return LimitCount.objects.filter(ends_at__lt=timezone.now()).delete()[0]


def _seconds_until(ends_at: datetime) -> int:
    return max(math.ceil((ends_at - timezone.now()).total_seconds()), 1)


_COUNT = Statement(
    """INSERT INTO accounts_limitcount AS stored (key, count, ends_at)
    VALUES (%(key)s, 1, %(now)s::timestamptz + make_interval(secs => %(seconds)s::float))
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN stored.ends_at <= %(now)s::timestamptz THEN 1 ELSE least(stored.count + 1, 1000000) END,
        ends_at = CASE WHEN stored.ends_at <= %(now)s::timestamptz THEN excluded.ends_at ELSE stored.ends_at END
    RETURNING json_build_array(count, ends_at)::text""",
    tuple[int, datetime],
)

"""When a job is due: its windows of time, and the same times for beat."""

from datetime import UTC, datetime, timedelta

from celery.schedules import crontab
from msgspec import Struct

_DAY_ZERO = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday; windows are counted from here."""


class Every(Struct, frozen=True):
    """Windows of so many seconds each. after: seconds after each multiple of it at which a window begins."""

    seconds: int
    after: int = 0

    def window_at(self, moment: datetime) -> datetime:
        """The start of the window in which the moment lies."""
        period = timedelta(seconds=self.seconds)
        first = _DAY_ZERO + timedelta(seconds=self.after)
        return first + (moment - first) // period * period

    @property
    def in_words(self) -> str:
        """Such as `every 10 minutes` or `every day at 04:07 UTC`."""
        begins = self.window_at(_DAY_ZERO + timedelta(seconds=self.after))
        if self.seconds % (24 * 3600) == 0:
            days = self.seconds // (24 * 3600)
            period = {1: "every day", 7: f"every {begins:%A}"}.get(days, f"every {days} days")
            return f"{period} at {begins:%H:%M} UTC"
        if self.seconds == 3600:
            return f"every hour at :{begins:%M}"
        count, unit = (self.seconds // 60, "minute") if self.seconds % 60 == 0 else (self.seconds, "second")
        return f"every {unit}" if count == 1 else f"every {count} {unit}s"

    @property
    def beat_schedule(self) -> float | crontab:
        """For Celery's beat. A window of an hour or a day begins at a minute of the clock; beat counts shorter ones from its start."""
        minute = self.after // 60
        if self.seconds == 24 * 3600:
            return crontab(hour=minute // 60, minute=minute % 60)
        if self.seconds == 3600:
            return crontab(minute=minute)
        if self.seconds % 60 == 0 and 3600 % self.seconds == 0 and self.seconds > 60:
            return crontab(minute=f"{minute % (self.seconds // 60)}-59/{self.seconds // 60}")
        return float(self.seconds)


def hourly(minute: int) -> Every:
    return Every(3600, minute * 60)


def daily(hour: int, minute: int) -> Every:
    """At this time of the UTC day."""
    return Every(24 * 3600, (hour * 60 + minute) * 60)

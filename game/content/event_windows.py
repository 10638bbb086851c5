"""When the Blood Moon stands over the city: from midnight to midnight (UTC) on the first Sunday of each month. And what it says."""

from calendar import SUNDAY
from datetime import UTC, datetime, timedelta

from msgspec import Struct

HOURS = 24
TITLE = "Blood Moon"
TEXT = (
    "The red moon is full, and the city does not sleep for a night and a day. Whatever you hunt under it teaches more, "
    "carries more and drops more. Nobody has asked the moon why; it does not look like a moon that answers."
)


class BloodMoonWindow(Struct, frozen=True):
    starts_at: datetime
    ends_at: datetime


def blood_moon_of(year: int, month: int) -> BloodMoonWindow:
    """The Blood Moon of a month."""
    first = datetime(year, month, 1, tzinfo=UTC)
    starts = first + timedelta(days=(SUNDAY - first.weekday()) % 7)
    return BloodMoonWindow(starts, starts + timedelta(hours=HOURS))


def blood_moons_from(moment: datetime, months: int) -> list[BloodMoonWindow]:
    """The Blood Moons that are not over at the moment, of its month and of those after it: so many months in all."""
    moment = moment.astimezone(UTC)
    first = moment.year * 12 + moment.month - 1
    found = (blood_moon_of(number // 12, number % 12 + 1) for number in range(first, first + months))
    return [window for window in found if moment < window.ends_at]

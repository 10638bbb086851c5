"""When seasons begin and end: eight weeks each, from a Monday to a Monday."""

WEEKS = 8
SECONDS = WEEKS * 7 * 86_400
FIRST = 1_793_577_600
"""The start of the first possible season in seconds since 1970: Monday, 2 November 2026, 00:00 UTC."""
LEAST_SECONDS = 7 * 86_400
"""A season that would be shorter than this goes on to the end of the next one in the calendar."""


def season_start(moment: int) -> int:
    """The start of the calendar season in which the moment lies. Both in seconds since 1970."""
    return FIRST + (moment - FIRST) // SECONDS * SECONDS


def next_season(ends_at: int, now: int) -> tuple[int, int]:
    """(start, end) of the season that follows one which ends at `ends_at`. All in seconds since 1970.

    On time or a little late it begins where the other one ended. After a downtime over several seasons it is the one of the
    calendar in which `now` lies. A season that the staff end early is followed at once.
    """
    start = now if now < ends_at else max(ends_at, season_start(now))
    end = season_start(max(start, now)) + SECONDS
    return start, end if end - start >= LEAST_SECONDS else end + SECONDS

"""When seasons begin and end: eight weeks each, from a Monday to a Monday."""

WEEKS = 8
SECONDS = WEEKS * 7 * 86_400
FIRST = 1_793_577_600
"""The start of the first possible season in seconds since 1970: Monday, 2 November 2026, 00:00 UTC."""


def season_start(moment: int) -> int:
    """The start of the calendar season in which the moment lies. Both in seconds since 1970."""
    return FIRST + (moment - FIRST) // SECONDS * SECONDS

"""Chances and quantities as text and as lengths of bars."""

import math

from seo_pages import words


def hundred(pieces: float) -> str:
    """Pieces per hundred hunts, with decimals for small numbers."""
    many = pieces * 100
    return f"{many:.0f}" if many >= 10 else f"{many:.1f}" if many >= 0.5 else f"{many:.2f}" if many >= 0.01 else "under 0.01"


def hunts_for_one(pieces: float) -> str:
    """Pieces per hunt -> average number of won hunts until one is found."""
    return words.number(max(1, round(1 / pieces)))


def quantity(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def one_in(chance: int) -> str:
    """Chance in ten-thousandths -> average number of kills per drop."""
    kills = 10_000 / chance
    return f"{kills:.1f}" if kills < 5 and chance not in (10_000, 5000, 2500) else words.number(round(kills))


def chance_text(chance: int) -> str:
    return words.percent(chance / 10)


def bar(chance: int) -> int:
    """A chance as the length of a bar: its square root, so that rare drops are visible."""
    return max(1, round(math.sqrt(chance / 10_000) * 100))

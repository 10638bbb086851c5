"""Charms: something small on a knotted cord."""

from game.emblems.finds import FINDS
from game.emblems.pen import Pen
from game.emblems.traits import Traits
from game.emblems.trinkets import TRINKETS

THINGS = FINDS | TRINKETS
COMMON = (
    "paw",
    "feather",
    "horn",
    "doll",
    "bell",
    "eye",
    "coin",
    "bottle",
    "moth",
    "candle",
    "card",
    "pebble",
    "nail",
    "cross",
)
"""What a charm is whose name shows nothing."""


def charm(pen: Pen, t: Traits, rank: int) -> None:
    """Something small on a knotted cord, with beads."""
    pen.line("M48 28 C36 20 34 4 48 4 C62 4 60 20 48 28", "ink", 4)
    pen.line("M48 28 C36 20 34 4 48 4 C62 4 60 20 48 28", "cloth.lit", 2.2)
    form = t.named_form if t.named_form in THINGS else t.pick("form", COMMON)
    with pen.group('transform="translate(4.8 2.4) scale(.9)"'):
        THINGS[form](pen, t, rank)
    pen.dot(48, 30, 4.2, "gem" if rank else "wood", rim=True)
    for i in range(t.whole("beads", 1, 2) + rank // 2):
        pen.dot(34 - i * 7, 30 + i * 4, 2.8, ("gem", "bone", "trim")[i % 3], rim=True, twin=True)

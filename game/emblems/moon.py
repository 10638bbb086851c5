"""The emblems of events of the world: the Blood Moon over the roofs of the city, and the bell of the herald for all others."""

import math

from game.emblems.palette import oklch
from game.emblems.traits import Traits

EVENTS = ("blood-moon", "herald")
RED, NIGHT, BRASS = 24.0, 300.0, 82.0
"""Hues in degrees of OKLCH."""


def event_emblem(slug: str) -> str:
    """slug: one of EVENTS."""
    return _svg(_blood_moon() if slug == "blood-moon" else _herald())


def _svg(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">{inner}</svg>'


def _blood_moon() -> str:
    t = Traits("event/blood-moon")
    x, y, r = 48.0, 42.0, 27.0
    defs = (
        f'<defs><radialGradient id="s" cx="50%" cy="44%" r="62%"><stop offset="0" stop-color="{oklch(0.34, 0.12, RED)}"/>'
        f'<stop offset=".55" stop-color="{oklch(0.2, 0.07, RED)}"/><stop offset="1" stop-color="{oklch(0.12, 0.03, NIGHT)}"/></radialGradient>'
        f'<radialGradient id="m" cx="36%" cy="32%" r="78%"><stop offset="0" stop-color="{oklch(0.82, 0.13, 45)}"/>'
        f'<stop offset=".42" stop-color="{oklch(0.64, 0.2, 32)}"/><stop offset=".8" stop-color="{oklch(0.46, 0.17, RED)}"/>'
        f'<stop offset="1" stop-color="{oklch(0.3, 0.11, RED)}"/></radialGradient>'
        f'<clipPath id="c"><circle cx="{x}" cy="{y}" r="{r}"/></clipPath><clipPath id="f"><circle cx="48" cy="48" r="46"/></clipPath></defs>'
    )
    stars = "".join(
        f'<circle cx="{t.num(f"x{i}", 6, 90):.1f}" cy="{t.num(f"y{i}", 5, 62):.1f}" r="{t.num(f"r{i}", 0.3, 0.9):.1f}"/>'
        for i in range(16)
    )
    halo = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r + step}" fill="{oklch(0.6, 0.2, 28)}" fill-opacity="{0.16 - step / 110:.2f}"/>'
        for step in (14, 9.5, 5.5, 2.5)
    )
    seas = "".join(
        f'<ellipse cx="{x + dx}" cy="{y + dy}" rx="{rx}" ry="{ry}" transform="rotate({turn} {x + dx} {y + dy})"/>'
        for dx, dy, rx, ry, turn in ((-9, -8, 9, 6, -18), (6, -11, 5.5, 4, 12), (10, 3, 8, 6, 30), (-4, 8, 10, 5.5, 8), (-15, 3, 4, 6, 0))
    )  # fmt: skip
    craters = "".join(
        _crater(x, y, t.num(f"a{i}", 0, 6.28), t.num(f"d{i}", 4, 23), t.num(f"c{i}", 0.9, 2.6)) for i in range(11)
    )
    clouds = "".join(
        f'<path d="M{left} {top}q{wide / 4} -{tall} {wide / 2} 0t{wide / 2} 0q-{wide / 4} {tall * 0.9} -{wide / 2} {tall * 0.3}t-{wide / 2} -{tall * 0.3}Z"/>'
        for left, top, wide, tall in ((2, 50, 46, 4.6), (50, 57, 44, 4.2), (26, 63, 50, 4.4))
    )  # fmt: skip
    return (
        f'{defs}<g clip-path="url(#f)"><path d="M0 0H96V96H0Z" fill="url(#s)"/><g fill="{oklch(0.9, 0.04, 60)}" fill-opacity=".7">{stars}</g>'
        f'{halo}<circle cx="{x}" cy="{y}" r="{r}" fill="url(#m)"/><g clip-path="url(#c)"><g fill="{oklch(0.38, 0.14, RED)}" fill-opacity=".5">{seas}</g>'
        f'{craters}</g><g fill="{oklch(0.16, 0.05, RED)}" fill-opacity=".62">{clouds}</g>'
        f'<path d="{_roofs(t, "far", 76, 7)}" fill="{oklch(0.17, 0.05, RED)}"/><path d="{_roofs(t, "near", 84, 10)}" fill="{oklch(0.1, 0.02, NIGHT)}"/></g>'
        f'<circle cx="48" cy="48" r="46" fill="none" stroke="{oklch(0.46, 0.15, RED)}" stroke-width="1.6"/>'
        f'<circle cx="48" cy="48" r="43.6" fill="none" stroke="{oklch(0.8, 0.1, 60)}" stroke-opacity=".28" stroke-width=".6"/>'
    )


def _crater(x: float, y: float, angle: float, away: float, size: float) -> str:
    """A pit with its shadow, and the rim on which the light falls."""
    cx, cy = x + away * math.cos(angle), y + away * math.sin(angle)
    return (
        f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{size:.1f}" fill="{oklch(0.36, 0.13, RED)}" fill-opacity=".7"/>'
        f'<circle cx="{cx + size * 0.25:.1f}" cy="{cy + size * 0.3:.1f}" r="{size * 0.8:.1f}" fill="{oklch(0.62, 0.19, 34)}" fill-opacity=".6"/>'
    )


def _roofs(t: Traits, row: str, base: float, width: float) -> str:
    """Path data of gables, spires and chimneys across the picture, below the height `base`."""
    d, x, i = f"M-2 98L-2 {base:.0f}", -2.0, 0
    while x < 98:
        wide, eaves = width * t.num(f"{row}w{i}", 0.7, 1.4), base - t.num(f"{row}h{i}", -3, 5)
        form = t.pick(f"{row}{i}", ("gable", "gable", "spire", "flat"))
        middle = x + wide / 2
        if form == "gable":
            d += f"V{eaves:.1f}L{middle:.1f} {eaves - wide * 0.6:.1f}L{x + wide:.1f} {eaves:.1f}"
        elif form == "spire":
            d += f"V{eaves:.1f}L{middle - wide * 0.2:.1f} {eaves:.1f}L{middle:.1f} {eaves - wide * 1.5:.1f}L{middle + wide * 0.2:.1f} {eaves:.1f}H{x + wide:.1f}"
        else:
            d += f"V{eaves:.1f}H{middle:.1f}v-2.5h1.8v2.5H{x + wide:.1f}"
        x, i = x + wide, i + 1
    return f"{d}V98Z"


def _herald() -> str:
    """A bell that is struck, with rings of sound."""
    lit, mid, dark = oklch(0.86, 0.11, BRASS), oklch(0.68, 0.12, BRASS), oklch(0.42, 0.09, 70)
    rings = "".join(
        f'<path d="M{48 + side * reach} {40 - reach * 0.28:.0f}q{side * 6} {reach * 0.34:.0f} 0 {reach * 0.68:.0f}"/>' for side in (-1, 1) for reach in (29, 36)
    )  # fmt: skip
    return (
        f'<defs><radialGradient id="s" cx="50%" cy="40%" r="66%"><stop offset="0" stop-color="{oklch(0.32, 0.05, BRASS)}"/>'
        f'<stop offset="1" stop-color="{oklch(0.14, 0.02, 280)}"/></radialGradient>'
        f'<linearGradient id="b" x1="0" x2="1"><stop offset="0" stop-color="{lit}"/><stop offset=".5" stop-color="{mid}"/>'
        f'<stop offset="1" stop-color="{dark}"/></linearGradient></defs>'
        f'<circle cx="48" cy="48" r="46" fill="url(#s)"/><circle cx="48" cy="48" r="46" fill="none" stroke="{mid}" stroke-width="1.6"/>'
        f'<circle cx="48" cy="48" r="43.6" fill="none" stroke="{lit}" stroke-opacity=".3" stroke-width=".6"/>'
        f'<g fill="none" stroke="{lit}" stroke-opacity=".75" stroke-width="2.4" stroke-linecap="round">{rings}</g>'
        f'<circle cx="48" cy="20" r="4.4" fill="none" stroke="{mid}" stroke-width="3"/>'
        f'<path d="M48 24c-13 0-17 10-17 22c0 10-3 15-7 19h48c-4-4-7-9-7-19c0-12-4-22-17-22Z" fill="url(#b)" stroke="{dark}" stroke-width="1.4"/>'
        f'<path d="M29.5 57h37" stroke="{dark}" stroke-width="1.6"/><path d="M33 50h30" stroke="{dark}" stroke-opacity=".6"/>'
        f'<path d="M40 30c-4 4-5 10-5 17" fill="none" stroke="{oklch(0.95, 0.06, BRASS)}" stroke-width="2" stroke-opacity=".7" stroke-linecap="round"/>'
        f'<path d="M42 68a6 6 0 0 0 12 0Z" fill="{mid}" stroke="{dark}" stroke-width="1.4"/>'
    )

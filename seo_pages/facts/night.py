"""The drawing behind an entry's emblem, as path data: a moon over roofs, hills or thorns. The style sheet gives the colours."""

from typing import TypedDict

from seo_pages.facts.seeded_numbers import SeededNumbers
from seo_pages.facts.world import WikiWorld

WILD = frozenset({"camp", "cave", "field", "garden", "glade", "moor", "quarry", "shore", "swamp", "wood", "mine", "graveyard"})
THORNY = frozenset({"wood", "glade", "camp", "garden"})


class Moon(TypedDict):
    """x, y, r: the disc. lit: its lit part, as path data."""

    x: int
    y: int
    r: int
    lit: str


class Night(TypedDict):
    """far, near: two ridges; stars: dots; all as path data."""

    moon: Moon
    far: str
    near: str
    stars: str


def landscape_of(world: WikiWorld, region: str) -> str:
    """The landscape of a region: roofs, hills or thorns, depending on the kinds of its places."""
    kinds = [p.kind for p in world.places_in[region]]
    if sum(k in WILD for k in kinds) * 2 < len(kinds):
        return "roofs"
    return "thorns" if sum(k in THORNY for k in kinds) * 3 >= len(kinds) else "hills"


def night(name: str, landscape: str) -> Night:
    """A drawing of 400 x 120. name: determines the shapes. landscape: roofs, hills or thorns."""
    n = SeededNumbers(name)
    draw = {"roofs": _roofs, "hills": _hills, "thorns": _thorns}[landscape]
    return {
        "moon": _moon(n(346, 376), n(36, 50), n(14, 21), n(-8, 8)),
        "far": draw(n, 70, 92),
        "near": draw(n, 88, 110),
        "stars": "".join(f"M{n(4, 396)} {n(3, 60)}h0" for _ in range(10)),
    }


def _moon(x: int, y: int, r: int, phase: int) -> Moon:
    """A disc and its lit part: phase from -8 (new) to 8 (full), the horns to the left."""
    inner = round(r * abs(phase) / 8, 1)
    return {
        "x": x,
        "y": y,
        "r": r,
        "lit": f"M{x} {y - r}A{r} {r} 0 0 1 {x} {y + r}A{inner} {r} 0 0 {1 if phase > 0 else 0} {x} {y - r}Z",
    }


def _roofs(n: SeededNumbers, top: int, base: int) -> str:
    x, path = 0, f"M0 120V{n(top, base)}"
    while x < 400:
        wide, high = n(22, 54), n(top, base)
        if n(0, 2):
            path += f"V{high}l{wide // 2}-{n(6, 13)} {wide - wide // 2} {n(6, 13)}"
        else:
            path += f"V{high}h{wide // 3}v-{n(4, 9)}h4v{n(4, 9)}H{x + wide}"
        x += wide
    return path + "V120Z"


def _hills(n: SeededNumbers, top: int, base: int) -> str:
    path = f"M0 120V{n(top, base)}"
    for x in range(0, 400, 80):
        path += f"C{x + 28} {n(top, base)} {x + 52} {n(top, base)} {x + 80} {n(top, base)}"
    return path + "V120Z"


def _thorns(n: SeededNumbers, top: int, base: int) -> str:
    x, path = 0, f"M0 120V{base}"
    while x < 400:
        wide = n(18, 40)
        path += f"L{x + wide // 2} {n(top - 14, base - 6)} {x + wide} {n(base - 5, base + 3)}"
        x += wide
    return path + "V120Z"

"""Backdrops behind monsters: the region's skyline at both edges of the round window, different for each monster."""

from collections.abc import Callable

from game.emblems.pen import Pen
from game.emblems.traits import Traits


def backdrop(pen: Pen, t: Traits, region: str) -> None:
    """Draw it before the monster, on the whole square. A region without a skyline gets a random one."""
    draw = REGIONS.get(region) or t.pick("backdrop", tuple(REGIONS.values()))
    warp, pen.warp = pen.warp, None
    window = pen.define("w", "clipPath", '<circle cx="48" cy="48" r="45"/>')
    with pen.group(f'opacity=".75" clip-path="{window}"'):
        draw(pen, t)
    pen.warp = warp


def _edges(t: Traits, key: str, low: float, high: float) -> list[tuple[float, float]]:
    """Four positions, two at each edge, each with its own height."""
    return [
        (x + t.num(f"{key}-x{i}", -3, 3), t.num(f"{key}-y{i}", low, high) + (0 if i in (1, 2) else 8))
        for i, x in enumerate((11, 24, 72, 85))
    ]


def _fill(pen: Pen, d: str, paint: str = "aura.deep") -> None:
    pen.shape(d, paint, rim=False)


def roofs(pen: Pen, t: Traits) -> None:
    _fill(
        pen,
        "".join(f"M{x - 9} 98 L{x - 9} {y} L{x} {y - 11} L{x + 9} {y} L{x + 9} 98 Z " for x, y in _edges(t, "roof", 34, 62)),
    )
    for x, y in _edges(t, "roof", 34, 62):
        if t.chance(f"lit{x:.1f}", 70):
            _fill(pen, f"M{x - 2} {y + 3} L{x + 2} {y + 3} L{x + 2} {y + 9} L{x - 2} {y + 9} Z", "glow")


def masts(pen: Pen, t: Traits) -> None:
    d = ""
    for x, y in _edges(t, "mast", 14, 40):
        d += f"M{x} 96 L{x} {y} M{x - 8} {y + 12} L{x + 8} {y + 9} M{x - 6} {y + 26} L{x + 6} {y + 23} M{x} {y} L{x + (12 if x < 48 else -12)} 90 "
    pen.line(d, "aura.deep", 1.8)


def briars(pen: Pen, t: Traits) -> None:
    for x, y in _edges(t, "briar", 8, 34):
        out = 10 if x < 48 else -10
        pen.line(f"M{x} 98 C{x - out} 70 {x + out} 52 {x} {y} C{x - 2} {y - 6} {x + out} {y - 8} {x + out} {y}", "aura.deep", 3)
        pen.line("".join(f"M{x} {k} L{x + (7 if k % 4 else -7)} {k - 5} " for k in range(int(y) + 8, 90, 14)), "aura.deep", 2.2)


def reeds(pen: Pen, t: Traits) -> None:
    stalks, heads = "", ""
    for i in range(9):
        x = 5 + i * 4.4 if i < 5 else 70 + (i - 5) * 6.2
        y, lean = t.num(f"reed{i}", 24, 62), t.num(f"lean{i}", -5, 5)
        stalks += f"M{x} 98 L{x + lean} {y} "
        heads += f"M{x + lean * 0.95} {y + 11} L{x + lean} {y} "
    pen.line(stalks, "aura.deep", 1.6)
    pen.line(heads, "aura.dark", 4)


def graves(pen: Pen, t: Traits) -> None:
    for i, (x, y) in enumerate(_edges(t, "grave", 46, 66)):
        if t.chance(f"cross{i}", 45):
            _fill(pen, f"M{x - 2} 98 L{x - 2} {y - 2} L{x - 8} {y - 2} L{x - 8} {y - 6} L{x - 2} {y - 6} L{x - 2} {y - 14} L{x + 2} {y - 14} L{x + 2} {y - 6} L{x + 8} {y - 6} L{x + 8} {y - 2} L{x + 2} {y - 2} L{x + 2} 98 Z")  # fmt: skip
        else:
            _fill(pen, f"M{x - 7} 98 L{x - 7} {y} C{x - 7} {y - 11} {x + 7} {y - 11} {x + 7} {y} L{x + 7} 98 Z")


def weirs(pen: Pen, t: Traits) -> None:
    y, step = t.num("weir", 38, 60), t.num("span", 13, 19)
    d, x = f"M-2 98 L-2 {y} L98 {y} L98 98 ", t.num("first", 88, 96)
    while x > 4:
        d += f"L{x} 98 L{x} {y + 12} C{x} {y + 4} {x - step * 0.7} {y + 4} {x - step * 0.7} {y + 12} L{x - step * 0.7} 98 "
        x -= step
    _fill(pen, d + "Z")
    pen.line(f"M0 {y - 2} L96 {y - 2}", "aura.dark", 2, dash="5 3")


def drapes(pen: Pen, t: Traits) -> None:
    wide, tie = t.num("drape", 20, 34), t.num("tie", 46, 66)
    pen.pair(f"M0 2 L{wide + 12} 4 C{wide + 4} {tie - 18} {wide - 2} {tie - 8} 9 {tie} C{wide - 4} {tie + 12} {wide} 82 {wide} 98 L0 98 Z", "aura.deep", rim=False)  # fmt: skip
    pen.line(f"M{wide} 6 C{wide - 6} {tie - 22} 14 {tie - 10} 8 {tie} M{wide - 10} 8 C{wide - 12} 30 10 {tie - 14} 6 {tie}", "aura.dark", 1.3, twin=True)  # fmt: skip
    pen.line(f"M3 {tie} L13 {tie + 2}", "eye.dark", 2.6, twin=True)


def stacks(pen: Pen, t: Traits) -> None:
    for i, (x, y) in enumerate(_edges(t, "stack", 26, 54)):
        _fill(
            pen,
            f"M{x - 6} 98 L{x - 4} {y} L{x - 6} {y} L{x - 6} {y - 4} L{x + 6} {y - 4} L{x + 6} {y} L{x + 4} {y} L{x + 6} 98 Z",
        )
        if t.chance(f"smoke{i}", 60):
            pen.line(f"M{x} {y - 6} C{x + 9} {y - 12} {x - 7} {y - 17} {x + 3} {y - 25}", "aura.deep", 4, 0.7)


def shards(pen: Pen, t: Traits) -> None:
    d, lit = "", ""
    for i in range(6):
        y, long, up = 14 + (i % 3) * 26 + t.num(f"shard{i}", -7, 7), t.num(f"long{i}", 18, 34), t.num(f"up{i}", -14, 14)
        x, way = (2, 1) if i < 3 else (94, -1)
        d += f"M{x} {y - 7} L{x + way * long} {y + up} L{x} {y + 8} Z "
        lit += f"M{x} {y} L{x + way * long} {y + up} "
    _fill(pen, d)
    pen.line(lit, "aura.dark", 1.2)


def spires(pen: Pen, t: Traits) -> None:
    for i, (x, y) in enumerate(_edges(t, "spire", 36, 58)):
        w = t.num(f"wide{i}", 4, 7)
        _fill(pen, f"M{x - w} 98 L{x - w} {y} L{x - w - 2} {y} L{x} {y - 28} L{x + w + 2} {y} L{x + w} {y} L{x + w} 98 Z")
        pen.line(f"M{x} {y + 5} L{x} {y + 12}", "glow" if t.chance(f"bell{i}", 50) else "void", 2.4)


def fallen(pen: Pen, t: Traits) -> None:
    d = ""
    for i in range(7):
        x, y, long = t.num(f"fall-x{i}", 14, 92), t.num(f"fall-y{i}", 4, 66), t.num(f"fall-l{i}", 10, 26)
        d += f"M{x} {y} L{x - long * 0.7} {y + long} "
        pen.dot(x - long * 0.7, y + long, t.num(f"fall-r{i}", 1.6, 3.4), "aura.dark")
    pen.line(d, "aura.deep", 2.2)


def dial(pen: Pen, t: Traits) -> None:
    r, x = t.num("dial", 33, 41), t.num("dial-x", 40, 56)
    pen.ring(x, 46, r, r, "aura.deep", 6, t.num("dial-turn", 0, 30), 12)
    pen.ring(x, 46, r + 4, r + 4, "aura.deep", 1.4)
    a, b = t.num("hour-x", -30, 30), t.num("hour-y", -34, -20)
    pen.line(f"M{x} 46 L{x + a} {46 + b} M{x} 46 L{x - b} {46 + a}", "aura.dark", 2.6)


REGIONS: dict[str, Callable[[Pen, Traits], None]] = {
    "lanternrow": roofs, "tallow-docks": masts, "briarwold": briars, "saltmarrow-fen": reeds, "bonefields": graves,
    "greywater-weirs": weirs, "hollow-court": drapes, "ironmoot": stacks, "glasswarren": shards, "ashen-spires": spires,
    "moonfall-scar": fallen, "the-red-hour": dial,
}  # fmt: skip

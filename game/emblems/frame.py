"""The frame behind a drawing: the plate of an item, the medallion of a monster, the shield of a class. A higher rank has a richer frame."""

import math

from game.content.vocabulary import RARITIES
from game.emblems.paths import Point
from game.emblems.pen import Pen
from game.emblems.traits import Traits

PLATE = "M12 2 L84 2 L94 12 L94 84 L84 94 L12 94 L2 84 L2 12 Z"
PLATE_CLIP = '<path d="M12 2H84L94 12V84L84 94H12L2 84V12Z"/>'
INSET = "M13.5 6 L82.5 6 L90 13.5 L90 82.5 L82.5 90 L13.5 90 L6 82.5 L6 13.5 Z"
SHIELD = "M48 2 L12 8 C7 9 5 12 5 17 L5 46 C5 68 22 84 48 94"
SHIELD_IN = "M48 6.5 L13 12 C10 12.6 9 14 9 18 L9 46 C9 65 24 80 48 89.4"


class Warp:
    """Bends all points of a drawing in the same way about the axis: wider or narrower, longer or shorter, top- or bottom-heavy."""

    def __init__(self, t: Traits, wide: float, tall: float, taper: float) -> None:
        self.wide = t.num("wide", 1 - wide, 1 + wide)
        self.tall = t.num("tall", 1 - tall, 1 + tall)
        self.taper = t.num("taper", -taper, taper)

    def __call__(self, point: Point) -> Point:
        x, y = point
        return 48 + (x - 48) * self.wide * (1 + self.taper * (y - 48) / 48), 48 + (y - 48) * self.tall


def rays(pen: Pen, count: int, inner: float, outer: float, paint: str, opacity: float, turn: float = 0) -> None:
    """Beams about the middle, wider outwards; turn in degrees."""
    middle = (inner + outer) / 2
    pen.ring(48, 48, middle, middle, paint, outer - inner, turn, count, opacity)


def plate(pen: Pen, t: Traits, rarity: str, level: int) -> None:
    """An eight-cornered plate for items. Rarity adds line, studs, halo and rays; each dozen levels a notch on the lower edge."""
    rank = RARITIES.index(rarity)
    warp, pen.warp = pen.warp, None
    y = t.num("halo-y", 38, 54)
    pen.shape(PLATE, pen.radial("b", "back", "void", y=y), rim=False)
    if rank == 3:
        pen.dot(48, 48, 36, pen.radial("h", "aura.dark", "back", 48, 48, 36, fade=True), opacity=0.6)
    else:
        with pen.group(f'clip-path="{pen.define("p", "clipPath", PLATE_CLIP)}"'):
            if rank == 4:
                rays(pen, t.whole("rays", 9, 16) * 2, 12, 66, "aura.mid", 0.17, t.num("turn", 0, 30))
            else:
                _field(pen, t, rank)
    with pen.group('fill="none"'):
        pen.line(PLATE, "ink", 3)
        pen.line(PLATE, "aura.mid" if rank else "aura.dark", 1.8)
        if rank:
            pen.line(INSET, "aura.dark", 0.8, 0.9)
    if rank >= 2:
        size = 3 + rank * 0.9
        pen.pair(f"M7.5 {7.5 - size} L{7.5 + size} 7.5 L7.5 {7.5 + size} L{7.5 - size} 7.5 Z", "aura.lit")
        pen.pair(f"M7.5 {88.5 - size} L{7.5 + size} 88.5 L7.5 {88.5 + size} L{7.5 - size} 88.5 Z", "aura.mid")
    if rank >= 3:
        pen.whole("M48 1 L38 1 L44 6 L48 12", "aura.lit")
    if rank == 4:
        pen.pair("M2 38 L9 48 L2 58 Z", "aura.lit")
        pen.pair("M34 1 L28 1 L32 7 Z", "aura.mid")
    marks = level // 12
    for i in range(marks):
        pen.dot(48 + (i - (marks - 1) / 2) * 6, 92, 1.5, "aura.lit")
    pen.warp = warp


def _field(pen: Pen, t: Traits, rank: int) -> None:
    """The dim figure on a plate behind the thing: a moon, a window, bars of light, rings, a low sun or nothing."""
    form = t.pick("field", ("moon", "moon", "window", "beams", "rings", "hill", "plain"))
    x, r = t.num("moon-x", 30, 66), t.num("moon-r", 22, 32)
    if form == "moon":
        pen.dot(x, t.num("halo-y", 38, 54), r, "aura.deep", opacity=0.42)
        if rank < 2:
            pen.dot(x + t.num("phase", -14, 14), t.num("halo-y", 38, 54) - 4, r - 2, "void", opacity=0.55)
    elif form == "window":
        pen.whole(f"M48 {t.num('arch', 10, 20)} C34 18 {48 - r} 28 {48 - r} 44 L{48 - r} 86 L48 86", "aura.deep", False, 0.4)
    elif form == "beams":
        way, step = t.pick("way", (-1, 1)), t.num("step", 16, 24)
        for i in range(3):
            a = 18 + i * step
            pen.shape(f"M{48 + way * (a - 48)} 8 L{48 + way * (a - 38)} 8 L{48 + way * (a - 62)} 88 L{48 + way * (a - 76)} 88 Z", "aura.deep", False, 0.34)  # fmt: skip
    elif form == "rings":
        for i in range(3):
            pen.ring(x, 48, r - 10 + i * 11, r - 10 + i * 11, "aura.deep", 3.4, opacity=0.45)
    elif form == "hill":
        y = t.num("hill", 50, 66)
        pen.shape(f"M9 88 L9 {y + 8} C28 {y - 10} 62 {y - 12} 87 {y + 2} L87 88 Z", "aura.deep", False, 0.42)
        pen.dot(x, y - 18, r / 3, "aura.deep", opacity=0.6)


def medallion(pen: Pen, t: Traits, rank: str, level: int) -> None:
    """A round window on the night for monsters, the moon behind: thin and dim, full for an elite, red and thorned for a boss."""
    warp, pen.warp = pen.warp, None
    if rank == "boss":
        rays(pen, t.whole("thorns", 16, 26), 43, 47.6, "aura.mid", 1, t.num("turn", 0, 20))
    radius = 46 if rank == "common" else 43.5
    pen.dot(48, 48, radius, pen.radial("b", "back", "void", y=t.num("halo-y", 34, 50), r=48))
    side = t.pick("moon-side", (-1, 1))
    x, y = 48 + side * t.num("moon-x", 3, 11), t.num("moon-y", 36, 42)
    r = t.num("moon-r", 18, 22) + (4 if rank != "common" else 0)
    if rank == "common":
        bulge = side * r * t.num("phase", 0.1, 0.9)
        far = x - side * r * 1.33
        d = f"M{x} {y - r} C{far} {y - r} {far} {y + r} {x} {y + r} C{x - bulge} {y + r * 0.6} {x - bulge} {y - r * 0.6} {x} {y - r} Z"
        pen.shape(d, "moon.dark", rim=False, opacity=0.7)
    else:
        pen.dot(x, y, r, "moon.mid", opacity=0.9)
        pen.dot(x - r * 0.3, y - r * 0.25, r * 0.22, "moon.dark", opacity=0.4)
        pen.dot(x + r * 0.35, y + r * 0.2, r * 0.14, "moon.dark", opacity=0.4)
    for i in range(4):
        pen.dot(t.num(f"star-x{i}", 14, 82), t.num(f"star-y{i}", 12, 40), t.num(f"star-r{i}", 0.5, 1), "rim", opacity=0.7)
    pen.ring(48, 48, radius, radius, "ink", 3)
    pen.ring(48, 48, radius, radius, "aura.mid", 1.8)
    if rank == "elite":
        d = "M48 0.8 L43.2 5.2 L48 10 L52.8 5.2 Z M48 95.2 L43.2 90.8 L48 86 L52.8 90.8 Z "
        pen.shape(d + "M0.8 48 L5.2 43.2 L10 48 L5.2 52.8 Z M95.2 48 L90.8 43.2 L86 48 L90.8 52.8 Z", "aura.lit")
    marks = level // 10
    for i in range(marks):
        a = (i - (marks - 1) / 2) * 0.16 + (0.55 if rank == "elite" else 0)
        pen.dot(48 + radius * math.sin(a), 48 + radius * math.cos(a), 1.7, "aura.lit")
    pen.warp = warp


def shield(pen: Pen) -> None:
    """For classes and factions."""
    pen.whole(SHIELD, pen.radial("b", "back", "void"))
    pen.line(SHIELD, "aura.mid", 2, twin=True)
    pen.line(SHIELD_IN, "aura.dark", 0.9, twin=True)

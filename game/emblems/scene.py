"""The night scene of every place: sky, moon, far ridge, ground, and details that many places share."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits

WINDOW = "M48 3 C26 4 12 9 5 20 L5 90 C5 92 6 93 8 93 L48 93"
CLIP = '<path d="M48 3C26 4 12 9 5 20V90Q5 93 8 93H88Q91 93 91 90V20C84 9 70 4 48 3Z"/>'


def sky(pen: Pen, t: Traits) -> None:
    pen.shape("M0 0 L96 0 L96 96 L0 96 Z", "sky|", rim=False)
    for i in range(7):
        pen.dot(t.num(f"star-x{i}", 8, 88), t.num(f"star-y{i}", 7, 46), t.num(f"star-r{i}", 0.3, 0.9), "white", opacity=0.8)
    x, y, r = t.num("moon-x", 20, 76), t.num("moon-y", 17, 33), t.num("moon-r", 7, 12.5)
    pen.dot(x, y, r * 2.3, "moon.mid", opacity=0.1)
    pen.dot(x, y, r * 1.5, "moon.mid", opacity=0.13)
    phase = t.pick("phase", ("full", "crescent", "half", "gibbous"))
    if phase == "full":
        pen.dot(x, y, r, "moon.mid")
        pen.dot(x - r * 0.3, y - r * 0.2, r * 0.24, "moon.dark")
        pen.dot(x + r * 0.3, y + r * 0.35, r * 0.15, "moon.dark")
    else:
        bulge = {"crescent": -0.7, "half": 0.05, "gibbous": 0.8}[phase] * r * 1.3
        side = t.pick("moon-side", (-1, 1))
        pen.dot(x, y, r, "moon.deep", opacity=0.3)
        pen.shape(
            f"M{x} {y - r} C{x - side * r * 1.33} {y - r} {x - side * r * 1.33} {y + r} {x} {y + r} C{x + side * bulge} {y + r * 0.7} {x + side * bulge} {y - r * 0.7} {x} {y - r} Z",
            "moon.mid",
            rim=False,
        )
    for i in range(t.whole("clouds", 0, 2)):
        cx, cy, w = t.num(f"cloud-x{i}", 10, 86), t.num(f"cloud-y{i}", 16, 40), t.num(f"cloud-w{i}", 14, 26)
        pen.shape(
            f"M{cx - w} {cy} C{cx - w / 2} {cy - 4} {cx + w / 3} {cy - 5} {cx + w} {cy} C{cx + w / 2} {cy + 2.4} {cx - w / 2} {cy + 2.4} {cx - w} {cy} Z",
            "far.lit",
            rim=False,
            opacity=0.55,
        )


def ridge(pen: Pen, t: Traits) -> None:
    """The horizon: hills, firs, roofs or spires."""
    form = t.pick("far", ("hills", "firs", "roofs", "spires"))
    d, x, i = f"M-4 96 L-4 {t.num('far-l', 50, 58)} ", -4.0, 0
    while x < 98:
        step, y = t.num(f"far-s{i}", 7, 14), t.num(f"far-y{i}", 46, 58)
        if form == "hills":
            d += f"Q{x + step} {y - 4} {x + step * 2} {y + 3} "
            x += step
        elif form == "firs":
            d += f"L{x + step * 0.3} {y - 8} L{x + step * 0.6} {y + 4} "
        elif form == "roofs":
            d += f"L{x} {y + 2} L{x + step / 2} {y - 5} L{x + step} {y + 2} "
        else:
            d += f"L{x} {y + 4} L{x + step * 0.4} {y + 4} L{x + step * 0.55} {y - 12} L{x + step * 0.7} {y + 4} "
        x += step
        i += 1
    pen.shape(f"{d} L98 56 L98 96 Z", "far.dark", rim=False, opacity=0.85)


def ground(pen: Pen, t: Traits, y: float = 76, paint: str = "ground") -> None:
    a, b = t.num("ground-a", -3, 3), t.num("ground-b", -3, 3)
    pen.shape(f"M-2 {y + a} C24 {y + b} 66 {y - b} 98 {y - a} L98 98 L-2 98 Z", f"{paint}.dark", rim=False)
    pen.line(f"M-2 {y + a} C24 {y + b} 66 {y - b} 98 {y - a}", f"{paint}.lit", 0.9, 0.7)
    pen.shape(f"M-2 {y + 12} C30 {y + 8 + a} 60 {y + 14} 98 {y + 9 + b} L98 98 L-2 98 Z", f"{paint}.deep", rim=False)


def mist(pen: Pen, t: Traits) -> None:
    for i in range(2):
        y = t.num(f"mist-y{i}", 68, 84)
        x = t.num(f"mist-x{i}", 0, 60)
        pen.shape(
            f"M{x - 20} {y} C{x} {y - 4} {x + 36} {y - 4} {x + 56} {y} C{x + 36} {y + 3} {x} {y + 3} {x - 20} {y} Z",
            "rim",
            rim=False,
            opacity=0.22,
        )


def front(pen: Pen, t: Traits) -> None:
    """Something near, dark, at the lower edge."""
    form = t.pick("front", ("grass", "fence", "lamp", "stones", "branch", "none"))
    if form == "grass":
        d = "".join(
            f"M{x - 2} 98 L{x + t.num(f'lean{x}', -3, 3):.1f} {t.num(f'blade{x}', 81, 89):.1f} L{x + 2} 98 Z"
            for x in range(8, 92, 7)
        )
        pen.shape(d, "ink", rim=False)
    elif form == "fence":
        d = "".join(
            f"M{x} 98 L{x} 82 L{x + 1.4} 78 L{x + 2.8} 82 L{x + 2.8} 98 Z" for x in range(4, 96, 9) if t.chance(f"post{x}", 82)
        )
        pen.shape(f"{d} M0 86 L96 85 L96 87.4 L0 88.4 Z", "ink", rim=False)
    elif form == "lamp":
        x = t.pick("lamp-x", (13, 83))
        pen.dot(x, 52, 11, "glow", opacity=0.2)
        pen.shape(
            f"M{x - 1.4} 56 L{x + 1.4} 56 L{x + 2} 96 L{x - 2} 96 Z M{x - 4} 56 L{x + 4} 56 L{x + 5} 48 L{x} 43 L{x - 5} 48 Z",
            "ink",
        )
        pen.shape(f"M{x - 2.8} 54.6 L{x + 2.8} 54.6 L{x + 3.4} 49 L{x - 3.4} 49 Z", "glow", rim=False)
    elif form == "stones":
        for i, x in enumerate((8, 27, 66, 88)):
            r = t.num(f"rock{i}", 4, 8)
            pen.shape(f"M{x - r} 96 L{x - r * 0.7} {94 - r} L{x + r * 0.2} {92 - r} L{x + r} 96 Z", "ground.deep")
    elif form == "branch":
        pen.shape("M-2 6 C14 14 26 16 42 12 C30 18 24 19 18 19 L26 28 L14 19 C8 18 2 15 -2 12 Z", "ink", rim=False)


def arch(pen: Pen, t: Traits) -> None:
    """The window's frame, drawn last."""
    pen.line(WINDOW, "ink", 4, twin=True)
    pen.line(WINDOW, "aura.mid", 2, twin=True)
    pen.whole("M48 1 L43 4 L48 9", "aura.lit")
    if t.chance("sill", 50):
        pen.shape("M2 91 L94 91 L92 95 L4 95 Z", "aura.dark")


def panes(pen: Pen, spots: list[tuple[float, float]], w: float, h: float, pointed: bool = False) -> None:
    """Lit windows, each given by the middle of its sill."""
    glass = bars = ""
    for x, y in spots:
        top = (
            f"L{x - w / 2} {y - h} L{x + w / 2} {y - h}"
            if not pointed
            else f"L{x - w / 2} {y - h * 0.6} Q{x - w / 2} {y - h * 0.9} {x} {y - h * 1.1} Q{x + w / 2} {y - h * 0.9} {x + w / 2} {y - h * 0.6}"
        )
        glass += f"M{x - w / 2} {y} {top} L{x + w / 2} {y} Z "
        bars += f"M{x} {y} L{x} {y - h} M{x - w / 2} {y - h / 2} L{x + w / 2} {y - h / 2} "
    pen.shape(glass, "glow", rim=False)
    pen.line(bars, "ink", 0.7)


def house(pen: Pen, x: float, base: float, w: float, h: float, pitch: float, side: bool = True) -> None:
    """A gabled house whose front stands from x to x + w on base, walls h high, gable pitch above."""
    if side:
        pen.shape(f"M{x + w} {base} L{x + w} {base - h} L{x + w * 1.6} {base - h} L{x + w * 1.6} {base - 1} Z", "wall.deep")
        pen.shape(
            f"M{x + w / 2} {base - h - pitch} L{x + w * 1.15} {base - h - pitch + 1} L{x + w * 1.7} {base - h + 1} L{x + w * 1.04} {base - h + 2} Z",
            "roof.dark",
        )
    pen.shape(f"M{x} {base} L{x} {base - h} L{x + w / 2} {base - h - pitch} L{x + w} {base - h} L{x + w} {base} Z", "wall.mid")
    pen.shape(
        f"M{x - 2} {base - h + 1.6} L{x + w / 2} {base - h - pitch - 2} L{x + w + 2} {base - h + 1.6} L{x + w - 0.5} {base - h + 3.4} L{x + w / 2} {base - h - pitch + 1.6} L{x + 0.5} {base - h + 3.4} Z",
        "roof.mid",
    )


def door(pen: Pen, x: float, base: float, w: float, h: float, lit: bool = False) -> None:
    pen.shape(
        f"M{x - w / 2} {base} L{x - w / 2} {base - h * 0.6} Q{x - w / 2} {base - h} {x} {base - h} Q{x + w / 2} {base - h} {x + w / 2} {base - h * 0.6} L{x + w / 2} {base} Z",
        "glow" if lit else "ink",
        rim=False,
    )


def fir(pen: Pen, x: float, base: float, h: float, paint: str = "leaf.dark") -> None:
    w = h * 0.3
    pen.shape(
        f"M{x} {base - h} L{x - w * 0.5} {base - h * 0.6} L{x - w * 0.25} {base - h * 0.62} L{x - w * 0.8} {base - h * 0.3} L{x - w * 0.4} {base - h * 0.33} L{x - w} {base - 2} L{x - 1.5} {base - 3} L{x - 1.5} {base} L{x + 1.5} {base} L{x + 1.5} {base - 3} L{x + w} {base - 2} L{x + w * 0.4} {base - h * 0.33} L{x + w * 0.8} {base - h * 0.3} L{x + w * 0.25} {base - h * 0.62} L{x + w * 0.5} {base - h * 0.6} Z",
        paint,
    )


def bare(pen: Pen, x: float, base: float, h: float, lean: float = 0, paint: str = "wood.deep") -> None:
    """A leafless tree."""
    top = base - h
    pen.shape(
        f"M{x - 4} {base} C{x - 2} {base - h * 0.2} {x - 3} {base - h * 0.35} {x - 2.4} {base - h * 0.45} L{x - h * 0.28} {top + h * 0.22} L{x - h * 0.3} {top + h * 0.06} L{x - h * 0.22} {top + h * 0.2} L{x - h * 0.05} {base - h * 0.56} L{x + lean} {top} L{x + h * 0.07} {base - h * 0.6} L{x + h * 0.24} {top + h * 0.14} L{x + h * 0.36} {top + h * 0.1} L{x + h * 0.27} {top + h * 0.22} L{x + 3} {base - h * 0.42} C{x + 3} {base - h * 0.2} {x + 4} {base - h * 0.1} {x + 6} {base} Z",
        paint,
    )

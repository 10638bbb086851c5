"""Places of prayer and of the dead, and what has fallen: chapel, crypt, graveyard, ruin, well, garden."""

from game.emblems.pen import Pen
from game.emblems.scene import bare, door, house, panes
from game.emblems.traits import Traits


def chapel(pen: Pen, t: Traits) -> None:
    x, spire = t.num("x", 24, 34), t.num("spire", 2, 12)
    pen.shape(f"M{x + 18} 84 L{x + 18} 52 L{x + 52} 52 L{x + 52} 84 Z", "wall.dark")
    pen.shape(f"M{x + 14} 54 L{x + 22} 38 L{x + 48} 38 L{x + 56} 54 Z", "roof.dark")
    panes(pen, [(x + 26, 76), (x + 36, 76), (x + 46, 76)], 4.6, 14, pointed=True)
    pen.shape(f"M{x} 86 L{x} 38 L{x + 18} 38 L{x + 18} 86 Z", "wall.mid")
    pen.shape(f"M{x + 9} {spire} L{x - 3} 39 L{x + 9} 41 Z", "roof.lit")
    pen.shape(f"M{x + 9} {spire} L{x + 21} 39 L{x + 9} 41 Z", "roof.dark")
    pen.line(f"M{x + 12} {spire - 4} C{x + 6} {spire - 5} {x + 6} {spire + 3} {x + 12} {spire + 2}", "metal.lit", 1.6)
    pen.dot(x + 9, 52, 4, "glow", rim=True)
    door(pen, x + 9, 86, 8, 16, lit=t.chance("open", 50))
    if t.chance("graves", 60):
        for gx in (12, 84):
            pen.shape(f"M{gx - 4} 90 L{gx - 4} 81 Q{gx} 76 {gx + 4} 81 L{gx + 4} 90 Z", "stone.dark")


def crypt(pen: Pen, t: Traits) -> None:
    h = t.num("tall", -4, 4)
    pen.whole(f"M48 {24 + h} L14 {42 + h} L18 {44 + h} L18 84 L48 84", "stone")
    pen.whole(f"M48 {30 + h} L24 {43 + h} L48 {44 + h}", "wall")
    form = t.pick("sign", ("skull", "moon", "hourglass"))
    if form == "skull":
        pen.whole(f"M48 {32 + h} C43 {32 + h} 42 {37 + h} 44 {39 + h} L45 {42 + h} L48 {42 + h}", "bone")
        pen.dot(46, 37 + h, 1.2, "ink", twin=True)
    elif form == "moon":
        pen.shape(
            f"M51 {32 + h} C43 {32 + h} 43 {42 + h} 51 {42 + h} C48 {40 + h} 48 {34 + h} 51 {32 + h} Z", "glow", rim=False
        )
    else:
        pen.shape(f"M44 {32 + h} L52 {32 + h} L44 {42 + h} L52 {42 + h} Z", "bone.mid", rim=False)
    for x in (24, 33):
        pen.pair(f"M{x - 2.6} {46 + h} L{x + 2.6} {46 + h} L{x + 2.2} 84 L{x - 2.2} 84 Z", "stone")
    door(pen, 48, 86, 22, 36)
    pen.whole(
        "M48 62 C44 62 43 66 43 70 L43 86 L48 86",
        "leaf.lit" if t.chance("ghostlight", 50) else "fire.dark",
        rim=False,
        opacity=0.5,
    )
    pen.line("M41 86 L41 60 M45 86 L45 54 M51 86 L51 54 M55 86 L55 60 M38 70 L58 70", "metal.mid", 1.1)
    pen.whole("M48 84 L14 84 L10 92 L48 92", "stone")
    pen.line("M12 88 L84 88", "ink", 0.8, 0.6)
    if t.chance("tree", 50):
        bare(pen, 84, 88, 50, 3, "ink")
    if t.chance("gargoyle", 50):
        pen.pair(f"M14 {42 + h} L10 {32 + h} L14 {35 + h} L16 {28 + h} L20 {34 + h} L22 {40 + h} Z", "ink")


def graveyard(pen: Pen, t: Traits) -> None:
    bare(pen, t.pick("tree", (18, 78)), 76, t.num("tree-h", 44, 58), t.num("lean", -6, 6))
    for i, (x, y, s) in enumerate(((30, 74, 0.6), (52, 72, 0.55), (72, 75, 0.65), (18, 86, 1), (44, 88, 1.15), (74, 88, 1.05))):
        form, lean = t.pick(f"stone{i}", ("round", "post", "pointed", "broken")), t.num(f"lean{i}", -9, 9)
        with pen.group(f'transform="rotate({lean:.0f} {x} {y})"'):
            w, h = 7 * s, 20 * s
            top = {
                "round": f"L{x - w} {y - h * 0.7} Q{x - w} {y - h} {x} {y - h} Q{x + w} {y - h} {x + w} {y - h * 0.7}",
                "post": f"L{x - w * 0.4} {y - h * 0.6} L{x - w} {y - h * 0.6} L{x - w} {y - h * 0.9} L{x - w * 0.4} {y - h * 0.9} L{x - w * 0.4} {y - h * 1.3} L{x + w * 0.4} {y - h * 1.3} L{x + w * 0.4} {y - h * 0.9} L{x + w} {y - h * 0.9} L{x + w} {y - h * 0.6} L{x + w * 0.4} {y - h * 0.6}",
                "pointed": f"L{x - w} {y - h * 0.7} L{x} {y - h * 1.15} L{x + w} {y - h * 0.7}",
                "broken": f"L{x - w} {y - h * 0.8} L{x - w * 0.3} {y - h * 0.55} L{x + w * 0.2} {y - h * 0.8} L{x + w} {y - h * 0.45}",
            }[form]
            base = w if form != "post" else w * 0.4
            pen.shape(f"M{x - base} {y} {top} L{x + base} {y} Z", "stone.mid" if s > 0.8 else "stone.deep")
            if s > 0.8 and form in ("round", "pointed"):
                pen.line(
                    f"M{x - 3} {y - h * 0.6} L{x + 3} {y - h * 0.6} M{x - 3} {y - h * 0.42} L{x + 2} {y - h * 0.42}", "ink", 1
                )
        if s > 0.8:
            pen.shape(f"M{x - 9 * s} {y + 2} Q{x} {y - 4} {x + 9 * s} {y + 2} Z", "ground.mid", rim=False)
    if t.chance("light", 60):
        pen.dot(58, 80, 7, "glow", opacity=0.2)
        pen.dot(58, 81, 1.8, "glow")


def ruin(pen: Pen, t: Traits) -> None:
    x: float
    a, b = t.num("a", -8, 6), t.num("b", -6, 8)
    pen.shape(f"M8 86 L8 {40 + a} L13 {36 + a} L16 {42 + a} L22 {34 + a} L24 86 Z", "wall.mid")
    pen.shape(f"M70 86 L70 {46 + b} L76 {50 + b} L80 {40 + b} L86 {46 + b} L88 86 Z", "wall.dark")
    form = t.pick("form", ("arch", "columns", "window"))
    if form == "arch":
        pen.shape("M30 86 L30 52 C30 28 66 28 66 52 L66 60 L60 56 C60 38 38 38 38 54 L38 86 Z", "wall.lit")
        pen.line("M33 44 L39 48 M40 35 L43 41 M52 33 L51 40", "ink", 1)
    elif form == "columns":
        for i, x in enumerate((34, 48, 61)):
            y = t.num(f"column{i}", 30, 62)
            pen.shape(
                f"M{x - 4.4} 84 L{x - 4} {y} L{x - 1} {y + 3} L{x + 1} {y - 3} L{x + 4} {y + 2} L{x + 4.4} 84 Z", "wall.lit"
            )
            pen.line(f"M{x - 1.4} 84 L{x - 1.4} {y + 6} M{x + 1.6} 84 L{x + 1.6} {y + 6}", "wall.deep", 1)
            pen.shape(f"M{x - 6} 84 L{x + 6} 84 L{x + 6} 88 L{x - 6} 88 Z", "wall.mid")
    else:
        pen.shape("M26 86 L26 36 L34 24 L40 30 L48 18 L54 28 L62 34 L64 50 L70 54 L70 86 Z", "wall.mid")
        pen.shape("M36 76 L36 50 Q38 38 48 34 Q58 38 60 50 L60 76 Z", "sky.mid")
        pen.line("M48 34 L48 76 M36 56 L60 56 M42 40 Q48 48 54 40", "wall.dark", 2)
    for i in range(5):
        x, r = 12 + i * 18 + t.num(f"rx{i}", -5, 5), t.num(f"rr{i}", 3, 6)
        pen.shape(f"M{x - r} 90 L{x - r * 0.8} {90 - r} L{x + r * 0.5} {89 - r} L{x + r} 90 Z", "wall.dark")
    if t.chance("ivy", 60):
        pen.shape(f"M8 {46 + a} L16 {48 + a} L13 {56 + a} L18 62 L12 70 L8 74 Z", "leaf.mid")


def well(pen: Pen, t: Traits) -> None:
    form, w = t.pick("roof", ("gable", "bare", "crane")), t.num("wide", 0, 5)
    if form == "crane":
        pen.shape("M68 86 L68 30 L72 30 L72 86 Z M70 32 L40 26 L40 30 L70 38 Z", "wood")
        pen.line("M45 29 L45 56", "bone.mid", 1.2)
    else:
        pen.pair(f"M{26 - w} 66 L{26 - w} 32 L{30 - w} 32 L{30 - w} 66 Z", "wood")
        pen.shape(f"M{27 - w} 42 L{69 + w} 42 L{69 + w} 45 L{27 - w} 45 Z", "wood.lit")
        pen.line("M47 45 L47 54", "bone.mid", 1.2)
        if form == "gable":
            pen.whole(f"M48 {16 - w} L{18 - w} 36 L{22 - w} 39 L48 {26 - w / 2}", "roof")
    x = 45 if form == "crane" else 47
    pen.shape(f"M{x - 5} 54 L{x + 5} 54 L{x + 4} 63 L{x - 4} 63 Z", "wood.mid")
    pen.whole(f"M48 58 C36 58 {24 - w} 60 {24 - w} 65 C{24 - w} 70 36 72 48 72", "stone")
    pen.whole(
        f"M48 61 C38 61 {29 - w} 62 {29 - w} 65 C{29 - w} 68 38 69 48 69", "glow" if t.chance("lit", 35) else "ink", rim=False
    )
    pen.whole(f"M48 72 C36 72 {24 - w} 70 {24 - w} 65 L{26 - w} 86 C34 90 40 91 48 91", "stone")
    for y, odd in ((76, 0), (82, 6)):
        pen.line(f"M{26 - w} {y - 2} C36 {y + 2} 60 {y + 2} {70 + w} {y - 2}", "ink", 0.9, 0.7)
        for sx in range(32 + odd, 68, 12):
            pen.line(f"M{sx} {y} L{sx} {y + 6}", "ink", 0.9, 0.7)
    if t.chance("moss", 50):
        pen.shape(f"M{24 - w} 66 L{38 - w} 71 L34 78 L31 74 L{28 - w} 80 Z", "leaf.mid")


def garden(pen: Pen, t: Traits) -> None:
    x: float
    form = t.pick("form", ("hedge", "glass", "arbour"))
    if form == "glass":
        pen.whole("M48 24 C34 26 24 36 22 48 L22 80 L48 80", "water", opacity=0.85)
        pen.line("M48 24 L48 80 M36 30 L36 80 M22 48 L48 48 M22 64 L48 64", "rim", 1.1, 0.8, twin=True)
        pen.whole("M48 58 C44 50 36 52 36 60 C30 62 32 72 38 74 L40 80 L48 80", "leaf.lit", rim=False)
    elif form == "arbour":
        pen.pair("M26 84 L26 50 C26 36 36 28 48 28 L48 33 C38 33 31 40 31 50 L31 84 Z", "wood")
        for i in range(9):
            pen.dot(
                28 + 5 * i,
                50 - 20 * (1 - ((i - 4) / 4) ** 2) + t.num(f"b{i}", -3, 3),
                t.num(f"r{i}", 4, 6),
                "leaf.mid",
                rim=True,
            )
        door(pen, 48, 84, 26, 42)
        pen.dot(48, 60, 9, "glow", opacity=0.3)
    else:
        pen.whole("M48 50 L36 50 L36 44 L12 44 L12 82 L48 82", "leaf")
        pen.whole("M48 56 L40 56 L40 82 L48 82", "ink", rim=False)
        for x in (18, 30):
            pen.dot(x, 40, t.num(f"ball{x}", 6, 8), "leaf", rim=True, twin=True)
        pen.whole("M48 36 C46 36 45 39 46 41 L43 46 L44 50 L48 50", "stone")
    pen.shape("M36 96 L44 82 L52 82 L60 96 Z", "stone.dark", rim=False)
    for i in range(10):
        x, y = t.num(f"f-x{i}", 8, 88), t.num(f"f-y{i}", 80, 91)
        pen.line(f"M{x} {y + 5} L{x} {y}", "leaf.lit", 1)
        pen.dot(x, y, t.num(f"f{i}", 1.5, 2.8), ("cloth.lit", "bone.lit", "fire.mid")[i % 3], rim=True)
    if t.chance("house", 40):
        house(pen, 72, 62, 12, 10, 8, side=False)

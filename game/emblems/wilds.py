"""Places under the open sky: camp, cave, field, glade, moor, swamp, wood."""

from game.emblems.pen import Pen
from game.emblems.scene import bare, fir
from game.emblems.traits import Traits


def camp(pen: Pen, t: Traits) -> None:
    fir(pen, 12, 78, t.num("fir1", 40, 54))
    fir(pen, 86, 78, t.num("fir2", 38, 54))
    w = t.num("wide", 0, 6)
    for x, y, s in ((68, 76, 0.72), (36, 82, 1)):
        pen.shape(f"M{x} {y - 40 * s} L{x - (24 + w) * s} {y} L{x + (24 + w) * s} {y} Z", "cloth" if s == 1 else "cloth.dark")
        pen.shape(f"M{x} {y - 40 * s} L{x + (24 + w) * s} {y} L{x + 6 * s} {y} Z", "cloth.deep", rim=False, opacity=0.7)
        pen.shape(f"M{x} {y - 26 * s} L{x - 8 * s} {y} L{x + 8 * s} {y} Z", "ink" if s < 1 else "fire.deep", rim=False)
        pen.line(f"M{x} {y - 40 * s} L{x - 3 * s} {y - 47 * s} M{x} {y - 40 * s} L{x + 3 * s} {y - 47 * s}", "wood.lit", 1.4)
    pen.dot(70, 80, 17, "fire.mid", opacity=0.2)
    pen.shape("M70 62 C78 72 80 80 74 86 L66 86 C60 80 64 74 66 70 C68 74 69 72 70 62 Z", "fire")
    pen.shape("M70 73 C74 78 74 82 71 86 L69 86 C66 82 68 78 70 73 Z", "glow", rim=False)
    pen.line("M60 88 L80 84 M60 84 L80 88", "wood.deep", 3)
    if t.chance("spit", 50):
        pen.line("M58 88 L62 66 L66 88 M76 88 L80 66 L84 88 M60 68 L82 68", "ink", 1.4)


def cave(pen: Pen, t: Traits) -> None:
    a, b = t.num("a", -6, 6), t.num("b", -6, 6)
    pen.shape(
        f"M-2 96 L-2 {52 + a} L10 {40 + a} L22 {36 + b} L34 {22 + a} L50 {18 + b} L64 {28 + a} L74 {32 + b} L88 46 L98 56 L98 96 Z",
        "wall.mid",
    )
    pen.shape(f"M50 {18 + b} L64 {28 + a} L74 {32 + b} L88 46 L98 56 L98 96 L70 96 L66 60 L56 42 Z", "wall.deep", rim=False)
    pen.shape(
        f"M34 {22 + a} L50 {18 + b} L46 36 L36 40 Z M10 {40 + a} L22 {36 + b} L24 56 L12 62 Z",
        "wall.lit",
        rim=False,
        opacity=0.7,
    )
    pen.shape(f"M24 96 L26 70 C30 50 40 44 {48 + a / 2} 44 C60 44 68 54 70 70 L74 96 Z", "ink")
    light = t.pick("inside", ("eyes", "fire", "crystal", "water"))
    pen.shape("M32 49 L35 60 L38 46 Z M44 44 L48 58 L51 44 Z M57 46 L60 57 L63 50 Z", "wall.dark", rim=False)
    if light == "eyes":
        for x, y in ((42, 74), (56, 66), (50, 82)):
            pen.dot(x - 2.4, y, 1.4, "glow")
            pen.dot(x + 2.4, y, 1.4, "glow")
    elif light == "fire":
        pen.dot(48, 82, 14, "fire.mid", opacity=0.35)
        pen.shape("M48 70 C54 78 54 84 50 88 L46 88 C41 84 44 78 48 70 Z", "fire")
    elif light == "crystal":
        for x, h in ((38, 14), (46, 22), (54, 17), (61, 11)):
            pen.shape(f"M{x} {90 - h} L{x - 3.4} {94 - h} L{x - 3} 94 L{x + 3} 94 L{x + 3.4} {94 - h} Z", "water.lit")
    else:
        pen.shape("M26 84 C36 80 62 80 73 84 L75 96 L23 96 Z", "water.mid", rim=False)
        pen.line("M34 87 L50 87 M48 91 L64 91", "rim", 1, 0.8)


def field(pen: Pen, t: Traits) -> None:
    pen.shape("M-2 70 C30 64 60 72 98 66 L98 96 L-2 96 Z", "ground.mid", rim=False)
    for i in range(7):
        x = -30 + i * 26
        pen.shape(
            f"M{44 + i * 1.4} 68 L{46 + i * 1.4} 68 L{x + 12} 97 L{x} 97 Z",
            "ground.lit" if t.chance("pale", 50) else "leaf.mid",
            rim=False,
            opacity=0.75,
        )
    form = t.pick("form", ("scarecrow", "sheaves", "tree", "crows"))
    if form == "scarecrow":
        pen.line("M48 92 L48 36 M24 50 L72 50", "wood.dark", 3)
        pen.whole("M48 46 L40 48 L24 45 L22 56 L30 54 L38 58 L37 76 L41 72 L44 78 L48 73", "cloth")
        pen.dot(48, 39, 7, "bone", rim=True)
        pen.line("M45 38 L46 39 M50 38 L51 39 M45 42.6 L51 42.6", "ink", 1.4)
        pen.whole("M48 20 L42 22 L41 32 L33 35 L48 37", "wood")
        pen.shape("M66 50 Q64 42 70 42 L74 44 L70 46 L71 50 Z", "ink")
    elif form == "sheaves":
        for x, y, s in ((24, 74, 0.8), (70, 72, 0.7), (48, 86, 1.2)):
            pen.shape(
                f"M{x - 5 * s} {y} L{x - 4 * s} {y - 14 * s} L{x - 13 * s} {y - 32 * s} L{x - 5 * s} {y - 30 * s} L{x} {y - 36 * s} L{x + 5 * s} {y - 30 * s} L{x + 13 * s} {y - 32 * s} L{x + 4 * s} {y - 14 * s} L{x + 5 * s} {y} Z",
                "fire.dark",
            )
            pen.line(f"M{x - 4 * s} {y - 14 * s} L{x + 4 * s} {y - 14 * s}", "wood.deep", 2.4)
            pen.line(
                f"M{x - 2 * s} {y - 16 * s} L{x - 7 * s} {y - 28 * s} M{x} {y - 16 * s} L{x} {y - 30 * s} M{x + 2 * s} {y - 16 * s} L{x + 7 * s} {y - 28 * s}",
                "fire.lit",
                1,
            )
    elif form == "tree":
        bare(pen, t.num("tree-x", 38, 58), 78, t.num("tree-h", 46, 58), t.num("lean", -8, 8))
        pen.line("M58 46 L58 60", "bone.dark", 1.2)
        pen.shape("M54 60 L62 60 L62 62 L54 62 Z", "wood.lit")
    else:
        pen.shape(
            "M12 78 L12 62 L14 62 L14 78 Z M34 76 L34 60 L36 60 L36 76 Z M58 76 L58 60 L60 60 L60 76 Z M82 77 L82 61 L84 61 L84 77 Z M6 66 L92 63 L92 65 L6 68 Z M6 72 L92 69 L92 71 L6 74 Z",
            "wood.dark",
        )
        for i, x in enumerate((24, 46, 70)):
            y = 66 - i
            pen.shape(
                f"M{x - 8} {y + 1} L{x - 2} {y - 8} L{x} {y - 13} Q{x + 4} {y - 16} {x + 6} {y - 12} L{x + 10} {y - 11} L{x + 6} {y - 9} Q{x + 6} {y - 2} {x} {y} Z",
                "ink",
            )
            pen.dot(x + 3.6, y - 12.4, 0.8, "glow")


def glade(pen: Pen, t: Traits) -> None:
    for i, x in enumerate((4, 16, 82, 94)):
        fir(pen, x, 80 - (i in (1, 2)) * 4, t.num(f"fir{i}", 48, 66), "leaf.deep" if i in (1, 2) else "ink")
    pen.shape("M30 8 L66 8 L84 84 L12 84 Z", "moon.lit", rim=False, opacity=0.1)
    pen.shape("M14 84 C30 76 66 76 82 84 C66 92 30 92 14 84 Z", "leaf.lit", rim=False, opacity=0.8)
    form = t.pick("heart", ("stones", "altar", "oak", "pool", "mushrooms"))
    if form == "stones":
        for x, h in ((24, 24), (36, 32), (50, 28), (62, 34), (74, 22)):
            lean = t.num(f"lean{x}", -2, 2)
            pen.shape(f"M{x - 5} 84 L{x - 4 + lean} {84 - h} L{x + 2 + lean} {81 - h} L{x + 5} 84 Z", "stone.mid")
        pen.shape("M30 54 L56 50 L58 55 L30 59 Z", "stone.lit")
    elif form == "altar":
        pen.whole("M48 62 L26 62 L26 67 L32 69 L34 86 L48 86", "stone")
        pen.dot(48, 56, 9, "glow", opacity=0.3)
        pen.shape("M48 46 C53 54 53 60 48 62 C43 60 43 54 48 46 Z", "glow")
    elif form == "oak":
        pen.shape("M40 86 C44 74 44 66 40 56 L48 62 L54 54 C54 66 54 76 60 86 Z", "wood")
        for i, (x, y) in enumerate(((34, 46), (48, 36), (62, 46), (42, 52), (56, 53))):
            pen.dot(x, y, t.num(f"crown{i}", 10, 13), "leaf" if i % 2 else "leaf.mid", rim=True)
    elif form == "pool":
        pen.shape("M22 82 C34 72 62 72 74 82 C62 90 34 90 22 82 Z", "water.lit")
        pen.shape("M42 80 C46 77 54 77 58 80 C54 83 46 83 42 80 Z", "moon.mid", rim=False)
        pen.whole("M48 46 L44 48 L42 60 L44 74 L48 76", "moon.lit", rim=False, opacity=0.5)
    else:
        for x, y, s in ((30, 84, 0.8), (66, 85, 0.9), (48, 82, 1.4)):
            pen.shape(
                f"M{x - 2.6 * s} {y} L{x - 2 * s} {y - 14 * s} L{x + 2 * s} {y - 14 * s} L{x + 2.6 * s} {y} Z", "bone.mid"
            )
            pen.shape(
                f"M{x - 11 * s} {y - 12 * s} Q{x} {y - 32 * s} {x + 11 * s} {y - 12 * s} Q{x} {y - 9 * s} {x - 11 * s} {y - 12 * s} Z",
                "cloth.mid",
            )
            pen.dot(x - 3 * s, y - 17 * s, 1.5 * s, "glow")
            pen.dot(x + 4 * s, y - 15 * s, 1.2 * s, "glow")
    for i in range(6):
        pen.dot(t.num(f"fly-x{i}", 20, 76), t.num(f"fly-y{i}", 40, 78), t.num(f"fly{i}", 0.6, 1.3), "glow")


def moor(pen: Pen, t: Traits) -> None:
    pen.shape(
        f"M-2 66 C20 {54 + t.num('h1', -6, 6)} 40 68 60 60 C74 {54 + t.num('h2', -4, 6)} 88 62 98 58 L98 96 L-2 96 Z",
        "ground.mid",
    )
    pen.shape("M-2 80 C24 70 50 82 98 72 L98 96 L-2 96 Z", "ground.dark")
    form = t.pick("mark", ("menhir", "dolmen", "cairn", "thorn"))
    x = t.num("mark-x", 34, 62)
    if form == "menhir":
        pen.shape(f"M{x - 8} 82 L{x - 6} 44 L{x - 1} 34 L{x + 6} 40 L{x + 9} 82 Z", "stone.mid")
        pen.shape(f"M{x - 1} 34 L{x + 6} 40 L{x + 9} 82 L{x + 2} 82 Z", "stone.deep", rim=False)
        pen.line(f"M{x - 3} 50 C{x + 4} 50 {x + 4} 60 {x - 2} 60 M{x - 2} 66 L{x + 3} 70", "glow", 1.3)
    elif form == "dolmen":
        pen.shape(
            f"M{x - 18} 82 L{x - 16} 58 L{x - 8} 58 L{x - 9} 82 Z M{x + 8} 82 L{x + 7} 58 L{x + 15} 58 L{x + 17} 82 Z",
            "stone.dark",
        )
        pen.shape(f"M{x - 23} 58 L{x - 20} 50 L{x + 14} 46 L{x + 22} 54 L{x + 20} 59 Z", "stone.mid")
    elif form == "cairn":
        for i, (w, y) in enumerate(((15, 82), (12, 74), (10, 67), (7, 60), (4, 54))):
            dx = t.num(f"c{i}", -2, 2)
            pen.shape(
                f"M{x - w + dx} {y} L{x - w + 2 + dx} {y - 7} L{x + w - 3 + dx} {y - 8} L{x + w + dx} {y} Z",
                "stone.mid" if i % 2 else "stone.dark",
            )
    else:
        bare(pen, x, 82, 40, t.pick("wind", (-14, 14)), "ink")
    for i in range(16):
        hx, hy = t.num(f"x{i}", 4, 92), t.num(f"y{i}", 78, 92)
        pen.dot(hx, hy, t.num(f"r{i}", 1, 2), "cloth.mid" if i % 3 else "leaf.lit")
    if t.chance("path", 50):
        pen.line("M30 96 C44 88 20 82 40 76 C54 72 46 68 58 62", "bone.dark", 2, 0.6)


def swamp(pen: Pen, t: Traits) -> None:
    pen.shape("M-2 70 C30 67 66 72 98 69 L98 96 L-2 96 Z", "water", rim=False)
    x = t.pick("tree", (24, 70))
    bare(pen, x, 80, t.num("tree-h", 50, 62), t.num("lean", -8, 8), "wood.dark")
    pen.shape(f"M{x - 4} 76 L{x - 14} 84 L{x - 6} 82 L{x - 2} 88 L{x + 3} 82 L{x + 14} 85 L{x + 6} 76 Z", "wood.dark")
    pen.line(
        f"M{x - 12} 46 L{x - 13} 60 M{x - 8} 44 L{x - 8} 54 M{x + 12} 42 L{x + 12} 58 M{x + 16} 40 L{x + 17} 50",
        "leaf.mid",
        1.6,
    )
    for i in range(5):
        y = 74 + i * 4.4
        px = t.num(f"ripple{i}", 6, 60)
        pen.line(f"M{px} {y} L{px + t.num(f'len{i}', 10, 28)} {y}", "rim", 0.8, 0.5)
    other = 96 - x
    form = t.pick("thing", ("hut", "eyes", "boat", "lights"))
    if form == "hut":
        pen.line(f"M{other - 9} 70 L{other - 10} 86 M{other + 9} 70 L{other + 10} 86", "wood.deep", 2)
        pen.shape(f"M{other - 12} 71 L{other - 11} 55 L{other + 11} 55 L{other + 12} 71 Z", "wood")
        pen.shape(f"M{other - 16} 56 L{other} 42 L{other + 16} 56 Z", "leaf.dark")
        pen.shape(f"M{other - 3} 66 L{other - 3} 60 L{other + 3} 60 L{other + 3} 66 Z", "glow", rim=False)
    elif form == "eyes":
        for dx in (-6, 6):
            pen.dot(other + dx, 78, 3.6, "leaf.deep", rim=True)
            pen.dot(other + dx, 77.4, 1.5, "glow")
        pen.shape(f"M{other - 14} 80 Q{other} 74 {other + 14} 80 Z", "leaf.deep")
    elif form == "boat":
        pen.shape(
            f"M{other - 18} 76 L{other + 18} 73 Q{other + 12} 83 {other} 83 L{other - 8} 83 Q{other - 14} 82 {other - 18} 76 Z",
            "wood",
        )
        pen.line(f"M{other - 4} 80 L{other + 12} 52", "wood.lit", 1.5)
    else:
        for i in range(4):
            lx, ly = other + t.num(f"lx{i}", -16, 16), t.num(f"ly{i}", 52, 76)
            pen.dot(lx, ly, 5, "glow", opacity=0.22)
            pen.dot(lx, ly, 1.7, "glow")
    for i in range(9):
        rx, h = t.pick(f"reed-side{i}", (8, 84)) + t.num(f"reed{i}", -5, 9), t.num(f"reed-h{i}", 12, 26)
        pen.line(f"M{rx} 96 L{rx + 1} {94 - h}", "leaf.lit", 1.1)
        if i % 2:
            pen.line(f"M{rx + 1} {94 - h} L{rx + 1.2} {99 - h}", "wood.mid", 2.6)


def wood(pen: Pen, t: Traits) -> None:
    kind = t.pick("trees", ("fir", "fir", "bare", "thorn"))
    for layer, (base, paint, low, high) in enumerate(
        ((72, "far.dark", 26, 40), (80, "leaf.dark", 36, 54), (90, "leaf.deep", 44, 66))
    ):
        for i in range(6 - layer):
            x, h = 6 + i * (84 / (5 - layer)) + t.num(f"x{layer}{i}", -6, 6), t.num(f"h{layer}{i}", low, high)
            if layer == 2 and 30 < x < 66:
                continue
            if kind == "fir" or (kind == "thorn" and layer == 0):
                fir(pen, x, base, h, paint)
            else:
                bare(pen, x, base, h, t.num(f"l{layer}{i}", -6, 6), paint if kind == "bare" else "wood.deep")
    pen.shape("M38 98 C50 90 42 84 48 78 L51 78 C50 84 60 90 60 98 Z", "stone.dark", rim=False)
    if kind == "thorn":
        pen.line("M-2 88 C20 60 50 96 60 74 C68 58 84 70 98 60", "ink", 3)
        pen.line("M14 76 L12 69 M26 74 L30 67 M40 82 L38 75 M56 80 L50 76 M70 64 L66 58 M84 65 L86 58", "ink", 2)
    for i in range(t.whole("eyes", 1, 3)):
        x, y = t.num(f"ex{i}", 14, 82), t.num(f"ey{i}", 62, 78)
        pen.dot(x - 2, y, 1.1, "glow")
        pen.dot(x + 2, y, 1.1, "glow")

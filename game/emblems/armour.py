"""Helms, coats, gauntlets, leg pieces and boots."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits

STUFFS = ("metal", "metal", "leather", "cloth")


def head(pen: Pen, t: Traits, rank: int) -> None:
    form, stuff = (
        t.form("form", ("great", "barbute", "hood", "horned", "sallet", "circlet", "hat", "mask")),
        t.pick("stuff", ("metal", "metal", "trim")),
    )
    if form == "hood":
        pen.whole("M48 8 C30 10 18 30 16 56 C16 72 22 82 30 88 L48 90", "cloth")
        pen.whole("M48 24 C36 26 29 42 30 56 C31 68 38 78 48 84", "void")
        pen.line("M48 9 C33 12 23 32 23 56 C23 68 27 76 32 84", "cloth.lit", 1.2, 0.6)
        pen.pair("M45 56 L35 51 L37 57 L43 59 Z", "glow", rim=False, opacity=0.9)
        pen.dot(48, 86, 3.6, "trim", rim=True)
        return
    if form in ("hat", "mask"):
        (_hat if form == "hat" else _mask)(pen, t, rank)
        return
    if form == "circlet":
        pen.whole("M48 22 L42 40 L34 26 L30 44 L18 34 L22 68 C30 74 40 76 48 76", "trim")
        pen.whole("M48 60 C38 60 28 57 21 53 L22 64 C30 70 40 72 48 72", "trim.dark", rim=False)
        for x, y in ((48, 65), (35, 63), (61, 63)):
            pen.dot(x, y, 3.4 if x == 48 else 2.6, "gem", rim=True)
        pen.dot(47, 64, 1, "white")
        pen.dot(34, 25, 2.2, "bone", rim=True, twin=True)
        return
    if form == "horned" or t.chance("horns", 25):
        out = t.num("horns-out", 0, 8)
        pen.pair(f"M30 40 C14 42 {8 - out / 3} 28 {12 - out / 4} {6 + out} C18 22 26 26 34 26 Z", "bone")
    elif t.chance("plume", 50):
        pen.shape("M44 18 C40 4 56 -2 74 8 C70 12 72 18 78 22 C70 22 60 20 52 20 Z", "cloth")
    dome = f"C{33 - t.num('dome', 0, 4)} 12 24 26 24 44"
    if form == "great":
        pen.whole("M48 12 L31 14 L25 24 L25 66 L33 80 L48 88", stuff)
        pen.whole("M48 34 L27 38 L27 43 L45 41 L45 84 L48 85", "trim")
        pen.pair("M44 44 L28 46.5 L28 50 L44 48.5 Z", "ink", rim=False)
        for i in range(3):
            pen.dot(35, 60 + i * 6, 1.4, "ink", twin=True)
            pen.dot(40, 57 + i * 6, 1.4, "ink", twin=True)
    elif form == "sallet":
        pen.whole(f"M48 12 {dome} L14 62 C24 62 30 58 34 54 L48 54", stuff)
        pen.whole("M48 54 L32 52 L34 76 L48 86", "metal")
        pen.pair("M46 47 L27 45 L28 50 L46 53 Z", "ink", rim=False)
        pen.line("M40 64 L40 76 M36 63 L36 72 M44 65 L44 79", "ink", 1.3, twin=True)
    else:
        pen.whole(f"M48 12 {dome} L24 70 L34 84 L44 86 L44 56 L48 56", stuff)
        pen.whole("M48 40 L48 86 L48 86", "void")
        pen.pair("M45 46 C38 44 31 45 28 49 C32 55 39 56 44 53 L44 84 L45 84 Z", "ink", rim=False)
        pen.whole("M48 14 L45.5 16 L44.5 58 L48 62", "trim")
        pen.line("M27 66 L35 80 L43 82", "trim.lit", 1.2, twin=True)
    if t.chance("crest", 60):
        pen.whole("M48 5 L44.5 12 L45 32 L48 36", "trim")
    if rank:
        pen.dot(48, 30, 2.6 + rank * 0.5, "gem", rim=True)
    if rank > 1:
        pen.line("M40 20 C34 24 31 30 30 36", "glow", 1.2, twin=True)


def _hat(pen: Pen, t: Traits, rank: int) -> None:
    """A tall hat, a cap with a peak or a slouch hat, with band and feather."""
    form, stuff = t.pick("hat", ("tall", "slouch", "cap")), t.pick("felt", ("leather", "cloth"))
    if t.chance("feather", 55):
        pen.shape("M62 52 C66 30 76 14 92 6 C92 24 84 42 68 56 Z", t.pick("plume", ("bone", "gem", "cloth")))
        pen.line("M66 50 C70 34 78 20 88 11", "ink", 1.1)
    if form == "cap":
        pen.shape("M14 60 C12 36 30 22 52 24 C74 26 84 42 80 58 L64 66 L22 68 Z", stuff)
        pen.shape("M14 58 C30 52 62 50 80 54 C90 60 92 66 88 70 C66 62 32 64 14 70 Z", "trim" if rank > 1 else stuff)
        pen.dot(50, 24, 3.4, "trim", rim=True)
    else:
        top = t.num("crown", 8, 22) if form == "tall" else t.num("crown", 26, 36)
        pen.whole(f"M48 {top} L{33 - t.num('flare', -3, 4)} {top + 1} L32 66 L48 70", stuff)
        sag = t.num("sag", -8, 10)
        pen.whole(f"M48 62 C32 62 14 {62 + sag} 5 {60 + sag} C8 {74 + sag / 2} 28 80 48 80", stuff)
        pen.whole("M48 52 L31.5 51 L31.5 61 L48 63", "cloth" if stuff == "leather" else "leather", rim=False)
        pen.shape("M41 52 L53 52 L53 63 L41 63 Z", "trim")
    pen.dot(47, 58, 2.4 + rank * 0.6, "gem" if rank else "void", rim=True)


def _mask(pen: Pen, t: Traits, rank: int) -> None:
    """A mask with a beak, or half a face with ribbons."""
    stuff = t.pick("skin", ("leather", "bone", "metal", "trim"))
    if t.chance("beak", 55):
        pen.whole("M48 10 C30 10 22 26 22 44 L30 62 L48 66", stuff)
        long = t.num("beak", 84, 95)
        pen.whole(f"M48 40 C40 42 36 52 38 62 C40 74 44 82 48 {long}", "bone" if stuff != "bone" else "leather")
        pen.line(f"M48 46 L48 {long - 6} M41 60 L46 62 M42 68 L46 70", "ink", 1.2, twin=True)
    else:
        pen.pair("M20 40 C8 50 14 66 4 84 C14 82 18 72 20 60 Z", "cloth")
        pen.whole("M48 30 C38 22 22 24 12 34 C14 54 26 66 38 66 L44 58 L48 62", stuff)
        pen.pair("M40 32 L30 12 L26 28 Z", "trim")
    pen.dot(34, 42, 8.6, "trim", rim=True, twin=True)
    pen.dot(34, 42, 5.8, "ink", twin=True)
    pen.dot(32.6, 40.4, 1.8, "glow", twin=True)
    if rank:
        pen.dot(48, 26, 2.4 + rank * 0.6, "gem", rim=True)


def body(pen: Pen, t: Traits, rank: int) -> None:
    form, stuff = t.form("form", ("cuirass", "coat", "robe", "mail", "ribs")), t.pick("stuff", STUFFS)
    long = t.num("long", 0, 5)
    if form in ("coat", "robe"):
        stuff = t.pick("soft", ("leather", "cloth"))
        flare = t.num("flare", 0, 7)
        pen.whole(
            f"M48 18 L38 12 L26 17 L12 40 L10 60 L22 62 L26 44 L28 52 L{21 - flare} {86 + long / 2} L48 {89 + long / 2}", stuff
        )
        if form == "coat":
            pen.whole("M48 18 L40 14 L36 24 L44 40 L46 88 L48 88", "void")
            pen.pair("M39 12 L30 20 L36 28 L33 32 L45 48 L41 24 Z", "trim")
            for i in range(3):
                pen.dot(43, 54 + i * 8, 1.6, "trim.lit", twin=True)
        else:
            pen.whole("M48 18 L40 14 C40 30 44 40 48 46", "void")
            pen.whole("M48 46 L44 44 L42 88 L48 89", "trim")
            pen.whole("M48 52 L27 50 L27 57 L48 60", "leather")
        pen.line("M30 60 L26 84 M37 62 L35 86", f"{stuff}.deep", 1.3, twin=True)
    else:
        pen.pair("M34 14 C22 12 12 18 10 34 L22 40 L30 30 Z", "trim" if rank > 1 else stuff)
        if form == "cuirass":
            pen.whole(f"M48 22 C42 22 38 18 36 12 L28 14 L27 30 L22 38 L26 62 L24 {74 + long} L48 {82 + long}", stuff)
            pen.whole("M48 26 C42 36 34 40 30 40 C32 50 38 54 48 56", f"{stuff}.mid", rim=False, opacity=0.6)
            pen.line(
                f"M30 40 C32 50 40 54 47 55 M30 62 C36 66 42 68 47 68 M48 26 L48 {80 + long}", f"{stuff}.deep", 1.4, twin=True
            )
        elif form == "mail":
            pen.whole(
                f"M48 20 C42 20 39 18 37 13 L28 14 L26 30 L22 40 L24 {82 + long} L30 {78 + long} L36 {86 + long} L42 {80 + long} L48 {88 + long}",
                "metal",
            )
            for i in range(7):
                y = 30 + i * 7
                pen.line(
                    f"M26 {y} R31 {y + 3} 37 {y} 42 {y + 3} 48 {y} 54 {y + 3} 59 {y} 65 {y + 3} 70 {y}", "metal.deep", 1.1, 0.75
                )
            pen.whole("M48 58 L23 56 L23 63 L48 66", "leather")
        else:
            pen.whole(f"M48 20 C42 20 39 18 37 13 L28 14 L26 30 L23 40 L28 {76 + long} L48 {82 + long}", "leather")
            for i in range(4):
                y = 30 + i * 11
                pen.pair(f"M46 {y} C38 {y - 4} 30 {y - 2} 25 {y + 6} C32 {y + 4} 40 {y + 5} 46 {y + 6} Z", "bone")
            pen.whole(f"M48 24 L45.6 26 L46.4 {74 + long} L48 {78 + long}", "bone")
        pen.line("M13 32 L22 36 M15 25 L25 29", "ink", 1, 0.8, twin=True)
    if t.chance("clasp", 50) or rank:
        pen.dot(48, t.num("clasp-y", 40, 52), 3 + rank * 0.7, "gem" if rank else "trim", rim=True)
    if rank > 2:
        pen.pair("M34 14 L24 2 L26 16 Z", "trim")


def hands(pen: Pen, t: Traits, rank: int) -> None:
    """The back of a gauntlet, fingers up."""
    stuff, form = t.pick("stuff", STUFFS), t.form("form", ("plated", "laced", "clawed", "fur", "mitten", "fist", "bracer"))
    if form in ("mitten", "fist", "bracer"):
        {"mitten": _mittens, "fist": _fist, "bracer": _bracer}[form](pen, t, rank, stuff)
        return
    spread = t.num("spread", 0, 2.5)
    for i, (x, top) in enumerate(((33, 20), (43, 12), (53, 12), (63, 19))):
        at = x + (x - 48) * spread / 12
        pen.shape(
            f"M{x - 4.4} 50 L{at - 4.4} {top + 5} C{at - 4} {top - 1} {at + 4} {top - 1} {at + 4.4} {top + 5} L{x + 4.4} 50 Z",
            f"{stuff}",
        )
        if form == "clawed":
            pen.shape(f"M{at - 3.6} {top + 6} L{at - 1} {top - 9} L{at + 3.6} {top + 6} Z", "bone")
        pen.line(f"M{at - 4} {top + 15} L{at + 4} {top + 15} M{at - 4} {top + 24} L{at + 4} {top + 24}", f"{stuff}.deep", 1.2)
        if form == "plated":
            pen.dot(at + (x - at) / 2, top + 19, 1.3 + (i % 2) / 4, "trim.lit")
    pen.shape("M70 58 C78 52 82 44 83 36 C88 36 89 42 87 48 C85 58 78 68 68 74 Z", stuff)
    pen.shape("M28 44 L68 44 L71 60 C70 68 66 72 64 74 L33 74 C29 66 27 54 28 44 Z", stuff)
    pen.shape(
        "M32 47 L64 47 L66 56 L48 66 L30 56 Z",
        "trim" if form == "plated" else f"{stuff}.lit",
        opacity=1 if form == "plated" else 0.7,
    )
    flare = t.num("flare", 0, 5)
    if form == "fur":
        pen.shape(
            "M28 70 L24 78 L20 77 L22 84 L19 90 L27 89 L32 94 L38 90 L46 95 L54 90 L62 94 L68 89 L77 90 L74 84 L76 77 L71 78 L68 70 Z",
            "leather",
        )
    else:
        pen.shape(f"M32 70 L64 70 L{70 + flare} 92 L{26 - flare} 92 Z", "trim" if rank > 1 else stuff)
        pen.line(f"M31 76 L65 76 M{28 - flare * 0.7} 87 L{68 + flare * 0.7} 87", f"{stuff}.deep", 1.3)
    if form == "laced":
        pen.line("M43 74 L53 79 L43 84 L53 89 M53 74 L43 79 L53 84 L43 89", "bone.lit", 1.2)
    pen.dot(48, 56, 3 + rank * 0.8, "gem" if rank else "trim.dark", rim=True)


def _mittens(pen: Pen, t: Traits, rank: int, stuff: str) -> None:
    """A pair, one laid over the other."""
    soft, cuff, apart = t.pick("soft", ("leather", "cloth")), t.num("cuff", 62, 70), t.num("apart", 8, 20)
    for way, part in ((-1, f"{soft}.dark"), (1, soft)):
        with pen.group(
            f'transform="translate({way * 12} 0) rotate({way * apart:.0f} 48 80) matrix({way} 0 0 1 {48 - 48 * way} 0)"'
        ):
            pen.shape(f"M36 24 C40 10 58 10 60 26 L62 {cuff} L34 {cuff} C30 58 20 52 16 42 C18 34 26 36 34 44 Z", part)
            pen.shape(
                f"M32 {cuff} L64 {cuff} L66 90 L30 90 Z", "trim" if rank > 1 else "bone" if t.chance("fur", 50) else stuff
            )
            pen.line(f"M33 {cuff + 8} L64 {cuff + 8} M40 26 C42 20 52 18 56 24", f"{soft}.deep", 1.4)
            pen.dot(49, 46, 3 + rank * 0.7, "gem" if rank else "trim.dark", rim=True)


def _fist(pen: Pen, t: Traits, rank: int, stuff: str) -> None:
    """A clenched fist in plates, knuckles up."""
    hard, flare = ("metal" if stuff == "cloth" else stuff), t.num("flare", 0, 8)
    pen.shape(f"M34 58 L66 58 L{72 + flare / 2} 92 L{26 - flare / 2} 92 Z", "trim" if rank > 1 else "leather")
    pen.line(f"M32 66 L68 66 M{29 - flare / 3} 82 L{70 + flare / 3} 82", "leather.deep", 1.5)
    pen.shape("M20 32 C20 22 28 18 36 18 L66 18 C76 18 80 26 79 36 L76 56 C74 64 66 66 60 66 L34 66 C24 64 20 52 20 32 Z", hard)
    for i in range(4):
        x = 29 + i * 13
        if t.chance("spiked", 45):
            pen.shape(f"M{x - 5} 20 L{x} {4 + abs(i - 1.5) * 2} L{x + 5} 20 Z", "bone")
        pen.shape(f"M{x - 6} 20 C{x - 6} 13 {x + 6} 13 {x + 6} 20 L{x + 6} 40 L{x - 6} 40 Z", hard)
        pen.line(f"M{x - 5} 30 L{x + 5} 30", f"{hard}.deep", 1.4)
    pen.shape("M18 42 C30 38 52 40 64 46 C70 52 64 60 56 57 C44 52 32 54 24 56 Z", hard)
    pen.dot(46, 61, 3 + rank * 0.6, "gem" if rank else "trim", rim=True)


def _bracer(pen: Pen, t: Traits, rank: int, stuff: str) -> None:
    """A sleeve of plate or leather for the forearm alone."""
    w, low = t.num("broad", 0, 6), t.num("low", 74, 90)
    pen.whole(f"M48 10 L{26 - w} 14 L{30 - w} 40 L36 {low} L48 {low + 4}", stuff)
    pen.whole(f"M48 20 L36 24 L38 48 L43 {low - 8} L48 {low - 4}", "trim" if rank else f"{stuff}.dark")
    form = t.pick("bracer", ("fin", "straps", "laced"))
    if form == "fin":
        pen.pair(f"M{29 - w} 34 L{8 - w / 2} {26 + w} L{16 - w / 2} 44 L{32 - w} 56 Z", "metal")
    elif form == "straps":
        for y in (30, 48, 66):
            pen.shape(f"M{26 - w / 2} {y} L{70 + w / 2} {y} L{69 + w / 2} {y + 7} L{27 - w / 2} {y + 7} Z", "leather")
            pen.dot(48, y + 3.5, 3, "trim", rim=True)
    else:
        pen.line("M42 26 L54 34 L42 42 L54 50 L42 58 L54 66 M54 26 L42 34 L54 42 L42 50 L54 58 L42 66", "bone.lit", 1.6)
    pen.whole(f"M48 6 L{24 - w} 10 L{25 - w} 18 L48 15", "trim")
    pen.dot(48, 36, 3 + rank * 0.8, "gem" if rank else "trim.dark", rim=True)


def legs(pen: Pen, t: Traits, rank: int) -> None:
    form, stuff = t.form("form", ("greaves", "breeches", "kilt", "bound", "chaps", "tassets")), t.pick("stuff", STUFFS)
    w = t.num("breadth", 0, 4)
    if form == "kilt":
        pen.whole(f"M48 22 L28 20 L{16 - w} 78 L24 84 L30 79 L37 86 L42 80 L48 87", "cloth")
        for x in (24, 33, 42):
            pen.line(f"M{x + 6} 30 L{x} 79", "cloth.deep", 1.4, twin=True)
        pen.whole("M48 22 L41 22 L40 66 L48 76", "leather")
        pen.dot(44, 36, 1.4, "trim.lit", twin=True)
        pen.dot(44, 50, 1.4, "trim.lit", twin=True)
    elif form == "tassets":
        pen.whole("M48 24 L30 24 L24 60 L36 70 L48 66", "cloth")
        for i, x in enumerate((18, 32, 46)):
            low = t.num(f"plate{i}", 60, 90)
            draw = pen.pair if x < 46 else pen.whole
            d = f"M{x - w} 24 L{x - 4 - w} {low - 8} L{x + 3} {low} L{x + 9} {low - 8} L{x + 11} 24 Z"
            draw(d if x < 46 else f"M48 24 L39 24 L38 {low - 8} L48 {low + 2}", stuff)
            if x < 46:
                pen.line(f"M{x + 3} 30 L{x + 2} {low - 10}", f"{stuff}.lit", 1.4, twin=True)
    elif form == "chaps":
        low = t.num("hem", 82, 92)
        pen.whole("M48 20 L34 20 L38 52 L48 50", "cloth")
        pen.pair(f"M44 22 L28 20 L{13 - w} {low} L{20 - w} {low + 4} L38 {low + 2} L43 58 Z", "leather")
        for i in range(5):
            y = 34 + i * 11
            pen.line(f"M{26 - i * 2.6 - w * i / 5} {y} L{17 - i * 2.6 - w * i / 5} {y + 5}", "trim.lit", 1.8, twin=True)
        pen.line(f"M34 26 L{28 - w} {low - 4}", "leather.deep", 1.6, twin=True)
    else:
        soft = stuff if form == "greaves" else t.pick("soft", ("leather", "cloth"))
        pen.whole(f"M48 16 L27 15 L{22 - w} 50 L{26 - w / 2} 90 L40 91 L43 56 L48 36", soft if form != "greaves" else "leather")
        if form == "greaves":
            pen.pair(f"M44 26 L{26 - w} 24 L{23 - w} 46 L42 48 Z", stuff)
            pen.pair(f"M41 58 L{25 - w} 58 L27 88 L33 93 L39 88 Z", stuff)
            pen.line("M33 62 L33 88", f"{stuff}.lit", 1.6, twin=True)
        elif form == "bound":
            for i in range(5):
                pen.line(f"M{25 - w} {52 + i * 8} L42 {56 + i * 8}", "bone.mid", 2, twin=True)
        else:
            pen.line(f"M34 22 L{30 - w} 86", f"{soft}.deep", 1.4, twin=True)
            pen.pair(f"M42 80 L{25 - w / 2} 79 L{26 - w / 2} 90 L40 91 Z", "trim")
        knee = t.pick("knee", ("cup", "spike", "none", "fang"))
        if knee == "cup" or form == "greaves":
            pen.pair(f"M43 46 L33 43 L{22 - w} 47 L{24 - w} 57 L33 62 L42 57 Z", "trim")
        elif knee == "spike":
            pen.pair(f"M42 48 L{20 - w} 40 L{24 - w} 60 L42 58 Z", "metal")
        elif knee == "fang":
            pen.pair("M37 44 L29 46 L33 64 Z", "bone")
    pen.whole("M48 13 L26 12 L25 23 L48 25", "leather" if form != "breeches" else "trim")
    pen.shape("M42 12 L54 12 L54 25 L42 25 Z", "trim")
    pen.dot(48, 18.5, 2.6 + rank * 0.6, "gem" if rank else "void", rim=True)


def feet(pen: Pen, t: Traits, rank: int) -> None:
    """A pair of boots seen from the side, one before the other."""
    form, stuff = t.form("form", ("rider", "plated", "shoe", "fur")), t.pick("stuff", ("leather", "leather", "metal", "cloth"))
    top = {"rider": 10, "plated": 16, "shoe": 40, "fur": 22}[form] + t.num("top", -2, 6)
    toe = t.num("toe", -3, 5)
    for dx, dy, part in ((-14, -8, f"{stuff}.deep"), (4, 0, stuff)):
        leg = f"M{30 + dx} {top + dy} L{53 + dx} {top + dy - 2} L{52 + dx} {56 + dy} C{58 + dx} {64 + dy} {70 + dx} {66 + dy} {76 + dx + toe} {76 + dy - toe}"
        sole = f"L{78 + dx + toe} {84 + dy} L{28 + dx} {84 + dy} L{29 + dx} {66 + dy} L{32 + dx} {52 + dy} Z"
        pen.shape(f"{leg} {sole}", part)
        pen.shape(
            f"M{27 + dx} {82 + dy} L{79 + dx + toe} {82 + dy} L{79 + dx + toe} {87 + dy} L{48 + dx} {87 + dy} L{44 + dx} {85 + dy} L{42 + dx} {90 + dy} L{27 + dx} {90 + dy} Z",
            "ink",
        )
    if form == "plated":
        pen.shape("M57 60 C64 66 74 68 81 80 L58 82 L52 70 Z", "metal")
        pen.shape(f"M33 {top + 5} L56 {top + 3} L55 54 L44 62 L36 54 Z", "metal")
        pen.line(f"M45 {top + 8} L45 56 M62 66 L58 80 M69 69 L67 81", "metal.deep", 1.3)
    elif form == "fur":
        y = top
        pen.shape(
            f"M31 {y - 5} L60 {y - 7} L58 {y + 1} L62 {y + 8} L55 {y + 7} L52 {y + 13} L46 {y + 8} L40 {y + 14} L37 {y + 8} L30 {y + 10} L34 {y + 2} Z",
            "bone",
        )
    else:
        pen.shape(f"M33 {top - 1} L59 {top - 4} L58 {top + 8} L34 {top + 10} Z", "trim" if rank else f"{stuff}.lit")
    if form in ("rider", "shoe"):
        for y in (52, 62) if form == "shoe" else (34, 58):
            pen.line(f"M35 {y} L56 {y - 1}", "trim.lit", 2.2)
            pen.dot(46, y, 2.4, "void", rim=True)
    if t.chance("spur", 45):
        pen.shape("M32 72 L20 68 L23 74 L17 78 L32 78 Z", "trim")
    for i in range(min(rank, 3)):
        pen.dot(46, top + 3 + i * 7, 2.5, "gem", rim=True)

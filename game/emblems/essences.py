"""Essences and relics."""

import math

from game.emblems.jewels import stone
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def essence(pen: Pen, t: Traits, rank: int) -> None:
    """A light of flame, drop, smoke or star, with motes about it."""
    form, lean = t.form("form", ("flame", "drop", "smoke", "star", "orb")), t.num("lean", -6, 6)
    pen.dot(48, 50, 40, pen.radial("g", "gem.mid", "void", 48, 50, 40, fade=True), opacity=0.6)
    if form == "flame":
        pen.shape(
            f"M{46 + lean} 6 C58 26 78 40 74 62 C70 84 56 90 48 90 C34 90 22 80 22 62 C22 50 30 46 34 34 C38 40 38 44 40 46 C46 34 48 22 {46 + lean} 6 Z",
            "gem",
        )
        pen.shape(
            "M50 36 C58 50 64 56 61 68 C58 80 52 84 47 84 C38 84 33 77 34 68 C35 62 39 60 41 54 C43 58 44 60 45 61 C49 54 51 46 50 36 Z",
            "glow",
            rim=False,
        )
        pen.shape("M48 60 C54 68 54 80 48 82 C41 80 42 68 48 60 Z", "white", rim=False)
    elif form == "drop":
        pen.whole("M48 10 C42 30 24 42 24 62 C24 78 36 88 48 88", "gem")
        pen.shape("M54 42 C36 42 34 78 56 78 C46 70 46 50 54 42 Z", "glow", rim=False)
    elif form == "smoke":
        for i, part in enumerate(("gem.deep", "gem.mid", "glow")):
            w = 9 - i * 3.4
            pen.line(
                f"M{40 + lean} 90 C{20 - lean} 74 70 66 {58 + lean} 50 C44 36 24 34 {40 - lean} 20 C48 12 60 14 62 22", part, w
            )
            pen.line(f"M60 90 C80 76 {40 - lean} 66 34 54 C26 40 40 36 44 44", part, w * 0.7, 0.85)
    elif form == "star":
        points, inner = t.whole("points", 4, 7), t.num("inner", 9, 15)
        spots = []
        for i in range(points * 2):
            r, a = (37 if i % 2 == 0 else inner), math.pi * i / points + lean / 20
            spots.append((48 + r * math.sin(a), 48 - r * math.cos(a)))
        pen.shape("M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in spots) + " Z", "gem")
        pen.shape(
            "M" + " L".join(f"{48 + (x - 48) * 0.55:.1f} {48 + (y - 48) * 0.55:.1f}" for x, y in spots) + " Z",
            "glow",
            rim=False,
        )
        pen.dot(48, 48, 5, "white")
    else:
        pen.dot(48, 48, 25, "gem", rim=True)
        pen.line(f"M28 {48 + lean} C36 30 44 66 52 {46 - lean} C58 32 64 50 69 44 M32 62 C42 54 52 72 62 60", "glow", 2.4)
        pen.line("M31 40 C34 31 40 28 46 27", "white", 2.2, 0.85)
        ring = t.num("ring", -30, 30)
        pen.ring(48, 48, 38, 9, "trim.lit", 1.8, ring)
    for i in range(4 + rank * 2):
        a, r = t.num(f"mote-a{i}", 0, 6.28), t.num(f"mote-r{i}", 30, 40)
        pen.dot(48 + r * math.sin(a), 48 - r * math.cos(a), t.num(f"mote{i}", 0.9, 2.2), "glow")


def relic(pen: Pen, t: Traits, rank: int) -> None:
    form, cut = (
        t.form("form", ("chalice", "key", "mask", "candle", "heart", "hourglass", "crown", "letter", "seal")),
        t.pick("cut", ("round", "moon", "drop", "lozenge")),
    )
    stuff = t.pick("stuff", ("trim", "metal", "trim", "bone"))
    w = t.num("breadth", 0, 4)
    if form == "chalice":
        pen.whole(f"M48 16 L{24 - w} 16 C{24 - w} 40 36 50 44 54 L45 70 C36 74 28 80 28 88 L48 88", stuff)
        pen.whole(f"M48 12 C38 12 28 13 {24 - w} 16 C30 21 40 22 48 22", "cloth")
        pen.whole("M48 58 L41 59 L41 64 L48 65", "gem")
        stone(pen, cut, 48, 36, 7)
    elif form == "key":
        pen.dot(48, 26, 19 + w / 2, stuff, rim=True)
        pen.dot(48, 26, 12, "void", rim=True)
        pen.whole("M48 42 L44.5 44 L44.5 90 L48 92", stuff)
        pen.shape(f"M51 {68 + w} L66 {68 + w} L66 74 L60 74 L60 79 L66 79 L66 88 L51 88 Z", stuff)
        stone(pen, cut, 48, 26, 7)
    elif form == "mask":
        pen.whole(f"M48 12 L{22 - w} 20 L{20 - w} 44 C24 64 38 80 48 90", stuff)
        pen.pair("M44 44 C36 36 28 38 25 42 C30 50 38 50 44 44 Z", "ink", rim=False)
        pen.whole("M48 46 L44 62 L48 65", f"{stuff}.lit", rim=False)
        pen.whole("M48 72 L39 70 L48 77", "ink", rim=False)
        pen.pair("M30 48 L31 66 L34 50 Z", "gem", rim=False)
    elif form == "candle":
        pen.whole(f"M48 40 L{38 - w} 40 L{37 - w} 74 L48 75", "bone")
        pen.pair(f"M{39 - w} 38 L{38 - w} 54 L41 57 L44 46 L47 44 L47 38 Z", "bone.lit", rim=False)
        pen.whole("M48 72 L26 72 L22 78 L30 84 L30 90 L48 90", stuff)
        pen.shape("M48 8 C58 22 58 32 48 36 C38 32 40 22 48 8 Z", "gem")
        pen.shape("M48 18 C53 26 53 32 48 34 C43 32 44 26 48 18 Z", "glow", rim=False)
    elif form == "heart":
        pen.whole("M48 32 C40 18 18 22 18 42 C18 62 40 78 48 88", "cloth")
        pen.line("M36 28 C34 18 38 12 40 8 M56 28 C56 18 62 14 66 12 M47 34 C46 24 50 18 50 10", "cloth.lit", 4)
        pen.line("M28 44 L40 50 L36 62 M66 40 L58 52 L64 62 M48 38 L48 70", stuff + ".lit", 2.2)
        stone(pen, cut, 48, 52, 8)
    elif form == "letter":
        with pen.group(f'transform="rotate({t.num("askew", -14, 14):.0f} 48 48)"'):
            pen.shape(f"M12 {24 - w} L84 {24 - w} L84 {74 + w} L12 {74 + w} Z", "bone|")
            pen.shape(f"M12 {24 - w} L48 {50 + w} L84 {24 - w} Z", "bone")
            pen.line(f"M12 {74 + w} L40 46 M84 {74 + w} L56 46", "bone.deep", 1.4)
            pen.dot(48, 52, 10.5, "cloth", rim=True)
        stone(pen, cut, 48, 52, 5.5)
    elif form == "seal":
        pen.whole(f"M48 10 C38 10 36 20 40 28 C44 36 42 46 {34 - w} 54 L48 56", "wood")
        pen.whole(f"M48 54 L{24 - w} 54 L{20 - w} 66 L48 68", stuff)
        pen.whole(f"M48 78 C36 76 26 74 {16 - w} 80 C14 90 30 92 48 92", "cloth")
        stone(pen, cut, 48, 62, 5)
    elif form == "hourglass":
        pen.whole("M48 16 L30 16 C30 36 42 42 45 48 C42 54 30 60 30 80 L48 80", "stone", opacity=0.7)
        pen.whole("M48 34 L37 32 C40 40 45 44 46 48 L46 66 C40 68 34 74 33 79 L48 79", "gem", rim=False)
        pen.shape("M22 10 L74 10 L74 17 L22 17 Z M22 79 L74 79 L74 87 L22 87 Z", stuff)
        pen.pair("M25 17 L29 17 L29 79 L25 79 Z", stuff)
    else:
        pen.whole(f"M48 18 L42 42 L30 {26 - w} L28 48 L14 {34 - w} L22 76 L48 80", stuff)
        pen.whole("M48 64 L20 60 L22 72 L48 76", "cloth")
        stone(pen, cut, 48, 60, 7)
        pen.dot(32, 66, 3, "gem", rim=True, twin=True)
    for i in range(rank):
        pen.dot(t.num(f"mote-x{i}", 14, 82), t.num(f"mote-y{i}", 12, 84), 1.6, "glow")

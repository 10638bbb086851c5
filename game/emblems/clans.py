"""Clan crests. The tag is a number, and the number selects shield, division, charge, colours and border: each tag looks different.

A clan may choose charge and colours. Two clans could choose the same, so such a crest has a ribbon with the letters of the tag.
"""

from game.emblems import lettering
from game.emblems.charges import CHARGES
from game.emblems.frame import SHIELD
from game.emblems.palette import Tone, oklch, tone
from game.emblems.pen import Pen
from game.emblems.traits import Traits, uid

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OUTLINES = (
    SHIELD,
    "M48 3 L38 8 L8 6 L6 40 C6 66 26 82 48 94",
    "M48 3 C36 10 20 10 10 6 C4 22 14 30 8 46 C4 68 28 84 48 94",
    "M48 2 L14 12 L6 40 L16 70 L48 94",
)
DIVISIONS = (
    "",
    "M48 0 L96 0 L96 96 L48 96 Z",
    "M0 48 L96 48 L96 96 L0 96 Z",
    "M96 0 L96 96 L0 96 Z",
    "M48 0 L96 0 L96 48 L0 48 L0 96 L48 96 Z",
    "M0 96 L48 34 L96 96 Z",
    "M32 0 L64 0 L64 96 L32 96 Z",
    "M0 34 L96 34 L96 62 L0 62 Z",
    "M0 0 L26 0 L96 70 L96 96 L70 96 L0 26 Z",
)
FIELDS = ((20, 0.15, 165, 0.02), (165, 0.06, 250, 0.02), (265, 0.12, 85, 0.03), (310, 0.12, 80, 0.12), (250, 0.02, 22, 0.19), (150, 0.09, 85, 0.12),
          (40, 0.1, 90, 0.02), (195, 0.08, 95, 0.1), (350, 0.12, 230, 0.03), (280, 0.04, 150, 0.12), (85, 0.08, 25, 0.04), (230, 0.13, 200, 0.02))  # fmt: skip
COLOURS = ("blood", "moss", "night", "plum", "iron", "fern", "rust", "tide", "wine", "dusk", "straw", "ice")
"""The names of FIELDS, in their order."""
CHARGE_NAMES = tuple(charge.__name__ for charge in CHARGES)
BORDERS = 7
WAYS = len(OUTLINES) * len(DIVISIONS) * len(CHARGES) * len(FIELDS) * BORDERS
STRIDE = 28657
"""Coprime to WAYS: similar tags get very different crests, and no two tags get the same one."""


def number(tag: str) -> int:
    """0 to WAYS - 1, unique for every tag of three letters or digits. Case makes no difference."""
    tag = tag.upper()
    if len(tag) == 3 and all(sign in SIGNS for sign in tag):
        a, b, c = (SIGNS.index(sign) for sign in tag)
        return (a * 36 + b) * 36 + c
    return Traits(tag).raw("other") * 7 % WAYS


def clan_crest(tag: str, chosen_charge: str = "", chosen_colours: str = "") -> str:
    """The crest of the clan with this tag, as SVG. chosen_charge, chosen_colours: of CHARGE_NAMES and COLOURS; both or neither. ValueError
    for other names."""
    left = number(tag) * STRIDE % WAYS
    left, border = divmod(left, BORDERS)
    left, colours = divmod(left, len(FIELDS))
    left, charge = divmod(left, len(CHARGES))
    shape, division = divmod(left, len(DIVISIONS))
    if chosen_charge or chosen_colours:
        charge, colours = CHARGE_NAMES.index(chosen_charge), COLOURS.index(chosen_colours)
    hue, chroma, figure, strength = FIELDS[colours]
    field = tone(hue, chroma, 0.36)
    paints: dict[str, Tone | str] = {
        "field": field[3],
        "ground": field,
        "half": tone((hue + 14) % 360, chroma * 0.8, 0.25),
        "charge": tone(figure, strength, 0.78),
        "edge": tone(figure, strength * 0.8, 0.6),
        "rim": oklch(0.95, 0.02, figure),
        "ink": oklch(0.13, 0.02, hue),
    }
    pen = Pen(uid("clan", tag.upper()), paints)
    outline = OUTLINES[shape]
    pen.whole(outline, "ground")
    body = pen.out[-1].split('"')[1]
    clip = pen.define("c", "clipPath", f'<path d="{body}"/>')
    with pen.group(f'clip-path="{clip}"'):
        if division:
            pen.shape(DIVISIONS[division], "half", rim=False)
        if border in (1, 4):
            pen.line(outline, "edge.dark", 13, twin=True)
        if border in (2, 5):
            pen.line(outline, "edge.mid", 12, 0.9, twin=True, dash="5 6")
        if border in (3, 6):
            pen.line(outline, "edge.dark", 15, twin=True)
            pen.line(outline, "half.deep", 11, twin=True)
    if border >= 4:
        for x, y in ((15, 17), (11, 44), (26, 72)):
            pen.dot(x, y, 2.4, "charge.lit", rim=True, twin=True)
    pen.line(outline, "edge.mid", 2.4, twin=True)
    with pen.group(
        'transform="translate(3.8 2) scale(.92)"' if border in (0, 2, 5) else 'transform="translate(7.7 5) scale(.84)"'
    ):
        CHARGES[charge](pen)
    if chosen_charge:
        _ribbon(pen, tag.upper())
    return pen.svg()


def _ribbon(pen: Pen, letters: str) -> None:
    """A band over the shield's foot, with the letters of the tag as outlines, so that no font is needed to show them."""
    pen.pair("M14 74 L3 71 L7 79.5 L3 88 L16 90 Z", "half.deep")
    pen.whole("M48 71 C34 71 22 72.5 11 74.5 L11 91.5 C22 89.5 34 88 48 88", "rim")
    size = 15
    pen.out.append(
        f'<path d="{lettering.outline(letters, 48 - lettering.width(letters, size) / 2, 84.6, size)}" fill="{pen.paint("ink")}"/>'
    )

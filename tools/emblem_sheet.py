"""Contact sheets of the emblems, drawn from the catalogue, as one PNG.

    python -m tools.emblem_sheet OUT.png [kind or kind/family ...] [--size 96] [--columns 20] [--each N]
Kinds: weapon armour accessory consumable rune material monster place class character clan. "weapon/sabre", "monster/wolf" and
"place/mill" select one family. --each draws that many of each family, spread over its levels; without it all are drawn.
"""

import argparse
import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from PIL import Image
from resvg import render, usvg

from game import emblems
from game.content import catalogue
from game.content.vocabulary import FAMILIES

GROUND = (13, 13, 20)
GAP = 4
KINDS = (*FAMILIES, "monster", "place", "class", "character", "clan")


def drawings(kind: str) -> Iterator[tuple[str, str]]:
    """(family, SVG) of every entry of a kind, by family and level."""
    content = catalogue()
    if kind in FAMILIES:
        for item in sorted((i for i in content.items.values() if i.kind == kind), key=lambda i: (i.family, i.level, i.slug)):
            yield item.family, emblems.item_emblem(item)
    elif kind == "monster":
        for monster in sorted(content.monsters.values(), key=lambda m: (m.family, m.level, m.slug)):
            yield monster.family, emblems.monster_emblem(monster, content.hue_of(monster))
    elif kind == "place":
        for place in sorted(content.places.values(), key=lambda p: (p.kind, p.level, p.slug)):
            yield place.kind, emblems.place_emblem(place, content.hue_of(place))
    elif kind == "class":
        yield from (("crest", emblems.crest(faction)) for faction in ("vampire", "werewolf"))
        yield from (("class", emblems.class_emblem(slug)) for slug in emblems.CLASSES)
    elif kind == "character":
        yield from (("mask", emblems.character_emblem(n)) for n in range(24))
    elif kind == "clan":
        yield from (("clan", emblems.clan_crest(a + b + c)) for a in "ACMRXZ" for b in "EKU" for c in "DTV")
    else:
        raise SystemExit(f"There is no kind “{kind}”. Kinds: {', '.join(KINDS)}.")


def chosen(selection: str, each: int) -> list[str]:
    """The SVGs of a kind, or of one of its families."""
    kind, _, family = selection.partition("/")
    out = []
    for name, group in groupby(drawings(kind), key=lambda drawing: drawing[0]):
        found = [svg for _, svg in group]
        if not family or name == family:
            count = min(each or len(found), len(found))
            out += [found[i * len(found) // count] for i in range(count)]
    return out


def picture(svg: str, size: int) -> Image.Image:
    svg = svg.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
    png = render(usvg.Tree.from_str(svg, usvg.Options.default()), (1.0, 0.0, 0.0, 0.0, 1.0, 0.0))
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


def sheet(found: list[str], size: int, columns: int) -> Image.Image:
    step, rows = size + GAP, -(-len(found) // columns)
    out = Image.new("RGB", (columns * step + GAP, rows * step + GAP), GROUND)
    for n, svg in enumerate(found):
        drawn = picture(svg, size)
        out.paste(drawn, (GAP + n % columns * step, GAP + n // columns * step), drawn)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("kinds", nargs="*", default=KINDS)
    parser.add_argument("--size", type=int, default=96)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--each", type=int, default=0)
    args = parser.parse_args()
    found = [svg for kind in args.kinds for svg in chosen(kind, args.each)]
    sheet(found, args.size, args.columns).quantize(256).save(args.out, optimize=True)


if __name__ == "__main__":
    main()

"""Contact sheets of the emblems: an HTML page of synthetic entries, drawn large, middle and at 48 px.

    python -m tools.emblem_sheet OUT.html [kind ...] [--size 96] [--each 6]
kinds: weapon armour accessory consumable rune material monster place class character clan. Photograph it with any browser.
"""

import argparse
from pathlib import Path

from game import emblems
from game.content.schema import FAMILIES, MONSTERS, PLACES, Item, Location, Monster
from game.emblems.palette import RARITIES

HUES = (38, 195, 110, 150, 265, 210, 300, 15, 180, 240, 330, 0)
TEXT = "x" * 60


def item(kind: str, family: str, n: int) -> Item:
    rarity = RARITIES[n * 2 % 5]
    return Item(f"{family}-{n}", f"{family} {n}", kind, family, rarity, 1 + n * 7 % 60, 1, TEXT)


def monster(family: str, n: int) -> Monster:
    rank = ("common", "boss", "elite", "common")[n % 4]
    return Monster(f"{family}-{n}", family, family, "r", 1 + n * 7 % 60, rank, TEXT, 1, 1, 1, 1, 1, (1, 1))


def place(kind: str, n: int) -> Location:
    return Location(f"{kind}-{n}", kind, kind, "r", 1 + n * 7 % 60, TEXT, (1, 1), ())


def pictures(kind: str, each: int) -> list[str]:
    if kind in FAMILIES:
        return [emblems.item_emblem(item(kind, family, n)) for family in FAMILIES[kind] for n in range(each)]
    if kind == "monster":
        return [emblems.monster_emblem(monster(f, n), HUES[n % 12]) for f in MONSTERS for n in range(each)]
    if kind == "place":
        return [emblems.place_emblem(place(f, n), HUES[n % 12]) for f in PLACES for n in range(each)]
    if kind == "class":
        return [emblems.crest(f) for f in ("vampire", "werewolf")] + [emblems.class_emblem(slug) for slug in emblems.CLASSES]
    if kind == "character":
        return [emblems.character_emblem(n) for n in range(24)]
    return [emblems.clan_crest(f"{a}{b}{c}") for a in "ACMRXZ" for b in "EKU" for c in "DTV"][: each * 8]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--size", type=int, default=96)
    parser.add_argument("--each", type=int, default=6)
    args = parser.parse_args()
    kinds = args.kinds or [*FAMILIES, "monster", "place", "class", "character", "clan"]
    page = "".join(svg for kind in kinds for svg in pictures(kind, args.each))
    page = page.replace("<svg ", f'<svg width="{args.size}" height="{args.size}" ')
    look = "margin:8px;background:#0d0d14;line-height:0;font-size:0"
    args.out.write_text(f'<!doctype html><meta charset="utf-8"><body style="{look}">{page}')


if __name__ == "__main__":
    main()

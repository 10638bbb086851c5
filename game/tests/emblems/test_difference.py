"""Emblems are told apart by eye: drawn at 48 px, any two of a family differ by more than a tint."""

import io
from collections import defaultdict
from itertools import combinations

from PIL import Image, ImageChops
from resvg import render, usvg

from game import emblems
from game.content import catalogue

SIDE = 48
GROUND = (13, 13, 20)
LEAST = 4.0
"""Mean difference of a pixel's three channels, of 255. The nearest pair of the whole world measures about 6, a usual pair 25."""


def shown(svg: str) -> Image.Image:
    svg = svg.replace("<svg ", f'<svg width="{SIDE}" height="{SIDE}" ', 1)
    tree = usvg.Tree.from_str(svg, usvg.Options.default())
    drawn = Image.open(io.BytesIO(bytes(render(tree, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0))))).convert("RGBA")
    ground = Image.new("RGB", drawn.size, GROUND)
    ground.paste(drawn, mask=drawn)
    return ground


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean over all pixels and channels, from the histogram: 0 for the same picture."""
    counts = ImageChops.difference(one, other).histogram()
    return sum(count * (i & 255) for i, count in enumerate(counts) if count) / (3 * SIDE * SIDE)


def families() -> dict[str, dict[str, str]]:
    """Drawings by slug, by family."""
    content = catalogue()
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for item in content.items.values():
        found[f"{item.kind} {item.family}"][item.slug] = emblems.item_emblem(item)
    for monster in content.monsters.values():
        found[monster.family][monster.slug] = emblems.monster_emblem(monster, content.regions[monster.region].hue)
    for place in content.places.values():
        found[place.kind][place.slug] = emblems.place_emblem(place, content.regions[place.region].hue)
    return found


def test_no_two_emblems_of_a_family_look_alike_at_48_px() -> None:
    """Who fails here is drawn anew by a line in game/emblems/traits.py: AGAIN."""
    near = []
    for family, drawings in families().items():
        pictures = [(slug, shown(svg)) for slug, svg in drawings.items()]
        for (one, a), (other, b) in combinations(pictures, 2):
            apart = difference(a, b)
            if apart < LEAST:
                near.append((round(apart, 2), family, one, other))
    assert not sorted(near)


def test_the_measure_is_zero_for_the_same_shape_and_large_for_another() -> None:
    sabre, ring = (shown(emblems.item_emblem(catalogue().items[slug])) for slug in ("clerks-sabre", "copper-lamp-tax-ring"))
    assert difference(sabre, sabre) == 0
    assert difference(sabre, ring) > 3 * LEAST

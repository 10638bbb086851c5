"""Emblems by their pixels: drawn at 48 px, any two of a family differ by more than a tint, and none reaches beyond its frame."""

import io
from collections import defaultdict
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageDraw
from resvg import render, usvg

from game import emblems
from game.content import catalogue

SIDE = 48
MARGIN = 12
FAINT = 40
"""Alpha of a pixel that an edge only touches."""
GROUND = (13, 13, 20)
LEAST = 4.0
"""Mean difference of a pixel's three channels, of 255. The nearest pair of the whole world measures about 6, a usual pair 25."""


def drawn_with_margin(svg: str) -> Image.Image:
    """48 px, and 12 px of what lies beyond the drawing's edge on each side."""
    side = SIDE + 2 * MARGIN
    svg = svg.replace('viewBox="0 0 96 96"', f'width="{side}" height="{side}" viewBox="-24 -24 144 144"', 1)
    tree = usvg.Tree.from_str(svg, usvg.Options.default())
    return Image.open(io.BytesIO(bytes(render(tree, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0))))).convert("RGBA")


def shown(svg: str) -> Image.Image:
    return on_ground(drawn_with_margin(svg))


def on_ground(drawn: Image.Image) -> Image.Image:
    drawn = drawn.crop((MARGIN, MARGIN, MARGIN + SIDE, MARGIN + SIDE))
    ground = Image.new("RGB", drawn.size, GROUND)
    ground.paste(drawn, mask=drawn)
    return ground


def beyond(drawn: Image.Image, corners: bool) -> tuple[int, int, int, int] | None:
    """The box of what is painted outside the frame: the square, or with corners the eight-cornered plate."""
    outside = Image.new("L", drawn.size, 255)
    cut = 5 if corners else 0
    low, high = MARGIN, MARGIN + SIDE - 1
    outline = [
        (low + cut, low),
        (high - cut, low),
        (high, low + cut),
        (high, high - cut),
        (high - cut, high),
        (low + cut, high),
    ]
    ImageDraw.Draw(outside).polygon([*outline, (low, high - cut), (low, low + cut)], fill=0)
    painted = drawn.getchannel("A").point(lambda alpha: 255 if alpha > FAINT else 0)
    return ImageChops.multiply(painted, outside).getbbox()


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean over all pixels and channels, from the histogram: 0 for the same picture."""
    counts = ImageChops.difference(one, other).histogram()
    return sum(count * (i & 255) for i, count in enumerate(counts) if count) / (3 * SIDE * SIDE)


@pytest.fixture(scope="module")
def families() -> dict[str, dict[str, Image.Image]]:
    """Pictures with their margins by slug, by family."""
    content = catalogue()
    found: dict[str, dict[str, Image.Image]] = defaultdict(dict)
    for item in content.items.values():
        found[f"{item.kind} {item.family}"][item.slug] = drawn_with_margin(emblems.item_emblem(item))
    for monster in content.monsters.values():
        drawing = emblems.monster_emblem(monster, content.regions[monster.region].hue)
        found[monster.family][monster.slug] = drawn_with_margin(drawing)
    for place in content.places.values():
        found[place.kind][place.slug] = drawn_with_margin(emblems.place_emblem(place, content.regions[place.region].hue))
    return found


def test_no_two_emblems_of_a_family_look_alike_at_48_px(families: dict[str, dict[str, Image.Image]]) -> None:
    """Who fails here is drawn anew by a line in game/emblems/traits.py: AGAIN."""
    near = []
    for family, drawings in families.items():
        pictures = [(slug, on_ground(drawn)) for slug, drawn in drawings.items()]
        for (one, a), (other, b) in combinations(pictures, 2):
            apart = difference(a, b)
            if apart < LEAST:
                near.append((round(apart, 2), family, one, other))
    assert not sorted(near)


def test_no_emblem_reaches_beyond_its_frame(families: dict[str, dict[str, Image.Image]]) -> None:
    """The corners of a plate are free where no stud covers them: below rare."""
    items = catalogue().items
    found = {}
    for drawings in families.values():
        for slug, drawn in drawings.items():
            plain = slug in items and items[slug].rarity in ("common", "uncommon")
            if box := beyond(drawn, plain):
                found[slug] = box
    assert not found


def test_what_lies_beyond_the_frame_is_found() -> None:
    drawing = emblems.item_emblem(catalogue().items["clerks-sabre"])
    assert beyond(drawn_with_margin(drawing), True) is None
    for far, corners in (('<circle cx="98" cy="48" r="3"/>', False), ('<circle cx="4" cy="4" r="3"/>', True)):
        assert beyond(drawn_with_margin(drawing.replace("</svg>", f"{far}</svg>")), corners)


def test_the_measure_is_zero_for_the_same_shape_and_large_for_another() -> None:
    sabre, ring = (shown(emblems.item_emblem(catalogue().items[slug])) for slug in ("clerks-sabre", "copper-lamp-tax-ring"))
    assert difference(sabre, sabre) == 0
    assert difference(sabre, ring) > 3 * LEAST

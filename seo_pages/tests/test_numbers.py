"""The numbers on the page of each entry are those that the game uses."""

import re

from game.content import catalogue
from game.rules.trade import resale
from seo_pages.tests.conftest import Rendered

CELL = re.compile(r'data-stat="(\w+)" data-value="(-?\d+)"')
MANY = re.compile(r"<td>(\d+(?: to \d+)?)</td>")
"""The quantity of a drop as readers see it: the first plain cell of a row."""
ROW = re.compile(r'<tr><th scope="row"><a [^>]*href="/wiki/\w+/([a-z0-9-]+)/".*?</tr>')


def read(html: str) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """The numbers of a page: its own by stat, and those of its rows by the row's slug."""
    rows: dict[str, dict[str, int]] = {}
    for row in ROW.finditer(html):
        if numbers := {stat: int(value) for stat, value in CELL.findall(row.group())}:
            rows[row.group(1)] = numbers
    own = {stat: int(value) for stat, value in CELL.findall(ROW.sub("", html))}
    return own, rows


def test_every_item_page_shows_the_numbers_of_the_game(rendered: Rendered) -> None:
    content = catalogue()
    dropped: dict[str, dict[str, dict[str, int]]] = {}
    for profile in content.monster_profiles.values():
        for drop in profile.drops:
            dropped.setdefault(drop.item, {})[profile.slug] = {"chance": drop.chance}
    for item in content.items.values():
        own, rows = read(rendered.html[f"wiki/items/{item.slug}/index.html"])
        wanted = {"level": item.level, "price": item.price, "resale": resale(item.price)} | content.gear_stats.get(
            item.slug, {}
        )
        if item.kind == "rune":
            wanted |= {s.rstrip("_"): v for s in item.bonus.__struct_fields__ if (v := getattr(item.bonus, s))}
        if item.durability:
            wanted["durability"] = item.durability
        if item.use:
            wanted |= {stat: value for stat in ("health", "health_percent", "energy") if (value := getattr(item.use, stat))}
        if item.use_until:
            wanted["use_until"] = item.use_until
        assert own == wanted, item.slug
        assert rows == dropped.get(item.slug, {}), item.slug


def test_every_monster_page_shows_the_numbers_of_the_game(rendered: Rendered) -> None:
    content = catalogue()
    met: dict[str, dict[str, dict[str, int]]] = {}
    for place, encounters in content.encounters.items():
        for slug, weight in zip(encounters.slugs, encounters.weights, strict=True):
            met.setdefault(slug, {})[place] = {"weight": weight}
    for profile in content.monster_profiles.values():
        html = rendered.html[f"wiki/monsters/{profile.slug}/index.html"]
        own, rows = read(html)
        sheet = profile.sheet
        stats = ("level", "hp", "attack", "defence", "speed", "crit", "dodge", "lifesteal")
        wanted = {stat: getattr(sheet, stat) for stat in stats}
        assert own == wanted | {"xp": profile.xp, "gold_low": profile.gold[0], "gold_high": profile.gold[1]}, profile.slug
        drops = {d.item: {"chance": d.chance} for d in profile.drops}
        assert rows == drops | met.get(profile.slug, {}), profile.slug
        many = {d.item: str(d.low) if d.low == d.high else f"{d.low} to {d.high}" for d in profile.drops}
        shown = {row[1]: MANY.search(row[0]) for row in ROW.finditer(html) if row[1] in many}
        assert {item: found[1] for item, found in shown.items() if found} == many


def test_every_place_page_shows_the_numbers_of_the_game(rendered: Rendered) -> None:
    content = catalogue()
    for place in content.places.values():
        own, rows = read(rendered.html[f"wiki/locations/{place.slug}/index.html"])
        encounters = content.encounters[place.slug]
        assert own == {"level": place.level}, place.slug
        assert rows == {s: {"weight": w} for s, w in zip(encounters.slugs, encounters.weights, strict=True)}, place.slug


def hundredths(html: str) -> dict[str, int]:
    """Encounters in 100 hunts, by the row's slug."""
    found = ((row.group(1), re.search(r'data-stat="weight" [^>]*>(\d+)<', row.group())) for row in ROW.finditer(html))
    return {slug: int(cell.group(1)) for slug, cell in found if cell}


def test_encounters_of_a_place_add_up_to_100_and_both_pages_show_the_same(rendered: Rendered) -> None:
    for place in catalogue().places.values():
        shares = hundredths(rendered.html[f"wiki/locations/{place.slug}/index.html"])
        assert sum(shares.values()) == 100 and min(shares.values()) > 0, place.slug
        for monster, share in shares.items():
            assert hundredths(rendered.html[f"wiki/monsters/{monster}/index.html"])[place.slug] == share


def test_the_text_beside_a_number_shows_the_same_number(rendered: Rendered) -> None:
    shown = 0
    for slug, stats in catalogue().gear_stats.items():
        html = rendered.html[f"wiki/items/{slug}/index.html"]
        for stat, value in stats.items():
            text = f"{value / 10:g} %" if stat in ("crit", "dodge", "lifesteal") else f"{value:,}"
            assert f'data-stat="{stat}" data-value="{value}">+{text}<' in html, (slug, stat)
            shown += 1
    assert shown > 1000

"""The numbers on the page of each entry are those that the game plays by."""

import re

from game.content import catalogue
from game.rules.trade import resale
from seo_pages.tests.conftest import Rendered

CELL = re.compile(r'data-stat="(\w+)" data-value="(-?\d+)"')
MANY = re.compile(r"<td>(\d+(?: to \d+)?)</td>")
"""How many a drop is, as people read it: the first plain cell of a row."""
ROW = re.compile(r'<tr><th scope="row"><a [^>]*href="/wiki/\w+/([a-z0-9-]+)/".*?</tr>')


def read(html: str) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """The numbers of a page: its own by name, and those of its rows by the slug that the row is about."""
    rows: dict[str, dict[str, int]] = {}
    for row in ROW.finditer(html):
        if numbers := {stat: int(value) for stat, value in CELL.findall(row.group())}:
            rows[row.group(1)] = numbers
    own = {stat: int(value) for stat, value in CELL.findall(ROW.sub("", html))}
    return own, rows


def test_of_every_item(rendered: Rendered) -> None:
    content = catalogue()
    dropped: dict[str, dict[str, dict[str, int]]] = {}
    for prey in content.monster_profiles.values():
        for drop in prey.drops:
            dropped.setdefault(drop.item, {})[prey.slug] = {"chance": drop.chance}
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
        assert own == wanted, item.slug
        assert rows == dropped.get(item.slug, {}), item.slug


def test_of_every_monster(rendered: Rendered) -> None:
    content = catalogue()
    met: dict[str, dict[str, dict[str, int]]] = {}
    for place, encounters in content.encounters.items():
        for slug, weight in zip(encounters.slugs, encounters.weights, strict=True):
            met.setdefault(slug, {})[place] = {"weight": weight}
    for prey in content.monster_profiles.values():
        html = rendered.html[f"wiki/monsters/{prey.slug}/index.html"]
        own, rows = read(html)
        sheet = prey.sheet
        stats = ("level", "hp", "attack", "defence", "speed", "crit", "dodge", "lifesteal")
        wanted = {stat: getattr(sheet, stat) for stat in stats}
        assert own == wanted | {"xp": prey.xp, "gold_low": prey.gold[0], "gold_high": prey.gold[1]}, prey.slug
        drops = {d.item: {"chance": d.chance} for d in prey.drops}
        assert rows == drops | met.get(prey.slug, {}), prey.slug
        many = {d.item: str(d.low) if d.low == d.high else f"{d.low} to {d.high}" for d in prey.drops}
        shown = {row[1]: MANY.search(row[0]) for row in ROW.finditer(html) if row[1] in many}
        assert {item: found[1] for item, found in shown.items() if found} == many


def test_of_every_place(rendered: Rendered) -> None:
    content = catalogue()
    for place in content.places.values():
        own, rows = read(rendered.html[f"wiki/locations/{place.slug}/index.html"])
        encounters = content.encounters[place.slug]
        assert own == {"level": place.level}, place.slug
        assert rows == {s: {"weight": w} for s, w in zip(encounters.slugs, encounters.weights, strict=True)}, place.slug


def hundredths(html: str) -> dict[str, int]:
    """Of 100 hunts, by the slug that a row is about."""
    found = ((row.group(1), re.search(r'data-stat="weight" [^>]*>(\d+)<', row.group())) for row in ROW.finditer(html))
    return {slug: int(cell.group(1)) for slug, cell in found if cell}


def test_of_a_hundred_hunts_at_a_place_all_meet_somebody_and_both_pages_say_whom(rendered: Rendered) -> None:
    for place in catalogue().places.values():
        shares = hundredths(rendered.html[f"wiki/locations/{place.slug}/index.html"])
        assert sum(shares.values()) == 100 and min(shares.values()) > 0, place.slug
        for monster, share in shares.items():
            assert hundredths(rendered.html[f"wiki/monsters/{monster}/index.html"])[place.slug] == share


def test_what_is_read_is_what_people_see(rendered: Rendered) -> None:
    """The words beside a number say the same number."""
    shown = 0
    for slug, stats in catalogue().gear_stats.items():
        html = rendered.html[f"wiki/items/{slug}/index.html"]
        for stat, value in stats.items():
            text = f"{value / 10:g} %" if stat in ("crit", "dodge", "lifesteal") else f"{value:,}"
            assert f'data-stat="{stat}" data-value="{value}">+{text}<' in html, (slug, stat)
            shown += 1
    assert shown > 1000

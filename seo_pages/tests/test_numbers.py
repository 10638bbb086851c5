"""The numbers on the page of each entry are those that the game plays by."""

import re

from game.content import catalogue
from game.rules.trade import resale

CELL = re.compile(r'data-stat="(\w+)" data-value="(-?\d+)"(?: data-high="(\d+)")?')
ROW = re.compile(r'<tr><th scope="row"><a [^>]*href="/wiki/\w+/([a-z0-9-]+)/".*?</tr>')


def read(html: str) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """The numbers of a page: its own by name, and those of its rows by the slug that the row is about."""
    rows: dict[str, dict[str, int]] = {}
    for row in ROW.finditer(html):
        numbers = {stat: int(value) for stat, value, _ in CELL.findall(row.group())}
        for _, _, high in CELL.findall(row.group()):
            if high:
                numbers["high"] = int(high)
        if numbers:
            rows[row.group(1)] = numbers
    own = {stat: int(value) for stat, value, _ in CELL.findall(ROW.sub("", html))}
    return own, rows


def test_of_every_item(rendered):
    content = catalogue()
    dropped: dict[str, dict[str, dict[str, int]]] = {}
    for prey in content.prey.values():
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


def test_of_every_monster(rendered):
    content = catalogue()
    met: dict[str, dict[str, dict[str, int]]] = {}
    for place, encounters in content.encounters.items():
        for slug, weight in zip(encounters.slugs, encounters.weights, strict=True):
            met.setdefault(slug, {})[place] = {"weight": weight}
    for prey in content.prey.values():
        own, rows = read(rendered.html[f"wiki/monsters/{prey.slug}/index.html"])
        sheet = prey.sheet
        stats = ("level", "hp", "attack", "defence", "speed", "crit", "dodge", "lifesteal")
        wanted = {stat: getattr(sheet, stat) for stat in stats}
        assert own == wanted | {"xp": prey.xp, "gold_low": prey.gold[0], "gold_high": prey.gold[1]}, prey.slug
        drops = {d.item: {"chance": d.chance, "low": d.low, "high": d.high} for d in prey.drops}
        assert rows == drops | met.get(prey.slug, {}), prey.slug


def test_of_every_place(rendered):
    content = catalogue()
    for place in content.locations.values():
        own, rows = read(rendered.html[f"wiki/locations/{place.slug}/index.html"])
        encounters = content.encounters[place.slug]
        assert own == {"level": place.level}, place.slug
        assert rows == {s: {"weight": w} for s, w in zip(encounters.slugs, encounters.weights, strict=True)}, place.slug


def test_what_is_read_is_what_people_see(rendered):
    """The words beside a number say the same number."""
    html = rendered.html["wiki/items/clerks-sabre/index.html"]
    assert re.search(r'data-stat="attack" data-value="7">\+7<', html)
    assert re.search(r'data-stat="crit" data-value="8">\+0\.8 %<', html)

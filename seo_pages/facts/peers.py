"""Compares an entry with similar ones: items with items of their slot, monsters of about the same level, places of a region."""

from collections.abc import Callable
from typing import TypedDict

from game.content.schema import Item, Monster, Place
from seo_pages import nouns, words
from seo_pages.facts.cloud import Cloud, cloud
from seo_pages.facts.hunting_index import AverageHunt
from seo_pages.facts.peer_rows import PeerRow, compare, tenth, whole
from seo_pages.facts.refs import EntryRef
from seo_pages.facts.world import WikiWorld

LEVELS = 3
"""The largest difference of level between two peers."""
CLOUD = 8
"""The largest difference of level in the chart."""


class ItemCloud(Cloud):
    """stat: its name. mine, most: the stat of this item and the highest one, as text. of: items in the chart."""

    stat: str
    mine: str
    most: str
    of: int


class Peers(TypedDict):
    """about: which entries are compared, in words. cloud: None if there are too few of them. count: how many there are."""

    about: str
    rows: list[PeerRow]
    cloud: ItemCloud | None
    count: int


def item_peers(world: WikiWorld, item: Item) -> Peers:
    """Compared with items of the same slot (or kind) and about the same level."""
    near = world.item_index.near(item, LEVELS)
    ref = world.ref["item"]
    if item.kind == "consumable" and item.use:
        near = [i for i in near if i.use]
        rows = [_use(near, ref, item, stat) for stat in words.USES if getattr(item.use, stat)]
    elif item.kind == "material":
        rows = [_material(world, near, ref, item)]
    else:
        rows = [_bonus(world, near, ref, item, stat) for stat in words.STATS if world.bonus[item.slug].get(stat)]
        if item.durability:
            rows.append(compare("Durability", item.durability, [(i.durability, ref[i.slug]) for i in near], whole))
    rows.append(compare("Price, the lowest first", item.price, [(i.price, ref[i.slug]) for i in near], whole, low_is_best=True))
    low, high = max(1, item.level - LEVELS), min(60, item.level + LEVELS)
    what = nouns.many(item.kind, item.family) if item.kind in ("armour", "accessory") else words.KINDS[item.kind].lower()
    about = f"the {len(near)} {what} of levels {low} to {high}"
    return {"about": about, "rows": [row for row in rows if row], "cloud": _cloud(world, item), "count": len(near)}


def _bonus(world: WikiWorld, near: list[Item], ref: dict[str, EntryRef], item: Item, stat: str) -> PeerRow | None:
    others: list[tuple[float, EntryRef]] = [(value, ref[i.slug]) for i in near if (value := world.bonus[i.slug].get(stat))]
    show = (lambda v: words.percent(round(v))) if stat in words.PERMILLE else whole
    return compare(words.STATS[stat], world.bonus[item.slug][stat], others, show)


def _use(near: list[Item], ref: dict[str, EntryRef], item: Item, stat: str) -> PeerRow | None:
    others: list[tuple[float, EntryRef]] = [(value, ref[i.slug]) for i in near if i.use and (value := getattr(i.use, stat))]
    show = (lambda v: f"{v:.0f} %") if stat == "health_percent" else whole
    return compare(words.USES[stat].split(",")[0], getattr(item.use, stat), others, show)


def _material(world: WikiWorld, near: list[Item], ref: dict[str, EntryRef], item: Item) -> PeerRow | None:
    """Pieces from a hundred hunts at its best place."""

    def best(i: Item) -> float:
        return world.hunting.grounds[i.slug][0][1] * 100 if i.slug in world.hunting.grounds else 0

    others = [(found, ref[i.slug]) for i in near if (found := best(i))]
    return compare("Pieces from 100 hunts", best(item), others, tenth) if best(item) else None


def _cloud(world: WikiWorld, item: Item) -> ItemCloud | None:
    """The item's stat that most peers have too, by level."""
    have = world.bonus[item.slug]
    near = world.item_index.near(item, CLOUD)
    if not have or len(near) < 6:
        return None
    stat = max(have, key=lambda s: sum(s in world.bonus[i.slug] for i in near))
    values = [(i.level, world.bonus[i.slug][stat]) for i in near if stat in world.bonus[i.slug]]
    if len(values) < 6:
        return None
    return {
        **cloud(values, (item.level, have[stat])), "stat": words.STATS[stat], "mine": words.signed(stat, have[stat]),
        "of": len(values), "most": words.signed(stat, max(value for _, value in values)),
    }  # fmt: skip


def monster_peers(world: WikiWorld, monster: Monster) -> Peers:
    """Compared with monsters of about its level; bosses with bosses, if there are enough."""
    boss = monster.rank == "boss"
    pool = [m for m in world.monsters if (m.rank == "boss") == boss]
    width = LEVELS
    while len(near := [m for m in pool if abs(m.level - monster.level) <= width]) < 6 and width < 60:
        width += 3
    ref = world.ref["monster"]
    stats: list[tuple[str, Callable[[Monster], float]]] = [
        ("Health", lambda m: m.hp), ("Attack", lambda m: m.attack), ("Defence", lambda m: m.defence), ("Speed", lambda m: m.speed),
        ("Experience", lambda m: m.xp), ("Gold, on average", lambda m: sum(m.gold) / 2),
    ]  # fmt: skip
    rows = [compare(name, of(monster), [(of(m), ref[m.slug]) for m in near], whole) for name, of in stats]
    low, high = min(m.level for m in near), max(m.level for m in near)
    about = f"the {len(near)} {'bosses' if boss else 'monsters'} of levels {low} to {high}"
    return {"about": about, "rows": [row for row in rows if row], "cloud": None, "count": len(near)}


def place_peers(world: WikiWorld, place: Place) -> Peers:
    """Compared with the other places of its region."""
    near = [(world.hunting.average[p.slug], world.ref["place"][p.slug]) for p in world.places_in[place.region]]
    mine = world.hunting.average[place.slug]
    figures: list[tuple[str, Callable[[AverageHunt], float]]] = [
        ("Experience a hunt", lambda h: h.xp), ("Gold a hunt", lambda h: h.gold), ("Loot a hunt, in gold", lambda h: h.loot),
        ("Foe’s health", lambda h: h.hp), ("Foe’s attack", lambda h: h.attack),
    ]  # fmt: skip
    rows = [compare(name, of(mine), [(of(h), ref) for h, ref in near], tenth) for name, of in figures]
    return {
        "about": f"the {len(near)} places of its region",
        "rows": [row for row in rows if row],
        "cloud": None,
        "count": len(near),
    }

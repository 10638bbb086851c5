"""Links to entries and regions as data: every page that names an entry uses the same ref."""

from typing import TypedDict

from game.content.schema import Item, Monster, Place, Region
from seo_pages import nouns
from seo_pages.facts import addresses


class NamedLink(TypedDict):
    name: str
    href: str


class NotedLink(NamedLink):
    """note: shown beside or under the name."""

    note: str


class RegionRef(TypedDict):
    """tint: a class of the style sheet."""

    name: str
    href: str
    tint: str


class EntryRef(RegionRef):
    """img: address of the emblem. note: a short description, shown under the name."""

    img: str
    note: str
    level: int


def item_ref(item: Item) -> EntryRef:
    return {
        "name": item.name, "href": addresses.item(item.slug), "img": addresses.emblem("item", item.slug),
        "note": f"{item.rarity} {nouns.family(item.kind, item.family)}, level {item.level}", "tint": f"r-{item.rarity}",
        "level": item.level,
    }  # fmt: skip


def monster_ref(monster: Monster) -> EntryRef:
    rank = "" if monster.rank == "common" else monster.rank + " "
    return {
        "name": monster.name, "href": addresses.monster(monster.slug), "img": addresses.emblem("monster", monster.slug),
        "note": f"{rank}{monster.family}, level {monster.level}", "tint": f"k-{monster.rank}", "level": monster.level,
    }  # fmt: skip


def place_ref(place: Place, region: Region, tint: str) -> EntryRef:
    return {
        "name": place.name, "href": addresses.place(place.slug), "img": addresses.emblem("place", place.slug),
        "note": f"{place.kind} in {region.name}, level {place.level}", "tint": tint, "level": place.level,
    }  # fmt: skip


def region_ref(region: Region, tint: str) -> RegionRef:
    return {"name": region.name, "href": addresses.region(region.slug), "tint": tint}

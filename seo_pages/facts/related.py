"""Links to related entries: the next better item, a cheaper one, the rest of the set, the next place."""

from math import dist
from typing import Any

from game.content.schema import Item, Monster, Place
from seo_pages import words
from seo_pages.facts.world import WikiWorld

MOST = {"item": 6, "monster": 4, "place": 4}
"""Cards per page. Pages of monsters and places have fewer, because they also have a map."""


class _Cards:
    """Links, each with its reason; never to the page itself, and none twice."""

    def __init__(self, own: str, most: int) -> None:
        self.most = most
        self.seen = {own}
        self.cards: list[dict[str, Any]] = []

    def add(self, why: str, ref: dict[str, Any] | None, note: str = "") -> None:
        if ref and ref["href"] not in self.seen and len(self.cards) < self.most:
            self.seen.add(ref["href"])
            self.cards.append({"why": why, "of": ref, "note": note or ref["note"]})


def _gain(world: WikiWorld, item: Item, other: Item) -> str:
    """The difference between two items, in the first two stats."""
    mine, theirs = world.bonus[item.slug], world.bonus[other.slug]
    changes = [(s, theirs.get(s, 0) - mine.get(s, 0)) for s in words.STATS if s in mine or s in theirs]
    told = [f"{words.STATS[s].lower()} {words.signed(s, change)}" for s, change in changes if change][:2]
    return f"level {other.level}" + (f", {words.listed(told)}" if told else "")


def related_to_item(world: WikiWorld, item: Item) -> list[dict[str, Any]]:
    refs, cards = world.ref["item"], _Cards(world.ref["item"][item.slug]["href"], MOST["item"])
    kin = world.item_index.by_family[item.kind, item.family]
    what = words.family(item.kind, item.family)
    wearable = [i for i in kin if i.faction in (None, item.faction) or item.faction is None]
    up = next((i for i in wearable if i.level > item.level and i.price > item.price), None)
    down = next((i for i in reversed(wearable) if i.level <= item.level and i.price < item.price), None)
    if up:
        cards.add(f"Next {what} up", refs[up.slug], _gain(world, item, up))
    if down:
        cards.add(f"Cheaper {what}", refs[down.slug], f"{_gain(world, item, down)}, {words.number(down.price)} gold")
    if item.slug in world.content.set_of:
        for slug in world.content.set_of[item.slug].pieces:
            cards.add("Of the same set", refs[slug])
    rival = min(
        (i for i in world.item_index.near(item, 3) if i.family != item.family or not item.slot),
        key=lambda i: abs(i.price - item.price),
        default=None,
    )
    if rival:
        cards.add("Instead of it", refs[rival.slug])
    for r, _ in world.item_index.recipes_with.get(item.slug, ())[:2]:
        cards.add("Made from it", refs[r.makes])
    for r in world.item_index.recipes_for.get(item.slug, ())[:1]:
        for need in r.needs:
            cards.add("It is made from", refs[need.item])
    for other in sorted(kin, key=lambda i: abs(i.level - item.level)):
        cards.add(f"Another {what}", refs[other.slug])
    return cards.cards


def related_to_monster(world: WikiWorld, monster: Monster) -> list[dict[str, Any]]:
    refs, cards = world.ref["monster"], _Cards(world.ref["monster"][monster.slug]["href"], MOST["monster"])
    here = world.monsters_in[monster.region]
    kin = [m for m in world.monsters if m.family == monster.family]
    tougher = next((m for m in here if m.level > monster.level), None)
    easier = next((m for m in reversed(here) if m.level < monster.level), None)
    if tougher:
        cards.add("Next in the region", refs[tougher.slug])
    if easier:
        cards.add("Easier in the region", refs[easier.slug])
    for m in sorted(kin, key=lambda m: (abs(m.level - monster.level), m.slug))[:3]:
        cards.add(f"Another {monster.family}", refs[m.slug])
    for m in here:
        if m.rank == "boss":
            cards.add("Boss of the region", refs[m.slug])
    for m in sorted(here, key=lambda m: (abs(m.level - monster.level), m.slug)):
        cards.add("Its neighbour", refs[m.slug])
    return cards.cards


def related_to_place(world: WikiWorld, place: Place) -> list[dict[str, Any]]:
    refs, cards = world.ref["place"], _Cards(world.ref["place"][place.slug]["href"], MOST["place"])
    here = [p for p in world.places_in[place.region] if p.slug != place.slug]
    following = next((p for p in world.places if (p.level, p.name) > (place.level, place.name)), None)
    if following:
        cards.add("When you have outgrown it", refs[following.slug])
    for p in sorted(here, key=lambda p: (dist(p.map, place.map), p.slug))[:4]:
        way = words.compass(p.map[0] - place.map[0], p.map[1] - place.map[1])
        cards.add(f"Next door, {way}" if way else "Next door", refs[p.slug])
    before = next((p for p in reversed(world.places) if (p.level, p.name) < (place.level, place.name)), None)
    if before:
        cards.add("Easier", refs[before.slug])
    for p in world.places:
        if p.kind == place.kind and p.region != place.region:
            cards.add(f"Another {place.kind}", refs[p.slug])
    return cards.cards

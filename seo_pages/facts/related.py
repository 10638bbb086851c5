"""Links to related entries: the next better item, a cheaper one, the rest of the set, the next place."""

from math import dist
from typing import TypedDict

from game.content.schema import Item, Monster, Place
from seo_pages import nouns, words
from seo_pages.facts.refs import EntryRef
from seo_pages.facts.world import WikiWorld

MOST = {"item": 6, "monster": 4, "place": 4}
"""Cards per page. Pages of monsters and places have fewer, because they also have a map."""


class RelatedCard(TypedDict):
    """why: how the entry is related. note: shown under its name."""

    why: str
    of: EntryRef
    note: str


class _Cards:
    """Collects at most `most` cards: none for the page's own entry, and none twice. own: the page's address."""

    def __init__(self, own: str, most: int) -> None:
        self.most = most
        self.seen = {own}
        self.cards: list[RelatedCard] = []

    def add(self, why: str, ref: EntryRef, note: str = "") -> None:
        if ref["href"] not in self.seen and len(self.cards) < self.most:
            self.seen.add(ref["href"])
            self.cards.append({"why": why, "of": ref, "note": note or ref["note"]})


def _gain(world: WikiWorld, item: Item, other: Item) -> str:
    """The difference between two items, in the first two stats."""
    mine, theirs = world.bonus[item.slug], world.bonus[other.slug]
    changes = [(s, theirs.get(s, 0) - mine.get(s, 0)) for s in words.STATS if s in mine or s in theirs]
    texts = [f"{words.STATS[s].lower()} {words.signed(s, change)}" for s, change in changes if change][:2]
    return f"level {other.level}" + (f", {words.listed(texts)}" if texts else "")


def related_to_item(world: WikiWorld, item: Item) -> list[RelatedCard]:
    refs, cards = world.ref["item"], _Cards(world.ref["item"][item.slug]["href"], MOST["item"])
    family = world.item_index.by_family[item.kind, item.family]
    what, another = nouns.family(item.kind, item.family), nouns.another(item.kind, item.family)
    wearable = [i for i in family if i.faction in (None, item.faction) or item.faction is None]
    up = next((i for i in wearable if i.level > item.level and i.price > item.price), None)
    down = next((i for i in reversed(wearable) if i.level <= item.level and i.price < item.price), None)
    if up:
        cards.add(f"Next {what} up", refs[up.slug], _gain(world, item, up))
    if down:
        cards.add(f"Cheaper {what}", refs[down.slug], f"{_gain(world, item, down)}, {words.number(down.price)} gold")
    if item.slug in world.content.set_of:
        for slug in world.content.set_of[item.slug].pieces:
            cards.add("Of the same set", refs[slug])
    alternative = min(
        (i for i in world.item_index.near(item, 3) if i.family != item.family or not item.slot),
        key=lambda i: abs(i.price - item.price),
        default=None,
    )
    if alternative:
        cards.add("Instead of it", refs[alternative.slug])
    for r, _ in world.item_index.recipes_with.get(item.slug, ())[:2]:
        cards.add("Made from it", refs[r.makes])
    for r in world.item_index.recipes_for.get(item.slug, ())[:1]:
        for need in r.needs:
            cards.add("It is made from", refs[need.item])
    for other in sorted(family, key=lambda i: abs(i.level - item.level)):
        cards.add(another, refs[other.slug])
    return cards.cards


def related_to_monster(world: WikiWorld, monster: Monster) -> list[RelatedCard]:
    refs, cards = world.ref["monster"], _Cards(world.ref["monster"][monster.slug]["href"], MOST["monster"])
    here = world.monsters_in[monster.region]
    family = [m for m in world.monsters if m.family == monster.family]
    tougher = next((m for m in here if m.level > monster.level), None)
    easier = next((m for m in reversed(here) if m.level < monster.level), None)
    if tougher:
        cards.add("Next in the region", refs[tougher.slug])
    if easier:
        cards.add("Easier in the region", refs[easier.slug])
    for m in sorted(family, key=lambda m: (abs(m.level - monster.level), m.slug))[:3]:
        cards.add(f"Another {monster.family}", refs[m.slug])
    for m in here:
        if m.rank == "boss":
            cards.add("Boss of the region", refs[m.slug])
    for m in sorted(here, key=lambda m: (abs(m.level - monster.level), m.slug)):
        cards.add("Its neighbour", refs[m.slug])
    return cards.cards


def related_to_place(world: WikiWorld, place: Place) -> list[RelatedCard]:
    refs, cards = world.ref["place"], _Cards(world.ref["place"][place.slug]["href"], MOST["place"])
    here = [p for p in world.places_in[place.region] if p.slug != place.slug]
    next_place = next((p for p in world.places if (p.level, p.name) > (place.level, place.name)), None)
    if next_place:
        cards.add("When you have outgrown it", refs[next_place.slug])
    for p in sorted(here, key=lambda p: (dist(p.map, place.map), p.slug))[:4]:
        direction = words.compass(p.map[0] - place.map[0], p.map[1] - place.map[1])
        cards.add(f"Next door, {direction}" if direction else "Next door", refs[p.slug])
    before = next((p for p in reversed(world.places) if (p.level, p.name) < (place.level, place.name)), None)
    if before:
        cards.add("Easier", refs[before.slug])
    for p in world.places:
        if p.kind == place.kind and p.region != place.region:
            cards.add(f"Another {place.kind}", refs[p.slug])
    return cards.cards

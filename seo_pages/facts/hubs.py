"""Lists of items, monsters and places: by kind, family, rarity, level, region, rank and shop, paged."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from game.content import wiki_urls
from game.content.registry import FOLDERS
from game.content.schema import Item, Monster, Place
from game.content.vocabulary import FAMILIES, MONSTERS, PLACES, RARITIES
from seo_pages import words
from seo_pages.facts import addresses, intros
from seo_pages.facts.head import head, sentences, title
from seo_pages.facts.sources import one_in
from seo_pages.facts.world import WikiWorld, pages_of
from seo_pages.site import Site

SIZE = 28
"""Cards per page: full rows of one, two and four, and light enough with style and pictures."""
FIRST = 12
"""Cards on the first page of a section, which is there for its links."""
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
"""Section -> what one of its entries is, in the code and in the pages' words."""
SECTIONS = {
    "items": ("Items", wiki_urls.ITEMS),
    "monsters": ("Monsters", wiki_urls.MONSTERS),
    "locations": ("Places", wiki_urls.LOCATIONS),
}


class Hub(Struct, frozen=True):
    """One list. lead: what it is about. crumbs: what lies above it, as (name, address). groups: how its links are told apart."""

    section: str
    address: str
    name: str
    lead: str
    entries: list[Any]
    crumbs: list[tuple[str, str]] = []
    group: str = ""
    short: str = ""

    @property
    def root(self) -> bool:
        """Whether it is the complete list of its section."""
        return self.address == SECTIONS[self.section][1]


def hubs(world: WikiWorld) -> list[Hub]:
    """Every list that has entries; the complete list of a section comes first."""
    return [hub for of in (_item_hubs, _monster_hubs, _place_hubs) for hub in of(world) if hub.entries]


def _item_hubs(world: WikiWorld) -> Iterator[Hub]:
    items, top = world.items, [SECTIONS["items"]]
    sold = sum(bool(i.sold_in) for i in items)
    lead = (
        f"All {words.count(len(items), 'thing')} that can be worn, eaten, set or hammered in Veyrholt. Shops sell {words.number(sold)} "
        "of them; the rest is dropped, made or given, and each page says by whom."
    )
    yield Hub("items", wiki_urls.ITEMS, "Items", lead, items)
    for kind, name in words.KINDS.items():
        of = [i for i in items if i.kind == kind]
        yield Hub("items", addresses.kind(kind), name, intros.kind(kind, of), of, top, "Kinds", name)
    for kind, names in FAMILIES.items():
        for family in names:
            of = world.by_family.get((kind, family), [])
            name = words.families(kind, family)
            crumbs = [*top, (words.KINDS[kind], addresses.kind(kind))]
            yield Hub(
                "items", addresses.family(kind, family), name, intros.family(world, kind, family, of), of, crumbs, kind, name
            )
    for rarity in RARITIES:
        of = [i for i in items if i.rarity == rarity]
        yield Hub(
            "items",
            addresses.rarity(rarity),
            f"{rarity.capitalize()} items",
            intros.rarity(world, rarity, of),
            of,
            top,
            "Rarities",
            rarity,
        )
    for low in range(1, 61, 5):
        of = [i for i in items if low <= i.level < low + 5]
        name = f"Items of levels {low} to {low + 4}"
        yield Hub(
            "items",
            addresses.band("items", low, low + 4),
            name,
            intros.item_band(world, low, of),
            of,
            top,
            "Levels",
            f"{low}–{low + 4}",
        )

    for r in world.regions:
        crumbs = [("Regions", wiki_urls.REGIONS), (r.name, addresses.region(r.slug))]
        of = world.stock[r.slug]
        yield Hub("items", addresses.shop(r.slug), r.shop, intros.shop(r, of), of, crumbs, "Shops", r.shop)


def _monster_hubs(world: WikiWorld) -> Iterator[Hub]:
    monsters, top = world.monsters, [SECTIONS["monsters"]]
    bosses = [m for m in monsters if m.rank == "boss"]
    elites = [m for m in monsters if m.rank == "elite"]
    lead = (
        f"The {words.count(len(monsters), 'creature')} that walk Veyrholt after second bell: {len(elites)} elites and "
        f"{len(bosses)} bosses among them. Each page says where it is met, what it leaves and what its numbers mean for you."
    )
    yield Hub("monsters", wiki_urls.MONSTERS, "Monsters", lead, monsters)
    yield Hub("monsters", wiki_urls.BOSSES, "Bosses", intros.bosses(bosses), bosses, top, "Rank", "Bosses")
    yield Hub("monsters", wiki_urls.ELITES, "Elites", intros.elites(elites), elites, top, "Rank", "Elites")
    for r in world.regions:
        of = world.monsters_in[r.slug]
        yield Hub(
            "monsters",
            f"{wiki_urls.MONSTERS}{r.slug}/",
            f"Monsters of {r.name}",
            intros.region_monsters(world, r, of),
            of,
            top,
            "Regions",
            r.name,
        )
    for low in range(1, 61, 10):
        of = [m for m in monsters if low <= m.level < low + 10]
        name = f"Monsters of levels {low} to {low + 9}"
        yield Hub(
            "monsters",
            addresses.band("monsters", low, low + 9),
            name,
            intros.monster_band(low, of),
            of,
            top,
            "Levels",
            f"{low}–{low + 9}",
        )
    for family in MONSTERS:
        of = [m for m in monsters if m.family == family]
        name = words.plural(family)
        yield Hub("monsters", addresses.breed(family), name, intros.breed(world, family, of), of, top, "Families", name)


def _place_hubs(world: WikiWorld) -> Iterator[Hub]:
    places, top = world.places, [SECTIONS["locations"]]
    lead = (
        f"The {words.count(len(places), 'place')} where one can hunt, in {words.count(len(world.regions), 'region')}, from the safest lane "
        "to the worst. A page tells who prowls there and what a hunt is worth."
    )
    yield Hub("locations", wiki_urls.LOCATIONS, "Places", lead, places)
    for kind in PLACES:
        of = [p for p in places if p.kind == kind]
        name = words.plural(kind)
        yield Hub(
            "locations",
            addresses.place_kind(kind),
            name,
            intros.place_kind(world, kind, of),
            of,
            top,
            "Kinds of place",
            name,
        )


def hub_pages(world: WikiWorld, site: Site, hub: Hub, groups: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The facts of each page of a list. groups: the links to its sister lists."""
    pages = [hub.entries[:FIRST]] if hub.root else pages_of(hub.entries, SIZE)
    start = 0
    for number, entries in enumerate(pages, 1):
        yield _page(world, site, hub, groups, number, len(pages), entries, start)
        start += len(entries)


def _page(
    world: WikiWorld, site: Site, hub: Hub, groups: list[dict[str, Any]], number: int, of: int, entries: list[Any], start: int
) -> dict[str, Any]:
    address = addresses.paged(hub.address, number)
    part = f", page {number}" if number > 1 else ""
    total = len(hub.entries)
    kind = KINDS[hub.section]
    many = words.count(total, kind)
    best = max(entries, key=lambda e: (RARITIES.index(e.rarity) if kind == "item" else 0, e.level))
    names = f"From {entries[0].name} to {entries[-1].name}." if len(entries) > 1 else f"{entries[0].name}."
    also = {}
    if number > 1:
        also["prev"] = addresses.paged(hub.address, number - 1)
    if number < of:
        also["next"] = addresses.paged(hub.address, number + 1)
    if hub.root:
        said = sentences(
            f"{hub.name} of Vampires vs Werewolves: {many}, by what they are and by level.",
            "Where each is found, and its numbers.",
        )
    else:
        said = sentences(f"{hub.name}{part}: {many} by level.", names, "Numbers, where to find them, what they are good for.")
    page = head(
        site, address, name=hub.name + part, title=title(hub.name + part, f"all {many} and their numbers", f"all {many}", many), description=said,
        crumbs=[*hub.crumbs, (hub.name, hub.address)] if number > 1 else hub.crumbs,
        picture=addresses.picture(kind, best.slug), alt=f"{best.name}, one of them", section=hub.section, also=also,
    )  # fmt: skip
    makers: dict[str, Callable[[WikiWorld, Any], dict[str, Any]]] = {
        "items": _item_card,
        "monsters": _monster_card,
        "locations": _place_card,
    }
    card = makers[hub.section]
    return page | {
        "lead": hub.lead if number == 1 else "",
        "cards": [card(world, e) for e in entries],
        "total": total,
        "first": start + 1,
        "last": start + len(entries),
        "noun": kind,
        "root": hub.root,
        "pages": numbered(hub.address, of),
        "number": number,
        "groups": groups if number == 1 else [],
        "here": hub.address,
    }


def numbered(address: str, of: int) -> list[dict[str, Any]]:
    """Links to the pages of a list; none if it has only one page."""
    return [{"number": n, "href": addresses.paged(address, n)} for n in range(1, of + 1)] if of > 1 else []


def groups_of(all_hubs: list[Hub], hub: Hub) -> list[dict[str, Any]]:
    """Links to the lists beside a list: all of them from a section's first, its own group and what lies below from the others."""
    sisters = [h for h in all_hubs if h.section == hub.section and not h.root]
    if not hub.root:
        below = next((kind for kind, name in words.KINDS.items() if addresses.kind(kind) == hub.address), None)
        sisters = [h for h in sisters if h.group in (hub.group, below)]
    found: dict[str, list[dict[str, Any]]] = {}
    for h in sisters:
        found.setdefault(words.KINDS.get(h.group, h.group), []).append(
            {"text": h.short, "href": h.address, "count": len(h.entries)}
        )
    return [{"name": name, "links": links} for name, links in found.items()]


def _item_card(world: WikiWorld, i: Item) -> dict[str, Any]:
    have = world.bonus[i.slug]
    does = [f"{words.STATS[s]} {words.signed(s, have[s])}" for s in words.STATS if s in have][:3]
    if i.use:
        does = [f"Health +{i.use.health}"] * bool(i.use.health) + [f"Health +{i.use.health_percent} %"] * bool(
            i.use.health_percent
        )
        does += [f"Energy +{i.use.energy}"] * bool(i.use.energy)
    if i.kind == "material":
        best = world.grounds.get(i.slug)
        does = [f"best at {best[0][0].name}"] if best else []
    if i.sold_in:
        where = f"{words.number(i.price)} gold in shops"
    elif i.slug in world.recipes_for:
        where = f"made at the {world.recipes_for[i.slug][0].craft}"
    elif i.slug in world.drops:
        who, drop = world.drops[i.slug][0]
        kills = one_in(drop.chance)
        where = f"from {who.name}, {'every kill' if kills == '1' else f'one in {kills} kills'}"
    else:
        where = "given as a reward"
    return {"of": world.ref["item"][i.slug], "does": does, "where": where}


def _monster_card(world: WikiWorld, m: Monster) -> dict[str, Any]:
    does = [f"Health {words.number(m.hp)}", f"Attack {words.number(m.attack)}", f"XP {words.number(m.xp)}"]
    lairs = world.lairs.get(m.slug)
    return {"of": world.ref["monster"][m.slug], "does": does, "where": lairs[0][0].name if lairs else "in a dungeon"}


def _place_card(world: WikiWorld, p: Place) -> dict[str, Any]:
    h = world.hunt[p.slug]
    does = [f"{h['xp']:.0f} XP a hunt", f"{h['gold'] + h['loot']:.0f} gold a hunt with loot"]
    return {"of": world.ref["place"][p.slug], "does": does, "where": f"{world.shares[p.slug][0][0].name} above all"}

"""The list of regions, and the page of each: its map, monsters, shop and finds."""

from collections.abc import Iterator
from typing import Any

from game.content import wiki_urls
from game.content.schema import Region
from seo_pages import words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.guides import TemplateFacts
from seo_pages.facts.head import head, sentences, title
from seo_pages.facts.night import landscape_of, night
from seo_pages.facts.rates import hundred
from seo_pages.facts.region_map import map_of
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

RANKS = ("boss", "elite", "common")
FACES = 12
"""Monsters on a region's page, bosses first; the region's list has all of them."""


def region_pages(world: WikiWorld, site: Site) -> Iterator[TemplateFacts]:
    cover = world.places[0]
    page = head(
        site, wiki_urls.REGIONS, name="Regions", title=title("Regions", "where to hunt at each level, all maps"),
        description=f"The {words.count(len(world.regions), 'region')} of Veyrholt from level 1 to 60: what each is, who keeps its shop, "
        "what hunts are worth there.",
        crumbs=[], section="regions", picture=addresses.picture("place", cover.slug), alt=f"{cover.name} by night",
    )  # fmt: skip
    yield "regions.html", page | {"regions": [_region_card(world, r) for r in world.regions]}
    for region in world.regions:
        yield "region.html", _region(world, site, region)


def _region_card(world: WikiWorld, r: Region) -> dict[str, Any]:
    return world.region_ref[r.slug] | {
        "text": r.text, "low": r.levels[0], "high": r.levels[1], "places": len(world.places_in[r.slug]), "monsters": len(world.monsters_in[r.slug]),
        "faces": [world.ref["place"][p.slug]["img"] for p in world.places_in[r.slug][:3]],
    }  # fmt: skip


def _region(world: WikiWorld, site: Site, r: Region) -> PageFacts:
    places, monsters, stock = world.places_in[r.slug], world.monsters_in[r.slug], world.item_index.stock[r.slug]
    face = places[-1] if places else world.places[0]
    index = world.regions.index(r)
    shares, average = world.hunting.shares, world.hunting.average
    page = head(
        site, addresses.region(r.slug), name=r.name,
        title=title(r.name, f"where to hunt at level {r.levels[0]} to {r.levels[1]}, map", "where to hunt, map"),
        description=sentences(
            f"{r.name}, levels {r.levels[0]} to {r.levels[1]}: map of {words.count(len(places), 'place')}, {words.count(len(monsters), 'monster')}.",
            f"{r.shop} sells {words.count(len(stock), 'thing')}.", "Where to hunt and what for.",
        ),
        crumbs=[("Regions", wiki_urls.REGIONS)], section="regions", tint=world.hue[r.slug],
        picture=addresses.picture("place", face.slug), alt=f"{face.name} in {r.name} by night",
    )  # fmt: skip
    missions = [
        m for m in world.content.missions.values() if m.goal.region == r.slug and not closed_features.is_closed(m.period)
    ]
    best = sorted(stock, key=lambda i: -i.price)[:6]
    finds = sorted(_materials(world, r).items(), key=lambda f: (-f[1][1], f[0]))[:8]
    return page | {
        "text": r.text,
        "low": r.levels[0],
        "high": r.levels[1],
        "night": night(r.slug, landscape_of(world, r.slug)),
        "map": map_of(world, r.slug, set()),
        "places": [
            {"of": world.ref["place"][p.slug], "level": p.level, "kind": p.kind, "met": world.ref["monster"][shares[p.slug][0][0].slug],
             "xp": f"{average[p.slug].xp:.0f}", "gold": f"{average[p.slug].gold + average[p.slug].loot:.0f}"}
            for p in places
        ],
        "monsters": [world.ref["monster"][m.slug] for m in sorted(monsters, key=lambda m: RANKS.index(m.rank))[:FACES]],
        "monster_count": len(monsters),
        "shop": r.shop,
        "keeper": r.keeper,
        "stock": [{"of": world.ref["item"][i.slug], "note": f"level {i.level}, {words.number(i.price)} gold"} for i in best],
        "stock_count": len(stock),
        "shop_href": addresses.shop(r.slug),
        "materials": [
            {"of": world.ref["item"][slug], "place": world.ref["place"][where], "hundred": hundred(pieces)} for slug, (where, pieces) in finds
        ],
        "dungeons": [{"name": d.name, "href": world.guides.address["dungeon"][d.slug],
                      "note": f"dungeon, level {d.level}{closed_features.later('dungeon')}"}
                     for d in world.content.dungeons.values() if d.region == r.slug],
        "missions": [{"name": m.name, "href": world.guides.address["mission"][m.slug], "note": f"{m.period}, {m.giver}"} for m in missions],
        "before": world.region_ref[world.regions[index - 1].slug] if index else None,
        "after": world.region_ref[world.regions[index + 1].slug] if index + 1 < len(world.regions) else None,
        "monsters_href": addresses.region_monsters(r.slug),
        "hunt_href": f"/play/hunt/?region={r.slug}",
    }  # fmt: skip


def _materials(world: WikiWorld, r: Region) -> dict[str, tuple[str, float]]:
    """Material -> the place of the region where a hunt yields most of it, and the pieces per hunt."""
    best: dict[str, tuple[str, float]] = {}
    for place in world.places_in[r.slug]:
        for slug, pieces in world.hunting.yields[place.slug].items():
            if world.content.items[slug].kind == "material" and pieces > best.get(slug, ("", 0))[1]:
                best[slug] = (place.slug, pieces)
    return best

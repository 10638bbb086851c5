"""The page of a place."""

from game.content import wiki_urls
from game.content.schema import Place
from game.rules import tuning
from seo_pages import nouns, words
from seo_pages.facts import addresses, titles
from seo_pages.facts.head import Chip, fact, head, sentences, title
from seo_pages.facts.night import landscape_of, night
from seo_pages.facts.peer_rows import tenth
from seo_pages.facts.peers import place_peers
from seo_pages.facts.rates import hundred, hunts_for_one
from seo_pages.facts.region_map import map_of
from seo_pages.facts.related import related_to_place
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

FINDS = 10


def place_facts(world: WikiWorld, site: Site, place: Place) -> PageFacts:
    region = world.content.regions[place.region]
    met, shares = world.hunting.shares[place.slug], world.hunting.percents[place.slug]
    levels = sorted(m.level for m, _, _ in met)
    span = f"of levels {levels[0]} to {levels[-1]}" if levels[0] < levels[-1] else f"of level {levels[0]}"
    first = met[0][0]
    drops = [world.content.items[slug].name for slug, _ in _finds(world, place)]
    page = head(
        site,
        addresses.place(place.slug),
        name=place.name,
        title=title(place.name, *titles.place(place, region)),
        description=sentences(
            f"{place.name}, {nouns.an(place.kind)} in {region.name} for level {place.level} and up.",
            f"{words.count(len(met), 'monster')} {span}, most often {first.name}.",
            [f"Drops: {words.listed(drops[:count])}." for count in (2, 1)],
        ),
        crumbs=[("Places", wiki_urls.LOCATIONS), (region.name, addresses.region(region.slug))],
        picture=addresses.picture("place", place.slug),
        alt=f"{place.name}: {nouns.an(place.kind)} in {region.name} by night",
        section="locations",
        tint=world.hue[place.region],
    )
    hunt = world.hunting.average[place.slug]
    hunts = tuning.ENERGY_MAX // tuning.HUNT_ENERGY
    return page | {
        "slug": place.slug,
        "emblem": addresses.emblem("place", place.slug),
        "emblem_alt": f"Emblem: {nouns.an(place.kind)} by night",
        "eyebrow": f"{place.kind.capitalize()} in {region.name}",
        "chips": _chips(world, place),
        "text": place.text,
        "shut": "",
        "night": night(place.slug, landscape_of(world, place.region)),
        "figures": [
            fact("Hunt from level", str(place.level), "level", place.level),
            fact("Experience a hunt", words.number(round(hunt.xp))),
            fact("Gold a hunt", tenth(hunt.gold)),
            fact("Loot a hunt, in gold", tenth(hunt.loot)),
        ],
        "facts": [
            fact("Kind of place", place.kind, href=addresses.place_kind(place.kind)),
            fact("Region", region.name, href=addresses.region(region.slug)),
            fact("Monsters", f"{len(met)}, {span}"),
            fact("Foe’s health, on average", words.number(round(hunt.hp))),
            fact("Foe’s attack, on average", words.number(round(hunt.attack))),
            fact("A hunt costs", f"{tuning.HUNT_ENERGY} energy"),
            fact("All your energy", f"{hunts} hunts, about {words.number(round(hunt.xp * hunts))} experience"),
            fact("Nearest counter", region.shop, href=addresses.shop(region.slug)),
        ],
        "met": [
            {
                "slug": m.slug, "of": world.ref["monster"][m.slug], "weight": weight, "share": shares[m.slug], "bar": shares[m.slug],
                "level": m.level, "fair": str(world.monster_index.fair_level[m.slug] or "\u2013"),
                "hp": words.number(m.hp), "attack": words.number(m.attack),
                "xp": words.number(m.xp),
            }
            for m, weight, _ in met
        ],
        "finds": [
            {"of": world.ref["item"][slug], "hundred": hundred(pieces),
             "hunts": hunts_for_one(pieces), "bar": max(1, round(100 * min(1, pieces)))}
            for slug, pieces in _finds(world, place)[:FINDS]
        ],
        "more_finds": max(0, len(world.hunting.yields[place.slug]) - FINDS),
        "map": map_of(world, place.region, {place.slug}),
        "region": world.region_ref[place.region],
        "hunt_href": f"/play/hunt/?region={place.region}",
        "peers": place_peers(world, place),
        "next": related_to_place(world, place),
        "thing": "place",
        "what": place.kind,
    }  # fmt: skip


def _finds(world: WikiWorld, place: Place) -> list[tuple[str, float]]:
    """Items with the average quantity per hunt, the highest first."""
    return sorted(world.hunting.yields[place.slug].items(), key=lambda y: (-y[1], y[0]))


def _chips(world: WikiWorld, place: Place) -> list[Chip]:
    region = world.region_ref[place.region]
    return [
        {"text": place.kind, "href": addresses.place_kind(place.kind), "tint": ""},
        {"text": f"level {place.level}", "href": wiki_urls.LOCATIONS, "tint": ""},
        {"text": region["name"], "href": region["href"], "tint": region["tint"]},
    ]

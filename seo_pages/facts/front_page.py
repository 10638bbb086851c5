"""The front page of the wiki."""

from game.content import wiki_urls
from seo_pages import words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.covers import place_cover
from seo_pages.facts.head import head
from seo_pages.facts.letters import LetterLink
from seo_pages.facts.night import night
from seo_pages.facts.related import RelatedCard
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site


def front_page(world: WikiWorld, site: Site, links: list[LetterLink]) -> PageFacts:
    c = world.content
    total = len(c.items) + len(c.monsters) + len(c.places)
    page = head(
        site, wiki_urls.WIKI, name="The wiki of Veyrholt", title="Vampires vs Werewolves wiki: items, drops, where to find all",
        description=f"{words.number(total)} pages on Vampires vs Werewolves: every item, monster and place with its numbers, "
        "where to find it and what it is worth.",
        crumbs=[], section="", **place_cover(world, 0),
    )  # fmt: skip
    kinds = [
        {"text": name, "href": addresses.kind(kind), "count": sum(i.kind == kind for i in world.items),
         "img": addresses.emblem("item", next(i for i in reversed(world.items) if i.kind == kind).slug)}
        for kind, name in words.KINDS.items()
    ]  # fmt: skip
    bosses = [world.ref["monster"][m.slug] for m in world.monsters if m.rank == "boss"]
    guides = [
        ("Classes", wiki_urls.CLASSES, f"{len(c.classes)} ways to spend your nights{_one_to_come(world)}"),
        ("Sets", wiki_urls.SETS, f"{len(c.sets)}, with every step"),
        ("Recipes", wiki_urls.RECIPES, f"{len(c.recipes)} for forge and alchemy"),
        ("Dungeons", wiki_urls.DUNGEONS, f"{len(c.dungeons)}, room by room{closed_features.later('dungeon')}"),
        ("Missions", wiki_urls.MISSIONS, f"{len(c.missions)}, with what they ask and pay"),
        ("Achievements", wiki_urls.ACHIEVEMENTS, f"{sum(map(len, world.guides.pages['achievement']))}, and their titles"),
        ("What beasts do", wiki_urls.SKILLS, f"{sum(map(len, world.guides.pages['skill']))} skills of monsters"),
        ("A to Z", wiki_urls.LETTERS, f"all {words.number(total)} by name"),
    ]
    return page | {
        "night": night("veyrholt", "roofs"),
        "total": words.number(total),
        "counts": [
            {"text": "Items", "href": wiki_urls.ITEMS, "count": words.number(len(c.items))},
            {"text": "Monsters", "href": wiki_urls.MONSTERS, "count": words.number(len(c.monsters))},
            {"text": "Places", "href": wiki_urls.LOCATIONS, "count": words.number(len(c.places))},
        ],
        "kinds": kinds,
        "bosses": bosses[:8],
        "boss_count": len(bosses),
        "regions": [
            world.region_ref[r.slug]
            | {"low": r.levels[0], "high": r.levels[1], "face": addresses.emblem("place", world.places_in[r.slug][-1].slug)}
            for r in world.regions if world.places_in[r.slug]
        ],
        "guides": [{"name": n, "href": h, "note": note} for n, h, note in guides],
        "letters": links,
        "first": _first_night(world),
    }  # fmt: skip


def _one_to_come(world: WikiWorld) -> str:
    """The class after prestige, while nobody can begin as one."""
    later = sum(not c.faction for c in world.content.classes.values()) if closed_features.is_closed("prestige") else 0
    return f", {later} still to come" if later else ""


def _first_night(world: WikiWorld) -> list[RelatedCard]:
    """Links for new players: the first place, its most frequent monster, the first weapon and remedy in the shops."""
    place = world.places[0]
    monster = world.hunting.shares[place.slug][0][0]
    refs = [("Go here first", world.ref["place"][place.slug]), ("Expect to meet", world.ref["monster"][monster.slug])]
    for why, kind in (("Buy this", "weapon"), ("Carry one", "consumable")):
        sold = [i for i in world.items if i.kind == kind and i.sold_in]
        if sold:
            refs.append((why, world.ref["item"][min(sold, key=lambda i: (i.level, i.price)).slug]))
    return [{"why": why, "of": ref, "note": ref["note"]} for why, ref in refs]

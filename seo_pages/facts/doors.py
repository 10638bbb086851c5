"""The ways in: the first page of the wiki, search, the letters A to Z, and the page for what is not there."""

import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

from seo_pages import words
from seo_pages.facts import addresses, charts
from seo_pages.facts.guides import NAMES, Facts
from seo_pages.facts.head import Cover, head
from seo_pages.facts.hubs import numbered
from seo_pages.facts.world import Ref, World, pages_of
from seo_pages.site import Site

NAMES_A_PAGE = 72


def letter_of(name: str) -> str:
    """Under which letter a name stands; "The" does not count, and what is no letter stands under "0"."""
    first = unicodedata.normalize("NFKD", name.removeprefix("The "))[:1].lower()
    return first if first and first in ascii_lowercase else "0"


def letters(world: World) -> dict[str, list[Ref]]:
    """letter -> links to its entries, by name."""
    found: dict[str, list[Ref]] = {}
    for kind in ("item", "monster", "place"):
        for ref in world.ref[kind].values():
            found.setdefault(letter_of(ref["name"]), []).append(ref)
    return {letter: sorted(found[letter], key=lambda r: r["name"].removeprefix("The ")) for letter in sorted(found)}


def door_pages(world: World, site: Site) -> Iterator[tuple[str, Facts]]:
    """(path of the file, (template, facts)) of each."""
    by = letters(world)
    links = [{"text": letter.upper(), "href": f"/wiki/a-z/{letter}/", "count": len(refs)} for letter, refs in by.items()]
    yield "wiki/index.html", ("index.html", _index(world, site, links))
    yield "wiki/search/index.html", ("search.html", _search(world, site, links))
    yield "404.html", ("missing.html", _missing(world, site, links))
    yield "wiki/a-z/index.html", ("letters.html", _letters(world, site, links))
    for letter, refs in by.items():
        for address, facts in _letter_pages(world, site, links, letter, refs):
            yield f"{address.strip('/')}/index.html", ("letters.html", facts)


def _cover(world: World, index: int) -> Cover:
    place = world.places[index % len(world.places)]
    return {
        "picture": addresses.picture("place", place.slug),
        "alt": f"{place.name}, {words.an(place.kind)} of Veyrholt by night",
    }


def _index(world: World, site: Site, links: list[dict[str, Any]]) -> dict[str, Any]:
    c = world.content
    total = len(c.items) + len(c.monsters) + len(c.places)
    page = head(
        site, "/wiki/", name="The wiki of Veyrholt", title="Wiki of Vampires vs Werewolves: items, monsters, places",
        description=f"{words.number(total)} pages on Vampires vs Werewolves: every item, monster and place with its numbers, "
        "where to find it and what it is worth.",
        crumbs=[], section="", **_cover(world, 0),
    )  # fmt: skip
    kinds = [
        {"text": name, "href": addresses.kind(kind), "count": sum(i.kind == kind for i in world.items),
         "img": addresses.emblem("item", next(i for i in reversed(world.items) if i.kind == kind).slug)}
        for kind, name in words.KINDS.items()
    ]  # fmt: skip
    bosses = [world.ref["monster"][m.slug] for m in world.monsters if m.rank == "boss"]
    guides = [
        ("Classes", "/wiki/classes/", f"{len(c.classes)} ways to spend your nights"),
        ("Sets", "/wiki/sets/", f"{len(c.sets)}, with every step"),
        ("Recipes", "/wiki/recipes/", f"{len(c.recipes)} for forge and alchemy"),
        ("Dungeons", "/wiki/dungeons/", f"{len(c.dungeons)}, room by room"),
        ("Missions and errands", "/wiki/missions/", f"{len(c.missions)}, with what they ask and pay"),
        ("Achievements", "/wiki/achievements/", f"{len(c.achievements)}, and their titles"),
        ("What beasts do", "/wiki/skills/", f"{sum(map(len, world.guides['skill']))} skills of monsters"),
        ("A to Z", "/wiki/a-z/", f"all {words.number(total)} by name"),
    ]
    return page | {
        "night": charts.night("veyrholt", "roofs"),
        "total": words.number(total),
        "counts": [
            {"text": "Items", "href": "/wiki/items/", "count": words.number(len(c.items))},
            {"text": "Monsters", "href": "/wiki/monsters/", "count": words.number(len(c.monsters))},
            {"text": "Places", "href": "/wiki/locations/", "count": words.number(len(c.places))},
        ],
        "kinds": kinds,
        "bosses": bosses[:8],
        "boss_count": len(bosses),
        "regions": [
            world.ref["region"][r.slug]
            | {"low": r.levels[0], "high": r.levels[1], "face": addresses.emblem("place", world.places_in[r.slug][-1].slug)}
            for r in world.regions if world.places_in[r.slug]
        ],
        "guides": [{"name": n, "href": h, "note": note} for n, h, note in guides],
        "letters": links,
        "first": _first_night(world),
    }  # fmt: skip


def _first_night(world: World) -> list[dict[str, Any]]:
    """What a newcomer looks for: the first place, the first monster there, the cheapest blade and remedy on sale."""
    place = world.places[0]
    prey = world.shares[place.slug][0][0]
    refs = [("Go here first", world.ref["place"][place.slug]), ("Expect to meet", world.ref["monster"][prey.slug])]
    for why, kind in (("Buy this", "weapon"), ("Carry one", "consumable")):
        sold = [i for i in world.items if i.kind == kind and i.sold_in]
        if sold:
            refs.append((why, world.ref["item"][min(sold, key=lambda i: (i.level, i.price)).slug]))
    return [{"why": why, "of": ref, "note": ref["note"]} for why, ref in refs]


def _search(world: World, site: Site, links: list[dict[str, Any]]) -> dict[str, Any]:
    return head(
        site, "/wiki/search/", name="Search", title="Search the wiki of Vampires vs Werewolves",
        description="Find any item, monster or place of Vampires vs Werewolves by name, or go through all of them from A to Z.",
        crumbs=[], section="", **_cover(world, 1),
    ) | {"letters": links, "here": ""}  # fmt: skip


def _missing(world: World, site: Site, links: list[dict[str, Any]]) -> dict[str, Any]:
    return head(
        site, "/404.html", name="Nobody lives at this address", title="Not found | VvW wiki",
        description="There is no page at this address of the wiki of Vampires vs Werewolves. Search, or look under its letter.",
        crumbs=[], section="", **_cover(world, 2),
    ) | {"letters": links, "night": charts.night("nobody", "roofs"), "here": ""}  # fmt: skip


def _letters(world: World, site: Site, links: list[dict[str, Any]]) -> dict[str, Any]:
    total = words.number(sum(link["count"] for link in links))
    guides = [{"name": n, "href": addresses.GUIDES[k]} for k, (n, _) in NAMES.items()]
    return head(
        site, "/wiki/a-z/", name="A to Z", title=f"A to Z: all {total} names | VvW wiki",
        description=f"All {total} items, monsters and places of Vampires vs Werewolves by the first letter of their names.",
        crumbs=[], section="", **_cover(world, 3),
    ) | {"letters": links, "entries": [], "total": 0, "here": "", "guides": guides, "pages": [], "number": 1}  # fmt: skip


def _letter_pages(
    world: World, site: Site, links: list[dict[str, Any]], letter: str, refs: list[Ref]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(address, facts) of each page of a letter's names."""
    root = f"/wiki/a-z/{letter}/"
    called = "Names that begin with a number" if letter == "0" else f"Names with {letter.upper()}"
    many = words.count(len(refs), "item, monster or place", "items, monsters and places")
    dealt = pages_of(refs, NAMES_A_PAGE)
    for number, here in enumerate(dealt, 1):
        name = called + (f", page {number}" if number > 1 else "")
        entries = [{k: r[k] for k in ("name", "href", "note", "tint")} for r in here]
        also = {"prev": addresses.paged(root, number - 1)} if number > 1 else {}
        also |= {"next": addresses.paged(root, number + 1)} if number < len(dealt) else {}
        address = addresses.paged(root, number)
        page = head(
            site, address, name=name, title=f"{name}: {len(refs)} in the wiki | VvW wiki",
            description=words.clip(f"{name}: {many}, from {here[0]['name']} to {here[-1]['name']}.", 158),
            crumbs=[("A to Z", "/wiki/a-z/")] + [(called, root)] * (number > 1), also=also, section="", **_cover(world, ord(letter) + number),
        )  # fmt: skip
        shown = {
            "letters": links,
            "entries": entries,
            "total": len(refs),
            "here": root,
            "guides": [],
            "pages": numbered(root, len(dealt)),
            "number": number,
        }
        yield address, page | shown

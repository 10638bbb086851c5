"""Guides: lists of recipes, sets, missions, achievements and skills, which have no pages of their own, and of dungeons."""

from collections.abc import Iterator, Sequence

from game.content import wiki_urls
from game.content.schema import Dungeon, GearSet, Recipe
from seo_pages import words
from seo_pages.facts import addresses, closed_features, titles
from seo_pages.facts.guide_entries import entry_facts
from seo_pages.facts.guide_index import GuideEntry
from seo_pages.facts.head import Cover, head, sentences, title
from seo_pages.facts.paging import adjacent_pages, page_links
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

NAMES = {
    "forge": ("Forge recipes", "What an anvil, a fee and a bag of leavings can become."),
    "alchemy": ("Alchemy recipes", "Boiled, strained and labelled: what the still makes of herbs and worse."),
    "set": ("Sets", "Pieces that belong together and give more when they are worn together. The steps add up."),
    "dungeon": ("Dungeons", "Room after room, with no way round. Bring something to mend yourself with."),
    "mission": (
        "Missions",
        "Three a day for everybody. Rewards grow with your level.",
    ),
    "achievement": ("Achievements", "What the clerks of Veyrholt write down about you, and the titles that come of it."),
    "skill": (
        "What beasts do",
        "The skills of monsters, in numbers: who has them, how often they come, how to take the sting out.",
    ),
}
ABOUT = {
    "forge": "What the forge of Vampires vs Werewolves makes, and how",
    "alchemy": "What the still of Vampires vs Werewolves brews, and how",
    "set": "Sets of gear in Vampires vs Werewolves and what they give",
    "dungeon": "Dungeons of Vampires vs Werewolves, still to come",
    "mission": "What missions of Vampires vs Werewolves ask and pay",
    "achievement": "How to earn the achievements of Vampires vs Werewolves",
    "skill": "Skills of the monsters in Vampires vs Werewolves",
}
"""Guide -> how its description begins."""
TemplateFacts = tuple[str, PageFacts]
"""A template and the facts that it shows."""


def guide_pages(world: WikiWorld, site: Site) -> Iterator[TemplateFacts]:
    cover = world.places[0].slug
    for kind, pages in world.guides.pages.items():
        name, lead = NAMES[kind]
        root = addresses.GUIDES[kind]
        total = sum(len(p) for p in pages)
        shut = closed_features.note(kind)
        for number, entries in enumerate(pages, 1):
            part = f", page {number}" if number > 1 else ""
            names = words.listed([e.name for e in entries[:3]])
            crumbs = [("Recipes", wiki_urls.RECIPES)] if kind in ("forge", "alchemy") else []
            page = head(
                site, addresses.paged(root, number), name=name + part, title=title(name + part, *titles.guide(kind, total)),
                description=sentences(f"{ABOUT[kind]}{part}: {names}.", f"{total} in all.", "Numbers, sources and links."),
                crumbs=[*crumbs, (name, root)] if number > 1 else crumbs, also=adjacent_pages(root, number, len(pages)), section="",
                **guide_cover(world, entries, cover),
            )  # fmt: skip
            yield (
                f"{_template(kind)}.html",
                page
                | {
                    "lead": lead if number == 1 else "",
                    "entries": [entry_facts(world, e) for e in entries],
                    "pages": page_links(root, len(pages)),
                    "shut": shut,
                    "number": number,
                    "total": total,
                    "here": root,
                },
            )


def _template(kind: str) -> str:
    return {"forge": "recipes", "alchemy": "recipes"}.get(kind, f"{kind}s")


def guide_cover(world: WikiWorld, entries: Sequence[GuideEntry], place: str) -> Cover:
    """The picture of something that the entries are about. place: slug of the place that is shown if there is nothing better."""
    match entries[-1] if entries else None:
        case Recipe():
            made = [world.content.items[r.makes] for r in entries if isinstance(r, Recipe)]
            dearest = max(made, key=lambda item: item.price)
            return {"picture": addresses.picture("item", dearest.slug), "alt": f"{dearest.name}, made from one of them"}
        case GearSet(pieces=pieces):
            dearest = max((world.content.items[slug] for slug in pieces), key=lambda item: item.price)
            return {"picture": addresses.picture("item", dearest.slug), "alt": f"{dearest.name}, a piece of one of them"}
        case Dungeon():
            boss = next(world.content.monsters[d.boss] for d in entries if isinstance(d, Dungeon))
            return {"picture": addresses.picture("monster", boss.slug), "alt": f"{boss.name} waits in one"}
        case _:
            return {"picture": addresses.picture("place", place), "alt": f"{world.content.places[place].name} by night"}

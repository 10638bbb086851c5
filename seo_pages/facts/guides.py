"""Guides: lists of entries that have no page of their own (recipes, sets, missions, achievements, skills), and of dungeons."""

from collections.abc import Iterator
from typing import Any

from game.content import wiki_urls
from game.content.schema import ClassSkill, Dungeon
from seo_pages import words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.head import Cover, head, sentences, title
from seo_pages.facts.paging import adjacent_pages, page_links
from seo_pages.facts.skills import skill
from seo_pages.facts.uses import gear, recipe
from seo_pages.facts.world import WikiWorld
from seo_pages.site import Site

NAMES = {
    "forge": ("Forge recipes", "What an anvil, a fee and a bag of leavings can become."),
    "alchemy": ("Alchemy recipes", "Boiled, strained and labelled: what the still makes of herbs and worse."),
    "set": ("Sets", "Pieces that belong together and give more when they are worn together. The steps add up."),
    "dungeon": ("Dungeons", "Room after room, with no way round. Bring something to mend yourself with."),
    "mission": (
        "Missions and errands",
        "Three a day for everybody. Rewards grow with your level.",
    ),
    "achievement": ("Achievements", "What the clerks of Veyrholt write down about you, and the titles that come of it."),
    "skill": (
        "What beasts do",
        "The skills of monsters, in numbers: who has them, how often they come, how to take the sting out.",
    ),
}
TemplateFacts = tuple[str, dict[str, Any]]
"""A template and what it shows."""


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
                site, addresses.paged(root, number), name=name + part, title=title(name + part, f"all {total}, with their numbers", f"all {total}"),
                description=sentences(f"{name} of Vampires vs Werewolves{part}: {names}.", f"{total} in all.", "Numbers, sources and links."),
                crumbs=[*crumbs, (name, root)] if number > 1 else crumbs, also=adjacent_pages(root, number, len(pages)), section="",
                **guide_cover(world, kind, entries, cover),
            )  # fmt: skip
            yield (
                f"{_template(kind)}.html",
                page
                | {
                    "lead": lead if number == 1 else "",
                    "entries": _entries(world, kind, entries),
                    "pages": page_links(root, len(pages)),
                    "shut": shut,
                    "number": number,
                    "total": total,
                    "here": root,
                },
            )


def _template(kind: str) -> str:
    return {"forge": "recipes", "alchemy": "recipes"}.get(kind, f"{kind}s")


def guide_cover(world: WikiWorld, kind: str, entries: list[Any], place: str) -> Cover:
    """The picture of one of the entries' own things, so that a shared page shows what it is about."""
    if entries and kind in ("forge", "alchemy"):
        slug = max(entries, key=lambda r: world.content.items[r.makes].price).makes
        return {"picture": addresses.picture("item", slug), "alt": f"{world.content.items[slug].name}, made from one of them"}
    if entries and kind == "set":
        slug = max(entries[-1].pieces, key=lambda s: world.content.items[s].price)
        return {"picture": addresses.picture("item", slug), "alt": f"{world.content.items[slug].name}, a piece of one of them"}
    if entries and kind == "dungeon":
        return {
            "picture": addresses.picture("monster", entries[0].boss),
            "alt": f"{world.content.monsters[entries[0].boss].name} waits in one",
        }
    return {"picture": addresses.picture("place", place), "alt": f"{world.content.places[place].name} by night"}


def _entries(world: WikiWorld, kind: str, entries: list[Any]) -> list[dict[str, Any]]:
    region = {slug: r.name for slug, r in world.content.regions.items()}
    items = world.ref["item"]
    if kind in ("forge", "alchemy"):
        return [recipe(world, r, 1) for r in entries]
    if kind == "set":
        return [gear(world, s) for s in entries]
    if kind == "dungeon":
        return [_dungeon(world, d) for d in entries]
    if kind == "mission":
        return [
            {"slug": m.slug, "name": m.name, "period": m.period, "giver": m.giver, "text": m.text, "low": m.levels[0], "high": m.levels[1],
             "shut": closed_features.note(m.period), "hours": m.hours, "gold": m.reward.gold, "xp": m.reward.xp,
             "goal": words.goal(m.goal.event, m.goal.target, m.goal.family, region.get(m.goal.region or "")),
             "links": _narrowed(world, m.goal), "items": [{"item": items[r.item], "quantity": r.quantity} for r in m.reward.items]}
            for m in entries
        ]  # fmt: skip
    if kind == "achievement":
        return [
            {"slug": a.slug, "name": a.name, "text": a.text, "title": a.title or "", "links": _narrowed(world, a),
             "goal": words.goal(a.event, a.target, a.family, region.get(a.region or ""))}
            for a in entries
        ]  # fmt: skip
    return [_skill(world, s) for s in entries]


def _narrowed(world: WikiWorld, of: Any) -> list[dict[str, str]]:
    """Where to find what a goal counts."""
    links = []
    if of.family:
        links.append({"name": words.plural(of.family), "href": addresses.breed(of.family)})
    if of.region:
        links.append({"name": world.content.regions[of.region].name, "href": addresses.region(of.region)})
    return links


def _skill(world: WikiWorld, s: ClassSkill) -> dict[str, Any]:
    monsters = world.monster_index.with_skill[s.slug]
    return {**skill(world, s), "monsters": [world.ref["monster"][m.slug] for m in monsters[:8]], "many": len(monsters)}


def _dungeon(world: WikiWorld, d: Dungeon) -> dict[str, Any]:
    """What the list of dungeons shows of one."""
    return {
        "slug": d.slug, "name": d.name, "href": addresses.dungeon(d.slug), "level": d.level, "text": d.text,
        "region": world.region_ref[d.region], "rooms": len(d.waves) + 1, "boss": world.ref["monster"][d.boss],
    }  # fmt: skip

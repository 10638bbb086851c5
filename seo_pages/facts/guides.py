"""Pages on what is no item, monster or place: regions, sets, recipes, dungeons, classes, skills, missions, achievements."""

from collections.abc import Iterator
from typing import Any

from game.content.schema import Class, Dungeon, Region
from game.emblems import class_emblem
from seo_pages import words
from seo_pages.facts import addresses, charts, opening
from seo_pages.facts.head import Cover, head, sentences, title
from seo_pages.facts.hubs import numbered
from seo_pages.facts.monster import skill
from seo_pages.facts.place import ground_of, map_of
from seo_pages.facts.sources import gear, hundred, recipe
from seo_pages.facts.world import World
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
Facts = tuple[str, dict[str, Any]]
"""A template and what it shows."""


def guide_pages(world: World, site: Site) -> Iterator[Facts]:
    cover = world.places[0].slug
    for kind, pages in world.guides.items():
        name, lead = NAMES[kind]
        root = addresses.GUIDES[kind]
        total = sum(len(p) for p in pages)
        shut = opening.note(kind)
        for number, entries in enumerate(pages, 1):
            part = f", page {number}" if number > 1 else ""
            names = words.listed([e.name for e in entries[:3]])
            also = {"prev": addresses.paged(root, number - 1)} if number > 1 else {}
            also |= {"next": addresses.paged(root, number + 1)} if number < len(pages) else {}
            crumbs = [("Recipes", "/wiki/recipes/")] if kind in ("forge", "alchemy") else []
            page = head(
                site, addresses.paged(root, number), name=name + part, title=title(name + part, f"all {total}, with their numbers", f"all {total}"),
                description=sentences(f"{name} of Vampires vs Werewolves{part}: {names}.", f"{total} in all.", "Numbers, sources and links."),
                crumbs=[*crumbs, (name, root)] if number > 1 else crumbs, also=also, section="", **_cover(world, kind, entries, cover),
            )  # fmt: skip
            yield (
                f"{_template(kind)}.html",
                page
                | {
                    "lead": lead if number == 1 else "",
                    "entries": _entries(world, kind, entries),
                    "pages": numbered(root, len(pages)),
                    "shut": shut,
                    "number": number,
                    "total": total,
                    "here": root,
                },
            )


def _template(kind: str) -> str:
    return {"forge": "recipes", "alchemy": "recipes"}.get(kind, f"{kind}s")


def _cover(world: World, kind: str, entries: list[Any], place: str) -> Cover:
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


def _entries(world: World, kind: str, entries: list[Any]) -> list[dict[str, Any]]:
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
             "shut": opening.note(m.period), "hours": m.hours, "gold": m.reward.gold, "xp": m.reward.xp,
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
    return [
        skill(world, s) | {"monsters": [world.ref["monster"][m.slug] for m in world.beasts[s.slug][:8]], "many": len(world.beasts[s.slug])}
        for s in entries
    ]  # fmt: skip


def _narrowed(world: World, of: Any) -> list[dict[str, str]]:
    """Where to find what a goal counts."""
    links = []
    if of.family:
        links.append({"name": words.plural(of.family), "href": addresses.breed(of.family)})
    if of.region:
        links.append({"name": world.content.regions[of.region].name, "href": addresses.region(of.region)})
    return links


def _dungeon(world: World, d: Dungeon) -> dict[str, Any]:
    """What the list of dungeons shows of one."""
    return {
        "slug": d.slug, "name": d.name, "href": addresses.dungeon(d.slug), "level": d.level, "text": d.text,
        "region": world.ref["region"][d.region], "rooms": len(d.waves) + 1, "boss": world.ref["monster"][d.boss],
    }  # fmt: skip


def dungeon_pages(world: World, site: Site) -> Iterator[Facts]:
    for d in sorted(world.content.dungeons.values(), key=lambda d: d.level):
        region, boss = world.content.regions[d.region], world.content.monsters[d.boss]
        rooms = [[world.content.monsters[slug] for slug in wave] for wave in d.waves] + [[boss]]
        everyone = [m for room in rooms for m in room]
        page = head(
            site, addresses.dungeon(d.slug), name=d.name, title=title(d.name, f"dungeon of level {d.level}, {region.name}", "dungeon"),
            description=sentences(
                f"{d.name}, a dungeon in {region.name} for level {d.level}: {words.count(len(rooms), 'room')}, at the end {boss.name}.",
                "Who waits in each room, with numbers.",
            ),
            crumbs=[("Dungeons", "/wiki/dungeons/")], section="", tint=world.hue[d.region],
            picture=addresses.picture("monster", d.boss), alt=f"{boss.name}, who waits at its end",
        )  # fmt: skip
        yield "dungeon.html", page | {
            "text": d.text, "level": d.level, "shut": opening.note("dungeon"), "region": world.ref["region"][d.region],
            "night": charts.night(d.slug, ground_of(world, d.region)), "boss": world.ref["monster"][d.boss],
            "health": words.number(sum(m.hp for m in everyone)), "xp": words.number(sum(m.xp for m in everyone)), "foes": len(everyone),
            "rooms": [
                [{"of": world.ref["monster"][m.slug], "level": m.level, "hp": words.number(m.hp), "attack": words.number(m.attack)} for m in room]
                for room in rooms
            ],
            "prizes": [world.ref["item"][drop.item] for drop in sorted(boss.drops, key=lambda drop: drop.chance)],
        }  # fmt: skip


def recipes_page(world: World, site: Site) -> Facts:
    """The way in to both crafts, with every recipe by name."""
    count = len(world.recipes)
    page = head(
        site, "/wiki/recipes/", name="Recipes", title=title("Recipes", f"all {count}, for forge and alchemy"),
        description=f"All {count} recipes of Vampires vs Werewolves, for forge and alchemy: what each makes, from which level, and what goes in.",
        crumbs=[], section="", **_cover(world, "forge", [r for r in world.recipes if r.craft == "forge"], world.places[0].slug),
    )  # fmt: skip
    crafts = [
        {"name": NAMES[c][0], "lead": NAMES[c][1], "href": addresses.GUIDES[c],
         "recipes": [{"name": r.name, "href": world.anchor["recipe"][r.slug], "level": r.level} for r in world.recipes if r.craft == c]}
        for c in ("forge", "alchemy")
    ]  # fmt: skip
    return "crafts.html", page | {"crafts": crafts}


def region_pages(world: World, site: Site) -> Iterator[Facts]:
    cover = world.places[0]
    page = head(
        site, "/wiki/regions/", name="Regions", title=title("Regions", "the map of Veyrholt, level by level"),
        description=f"The {words.count(len(world.regions), 'region')} of Veyrholt from level 1 to 60: what each is, who keeps its shop, "
        "what hunts are worth there.",
        crumbs=[], section="regions", picture=addresses.picture("place", cover.slug), alt=f"{cover.name} by night",
    )  # fmt: skip
    yield "regions.html", page | {"regions": [_region_card(world, r) for r in world.regions]}
    for region in world.regions:
        yield "region.html", _region(world, site, region)


def _region_card(world: World, r: Region) -> dict[str, Any]:
    return world.ref["region"][r.slug] | {
        "text": r.text, "low": r.levels[0], "high": r.levels[1], "places": len(world.places_in[r.slug]), "monsters": len(world.monsters_in[r.slug]),
        "faces": [world.ref["place"][p.slug]["img"] for p in world.places_in[r.slug][:3]],
    }  # fmt: skip


def _region(world: World, site: Site, r: Region) -> dict[str, Any]:
    places, monsters, stock = world.places_in[r.slug], world.monsters_in[r.slug], world.stock[r.slug]
    face = places[-1] if places else world.places[0]
    index = world.regions.index(r)
    page = head(
        site, addresses.region(r.slug), name=r.name,
        title=title(r.name, f"map, monsters, shop, levels {r.levels[0]} to {r.levels[1]}", "map, monsters, shop"),
        description=sentences(
            f"{r.name}, levels {r.levels[0]} to {r.levels[1]}: map of {words.count(len(places), 'place')}, {words.count(len(monsters), 'monster')}.",
            f"{r.shop} sells {words.count(len(stock), 'thing')}.", "Where to hunt and what for.",
        ),
        crumbs=[("Regions", "/wiki/regions/")], section="regions", tint=world.hue[r.slug],
        picture=addresses.picture("place", face.slug), alt=f"{face.name} in {r.name} by night",
    )  # fmt: skip
    missions = [m for m in world.content.missions.values() if m.goal.region == r.slug and not opening.is_shut(m.period)]
    best = sorted(stock, key=lambda i: -i.price)[:6]
    finds = sorted(_materials(world, r).items(), key=lambda f: (-f[1][1], f[0]))[:8]
    return page | {
        "text": r.text,
        "low": r.levels[0],
        "high": r.levels[1],
        "night": charts.night(r.slug, ground_of(world, r.slug)),
        "map": map_of(world, r.slug, set()),
        "places": [
            {"of": world.ref["place"][p.slug], "level": p.level, "kind": p.kind, "met": world.ref["monster"][world.shares[p.slug][0][0].slug],
             "xp": f"{world.hunt[p.slug]['xp']:.0f}", "gold": f"{world.hunt[p.slug]['gold'] + world.hunt[p.slug]['loot']:.0f}"}
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
        "dungeons": [{"name": d.name, "href": world.anchor["dungeon"][d.slug],
                      "note": f"dungeon, level {d.level}{', still shut' * opening.is_shut('dungeon')}"}
                     for d in world.content.dungeons.values() if d.region == r.slug],
        "missions": [{"name": m.name, "href": world.anchor["mission"][m.slug], "note": f"{m.period}, {m.giver}"} for m in missions],
        "before": world.ref["region"][world.regions[index - 1].slug] if index else None,
        "after": world.ref["region"][world.regions[index + 1].slug] if index + 1 < len(world.regions) else None,
        "monsters_href": f"/wiki/monsters/{r.slug}/",
        "hunt_href": f"/play/hunt/?region={r.slug}",
    }  # fmt: skip


def _materials(world: World, r: Region) -> dict[str, tuple[str, float]]:
    """Material -> the place of the region where a hunt leaves most of it, with pieces a hunt."""
    best: dict[str, tuple[str, float]] = {}
    for place in world.places_in[r.slug]:
        for slug, pieces in world.yields[place.slug].items():
            if world.content.items[slug].kind == "material" and pieces > best.get(slug, ("", 0))[1]:
                best[slug] = (place.slug, pieces)
    return best


RANKS = ("boss", "elite", "common")
FACES = 12
"""Monsters on a region's page, the worst of them first; all stand in their own list."""
MAINS = {"str": "strength", "dex": "dexterity", "int": "intellect"}


def class_pages(world: World, site: Site) -> Iterator[Facts]:
    classes = list(world.content.classes.values())
    cover = addresses.picture("item", classes[0].gear[0])
    page = head(
        site, "/wiki/classes/", name="Classes", title=title("Classes", "vampires, werewolves and one between"),
        description=f"The {len(classes)} classes of Vampires vs Werewolves: what each strikes with, how it begins, "
        "and which skills it learns at which level.",
        crumbs=[], section="classes", picture=cover, alt=f"{world.content.items[classes[0].gear[0]].name}, what a {classes[0].name} begins with",
    )  # fmt: skip
    yield "classes.html", page | {
        "classes": [{"name": c.name, "href": f"/wiki/classes/{c.slug}/", "tagline": c.tagline, "side": _side(c), "tint": f"f-{c.faction or 'both'}",
                     "main": MAINS[c.main], "img": addresses.emblem("item", c.gear[0])} for c in classes]
    }  # fmt: skip
    for c in classes:
        yield "class.html", _class(world, site, c, classes)


def _side(c: Class) -> str:
    return words.SIDES[c.faction] if c.faction else "both, after prestige"


def _class(world: World, site: Site, c: Class, classes: list[Class]) -> dict[str, Any]:
    skills = [skill(world, s) for s in world.content.class_skills.get(c.slug, ())]
    named = ", ".join(s["name"] for s in skills[:3])
    slug = c.gear[0] if c.gear else world.items[0].slug
    page = head(
        site, f"/wiki/classes/{c.slug}/", name=c.name, title=title(c.name, f"{c.faction or 'prestige'} class, skills and start"),
        description=sentences(f"{c.name}: {c.tagline}", f"Strikes with {MAINS[c.main]}.", f"Skills: {named} and more."),
        crumbs=[("Classes", "/wiki/classes/")], section="classes", tint=f"f-{c.faction or 'both'}",
        picture=addresses.picture("item", slug), alt=f"{world.content.items[slug].name}",
    )  # fmt: skip
    most = max(max(k.start.values()) for k in classes)
    return page | {
        "svg": class_emblem(c.slug).replace("<stop stop-color", '<stop offset="0" stop-color'),
        "tagline": c.tagline, "text": c.text, "side": _side(c), "main": MAINS[c.main],
        "night": charts.night(c.slug, "roofs" if c.faction == "vampire" else "hills"),
        "start": [{"name": words.STATS[a], "value": v, "bar": 100 * v // most, "main": a == c.main} for a, v in c.start.items()],
        "skills": skills, "gear": [world.ref["item"][g] for g in c.gear],
        "others": [{"name": k.name, "href": f"/wiki/classes/{k.slug}/", "note": k.tagline} for k in classes if k.slug != c.slug],
    }  # fmt: skip

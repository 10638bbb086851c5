"""The page of each dungeon: its rooms and their monsters."""

from collections.abc import Iterator

from game.content import wiki_urls
from seo_pages import words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.guides import TemplateFacts
from seo_pages.facts.head import head, sentences, title
from seo_pages.facts.night import landscape_of, night
from seo_pages.facts.world import WikiWorld
from seo_pages.site import Site


def dungeon_pages(world: WikiWorld, site: Site) -> Iterator[TemplateFacts]:
    for d in sorted(world.content.dungeons.values(), key=lambda d: d.level):
        region, boss = world.content.regions[d.region], world.content.monsters[d.boss]
        rooms = [[world.content.monsters[slug] for slug in wave] for wave in d.waves] + [[boss]]
        all_monsters = [m for room in rooms for m in room]
        page = head(
            site, addresses.dungeon(d.slug), name=d.name,
            title=title(d.name, f"level {d.level} dungeon, how to beat, drops", "dungeon, how to beat, drops", "dungeon drops"),
            description=sentences(
                f"{d.name}, a dungeon in {region.name} for level {d.level}: {words.count(len(rooms), 'room')}, at the end {boss.name}.",
                "Who waits in each room, with numbers.",
            ),
            crumbs=[("Dungeons", wiki_urls.DUNGEONS)], section="", tint=world.hue[d.region],
            picture=addresses.picture("monster", d.boss), alt=f"{boss.name}, who waits at its end",
        )  # fmt: skip
        yield "dungeon.html", page | {
            "text": d.text, "level": d.level, "shut": closed_features.note("dungeon"), "region": world.region_ref[d.region],
            "night": night(d.slug, landscape_of(world, d.region)), "boss": world.ref["monster"][d.boss],
            "health": words.number(sum(m.hp for m in all_monsters)), "xp": words.number(sum(m.xp for m in all_monsters)), "foes": len(all_monsters),
            "rooms": [
                [{"of": world.ref["monster"][m.slug], "level": m.level, "hp": words.number(m.hp), "attack": words.number(m.attack)} for m in room]
                for room in rooms
            ],
            "prizes": [world.ref["item"][drop.item] for drop in sorted(boss.drops, key=lambda drop: drop.chance)],
        }  # fmt: skip

"""The page of a monster."""

from game.content import wiki_urls
from game.content.schema import Monster
from seo_pages import nouns, words
from seo_pages.facts import addresses, closed_features, titles
from seo_pages.facts.advice import advice
from seo_pages.facts.head import Chip, Fact, fact, head, sentences, span, title
from seo_pages.facts.monster_drops import drop_facts, kill_worth
from seo_pages.facts.night import landscape_of, night
from seo_pages.facts.peers import monster_peers
from seo_pages.facts.raid import raid_facts
from seo_pages.facts.rates import chance_text
from seo_pages.facts.region_map import map_of
from seo_pages.facts.related import related_to_monster
from seo_pages.facts.skills import skill
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

RANKS = {"common": "Common", "elite": "Elite: rarely met, worth more", "boss": "Boss"}


def monster_facts(world: WikiWorld, site: Site, monster: Monster) -> PageFacts:
    region = world.content.regions[monster.region]
    kind = monster.family if monster.rank == "common" else f"{monster.rank} {monster.family}"
    lairs = world.hunting.lairs.get(monster.slug, [])
    drops = [drop_facts(world, d) for d in sorted(monster.drops, key=lambda d: -d.chance)]
    best = max(monster.drops, key=lambda d: d.chance, default=None)
    page = head(
        site,
        addresses.monster(monster.slug),
        name=monster.name,
        title=title(monster.name, *titles.monster(monster, kind)),
        description=sentences(
            f"How to beat {monster.name}, {nouns.an(kind)} of level {monster.level} in {region.name}: {words.number(monster.hp)} health, "
            f"attack {words.number(monster.attack)}.",
            [f"Found at {words.listed([place.name for place, _, _ in lairs[:count]])}." for count in (2, 1)]
            if lairs
            else f"Waits in a dungeon{closed_features.suffix('dungeon')}.",
            f"Drops {world.content.items[best.item].name} in {chance_text(best.chance)} of kills." if best else "",
        ),
        crumbs=[
            ("Monsters", wiki_urls.MONSTERS),
            (region.name, addresses.region_monsters(monster.region)),
        ],
        picture=addresses.picture("monster", monster.slug),
        alt=f"{monster.name}: the emblem of {nouns.an(kind)}",
        section="monsters",
        tint=world.hue[monster.region],
    )
    missions, achievements = world.monster_index.goals(monster)
    return page | {
        "slug": monster.slug,
        "emblem": addresses.emblem("monster", monster.slug),
        "emblem_alt": f"Emblem: {nouns.an(kind)} of {region.name}",
        "eyebrow": f"{kind.capitalize()} of {region.name}",
        "chips": _chips(world, monster),
        "text": monster.text,
        "shut": "",
        "night": night(monster.slug, landscape_of(world, monster.region)),
        "figures": [
            fact("Health", words.number(monster.hp), "hp", monster.hp),
            fact("Attack", words.number(monster.attack), "attack", monster.attack),
            fact("Defence", words.number(monster.defence), "defence", monster.defence),
            fact("Speed", words.number(monster.speed), "speed", monster.speed),
        ],
        "facts": _facts(world, monster),
        "advice": advice(world, monster),
        "skills": [skill(world, world.content.skills[slug]) for slug in monster.skills],
        "lairs": [
            {
                "slug": p.slug,
                "place": world.ref["place"][p.slug],
                "weight": weight,
                "share": world.hunting.percents[p.slug][monster.slug],
                "bar": world.hunting.percents[p.slug][monster.slug],
            }
            for p, weight, _ in lairs
        ],
        "map": map_of(world, monster.region, {p.slug for p, _, _ in lairs}) if lairs else None,
        "region": world.region_ref[monster.region],
        "drops": drops,
        "kill": kill_worth(world, monster),
        "dungeons": [
            {"name": d.name, "href": world.guides.address["dungeon"][d.slug], "rooms": _rooms(rooms)}
            for d, rooms in world.monster_index.dungeons.get(monster.slug, ())
        ],
        "dungeons_shut": closed_features.is_closed("dungeon"),
        "raid": raid_facts(world, monster),
        "missions": [
            {"name": m.name, "href": world.guides.address["mission"][m.slug], "note": m.period}
            for m in missions
            if not closed_features.is_closed(m.period)
        ],
        "achievements": [
            {"name": a.name, "href": world.guides.address["achievement"][a.slug], "note": "achievement"}
            for a in achievements
            if not closed_features.is_closed("achievement")
        ],
        "peers": monster_peers(world, monster),
        "next": related_to_monster(world, monster),
        "thing": "monster",
        "what": monster.family,
    }


def _chips(world: WikiWorld, monster: Monster) -> list[Chip]:
    chips: list[Chip] = [{"text": monster.family, "href": addresses.breed(monster.family), "tint": ""}]
    if monster.rank != "common":
        href = wiki_urls.BOSSES if monster.rank == "boss" else wiki_urls.ELITES
        chips.insert(0, {"text": monster.rank, "href": href, "tint": f"k-{monster.rank}"})
    low = (monster.level - 1) // 10 * 10 + 1
    chips.append({"text": f"level {monster.level}", "href": addresses.band("monsters", low, low + 9), "tint": ""})
    region = world.region_ref[monster.region]
    return [*chips, {"text": region["name"], "href": region["href"], "tint": region["tint"]}]


def _facts(world: WikiWorld, monster: Monster) -> list[Fact]:
    region = world.region_ref[monster.region]
    return [
        fact("Level", str(monster.level), "level", monster.level),
        fact("Rank", RANKS[monster.rank]),
        fact(
            "A fair fight",
            f"from level {fair}" if (fair := world.monster_index.fair_level[monster.slug]) else "for the best gear only",
        ),
        fact("Lives in", region["name"], href=region["href"]),
        fact("Experience", words.number(monster.xp), "xp", monster.xp),
        span("Gold", ("gold_low", monster.gold[0]), ("gold_high", monster.gold[1])),
        fact("Critical hits", words.percent(monster.crit), "crit", monster.crit),
        fact("Dodges", words.percent(monster.dodge), "dodge", monster.dodge),
        fact("Lifesteal", words.percent(monster.lifesteal), "lifesteal", monster.lifesteal),
    ]


def _rooms(rooms: list[int]) -> str:
    """[1, 3] -> "rooms 1 and 3"; room 0 is the boss's."""
    if 0 in rooms:
        return "the last room, as its boss"
    return f"room{'s' if len(rooms) > 1 else ''} {words.listed([str(r) for r in rooms])}"

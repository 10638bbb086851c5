"""The page of a monster."""

from typing import Any

from game.content import wiki_urls
from game.content.schema import ClassSkill, Monster
from game.rules import tuning
from game.rules.fight import soak
from game.rules.trade import resale
from seo_pages import words
from seo_pages.facts import addresses, charts, closed_features
from seo_pages.facts.head import fact, head, sentences, span, title
from seo_pages.facts.peers import monster_peers
from seo_pages.facts.region_map import landscape_of, map_of
from seo_pages.facts.related import related_to_monster
from seo_pages.facts.sources import bar, chance_text, one_in, quantity
from seo_pages.facts.world import WikiWorld
from seo_pages.site import Site

RANKS = {"common": "Common", "elite": "Elite: rarely met, worth more", "boss": "Boss"}


def monster_facts(world: WikiWorld, site: Site, monster: Monster) -> dict[str, Any]:
    region = world.content.regions[monster.region]
    kind = monster.family if monster.rank == "common" else f"{monster.rank} {monster.family}"
    lairs = world.lairs.get(monster.slug, [])
    drops = [_drop(world, d) for d in sorted(monster.drops, key=lambda d: -d.chance)]
    best = max(monster.drops, key=lambda d: d.chance, default=None)
    page = head(
        site,
        addresses.monster(monster.slug),
        name=monster.name,
        title=title(monster.name, f"level {monster.level} {kind}, {region.name}", f"level {monster.level} {kind}", kind),
        description=sentences(
            f"{monster.name}: {kind} of level {monster.level} in {region.name}, {words.number(monster.hp)} health, "
            f"attack {words.number(monster.attack)}.",
            f"Met at {words.listed([place.name for place, _, _ in lairs[:2]])}."
            if lairs
            else f"Waits in a dungeon{closed_features.suffix('dungeon')}.",
            f"Leaves {world.content.items[best.item].name} in {chance_text(best.chance)} of kills." if best else "",
        ),
        crumbs=[
            ("Monsters", wiki_urls.MONSTERS),
            (region.name, f"{wiki_urls.MONSTERS}{monster.region}/"),
        ],
        picture=addresses.picture("monster", monster.slug),
        alt=f"{monster.name}: the emblem of {words.an(kind)}",
        section="monsters",
        tint=world.hue[monster.region],
    )
    missions, achievements = world.counting(monster)
    return page | {
        "slug": monster.slug,
        "emblem": addresses.emblem("monster", monster.slug),
        "emblem_alt": f"Emblem: {words.an(kind)} of {region.name}",
        "eyebrow": f"{kind.capitalize()} of {region.name}",
        "chips": _chips(world, monster),
        "text": monster.text,
        "night": charts.night(monster.slug, landscape_of(world, monster.region)),
        "figures": [
            fact("Health", words.number(monster.hp), "hp", monster.hp),
            fact("Attack", words.number(monster.attack), "attack", monster.attack),
            fact("Defence", words.number(monster.defence), "defence", monster.defence),
            fact("Speed", words.number(monster.speed), "speed", monster.speed),
        ],
        "facts": _facts(world, monster),
        "advice": _advice(world, monster),
        "skills": [skill(world, world.content.skills[slug]) for slug in monster.skills],
        "lairs": [
            {
                "slug": p.slug,
                "place": world.ref["place"][p.slug],
                "weight": weight,
                "share": world.percent[p.slug][monster.slug],
                "bar": world.percent[p.slug][monster.slug],
            }
            for p, weight, _ in lairs
        ],
        "map": map_of(world, monster.region, {p.slug for p, _, _ in lairs}) if lairs else None,
        "region": world.ref["region"][monster.region],
        "drops": drops,
        "kill": _worth(world, monster),
        "dungeons": [
            {"name": d.name, "href": world.anchor["dungeon"][d.slug], "rooms": _rooms(rooms)}
            for d, rooms in world.dungeons_with.get(monster.slug, ())
        ],
        "shut": closed_features.is_closed("dungeon"),
        "missions": [
            {"name": m.name, "href": world.anchor["mission"][m.slug], "note": m.period}
            for m in missions
            if not closed_features.is_closed(m.period)
        ],
        "achievements": [
            {"name": a.name, "href": world.anchor["achievement"][a.slug], "note": "achievement"}
            for a in achievements
            if not closed_features.is_closed("achievement")
        ],
        "peers": monster_peers(world, monster),
        "next": related_to_monster(world, monster),
        "thing": "monster",
        "what": monster.family,
    }


def _chips(world: WikiWorld, monster: Monster) -> list[dict[str, str]]:
    chips = [{"text": monster.family, "href": addresses.breed(monster.family), "tint": ""}]
    if monster.rank != "common":
        href = wiki_urls.BOSSES if monster.rank == "boss" else wiki_urls.ELITES
        chips.insert(0, {"text": monster.rank, "href": href, "tint": f"k-{monster.rank}"})
    low = (monster.level - 1) // 10 * 10 + 1
    chips.append({"text": f"level {monster.level}", "href": addresses.band("monsters", low, low + 9), "tint": ""})
    region = world.ref["region"][monster.region]
    return [*chips, {"text": region["name"], "href": region["href"], "tint": region["tint"]}]


def _facts(world: WikiWorld, monster: Monster) -> list[dict[str, Any]]:
    region = world.ref["region"][monster.region]
    return [
        fact("Level", str(monster.level), "level", monster.level),
        fact("Rank", RANKS[monster.rank]),
        fact("A fair fight", f"from level {fair}" if (fair := world.fair[monster.slug]) else "for the best gear only"),
        fact("Lives in", region["name"], href=region["href"]),
        fact("Experience", words.number(monster.xp), "xp", monster.xp),
        span("Gold", ("gold_low", monster.gold[0]), ("gold_high", monster.gold[1])),
        fact("Critical hits", words.percent(monster.crit), "crit", monster.crit),
        fact("Dodges", words.percent(monster.dodge), "dodge", monster.dodge),
        fact("Lifesteal", words.percent(monster.lifesteal), "lifesteal", monster.lifesteal),
    ]


def _advice(world: WikiWorld, monster: Monster) -> list[str]:
    """Advice for hunters, computed from the monster's numbers."""
    soaked = 100 * monster.defence / (monster.defence + soak(monster.level))
    said = [_fair(world, monster), f"Its hide swallows {soaked:.0f} % of a blow from a fighter of its own level."]
    if monster.dodge >= 60:
        said.append(f"It slips away from about one blow in {max(2, round(1000 / monster.dodge))}.")
    full = min(tuning.LEVEL_MAX, monster.level + tuning.FULL_XP_LEVELS)
    said.append(f"Experience is full up to level {full}; each level beyond takes a tenth off.")
    fast = monster.speed
    said.append(f"To strike first you need a speed of {words.number(fast)}.")
    return said


def _fair(world: WikiWorld, monster: Monster) -> str:
    """The level at which it is a fair fight: a hunter in shop gear wins as often as against a common monster of the hunter's level."""
    level = world.fair[monster.slug]
    if level is None:
        return "No hunter in shop gear is a match for it: bring runes, upgrades and a set that fits."
    ahead = level - monster.level
    more = f", {words.count(ahead, 'level')} above its own" if ahead > 0 else ""
    return f"In gear from the shops it is a fair fight from about level {level}{more}."


def _drop(world: WikiWorld, drop: Any) -> dict[str, Any]:
    return {
        "slug": drop.item, "of": world.ref["item"][drop.item], "chance": drop.chance, "chance_text": chance_text(drop.chance),
        "bar": bar(drop.chance), "quantity": quantity(drop.low, drop.high),
        "kills": one_in(drop.chance), "worth": words.number(resale(world.content.items[drop.item].price)),
    }  # fmt: skip


def _worth(world: WikiWorld, monster: Monster) -> dict[str, str]:
    """The average value of a kill in gold: its gold, and its loot at shop prices."""
    loot = sum(d.chance * (d.low + d.high) / 20_000 * resale(world.content.items[d.item].price) for d in monster.drops)
    purse = (monster.gold[0] + monster.gold[1]) / 2
    return {"purse": f"{purse:.1f}".removesuffix(".0"), "loot": f"{loot:.1f}", "all": f"{purse + loot:.1f}"}


def _rooms(rooms: list[int]) -> str:
    """[1, 3] -> "rooms 1 and 3"; room 0 is the boss's."""
    if 0 in rooms:
        return "the last room, as its boss"
    return f"room{'s' if len(rooms) > 1 else ''} {words.listed([str(r) for r in rooms])}"


def skill(world: WikiWorld, s: ClassSkill) -> dict[str, Any]:
    """A skill with its numbers in words."""
    does = {
        "strike": f"a blow of {s.power} % of the attack",
        "bleed": f"a blow of {s.power} %, then {s.extra} % of the attack a round for {words.count(s.rounds, 'round')}",
        "drain": f"a blow of {s.power} % that heals by {s.extra} % of the harm",
        "stun": f"a blow of {s.power} %; {s.extra} % chance that the foe loses its next turn",
        "execute": f"a blow of {s.power} %, or {s.power + s.extra} % against a foe below {tuning.EXECUTE_BELOW_PERCENT} % health",
        "ward": f"swallows the next {words.count(s.rounds, 'blow')}",
        "bless": f"attack {s.extra} % higher for {words.count(s.rounds, 'turn')}",
        "mend": f"heals {s.extra} % of full health, once below {tuning.MEND_BELOW_PERCENT} %",
    }[s.kind]
    href = world.anchor["skill"].get(s.slug, "") if s.of == "beast" else f"{wiki_urls.CLASSES}{s.of}/#{s.slug}"
    return {
        "slug": s.slug,
        "name": s.name,
        "text": s.text,
        "does": does,
        "cooldown": words.count(s.cooldown, "round"),
        "level": s.level,
        "href": href,
    }

"""The page of an item."""

from game.content import wiki_urls
from game.content.coming import coming_note
from game.content.schema import Item
from game.rules import tuning
from game.rules.forge import repair_cost, upgrade_cost
from game.rules.trade import resale
from seo_pages import nouns, words
from seo_pages.facts import addresses, titles
from seo_pages.facts.best_source import best_source
from seo_pages.facts.head import Chip, Fact, fact, head, sentences, title
from seo_pages.facts.night import night
from seo_pages.facts.peers import item_peers
from seo_pages.facts.related import related_to_item
from seo_pages.facts.sources import ItemSources, sources
from seo_pages.facts.uses import uses
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

NIGHTS = ("roofs", "hills", "thorns")


def item_facts(world: WikiWorld, site: Site, item: Item) -> PageFacts:
    what = nouns.family(item.kind, item.family)
    adds = [
        f"{words.STATS[s].lower()} {words.signed(s, world.bonus[item.slug][s])}"
        for s in words.STATS
        if s in world.bonus[item.slug]
    ]
    found = sources(world, item)
    best = best_source(found)
    noun = nouns.one(item.kind, item.family, item.rarity)
    lead = f"{item.name}, {noun} of level {item.level}"
    does = f": {words.listed(adds)}." if adds else f": {_does(item)}." if item.use else "."
    where = _where(found)
    page = head(
        site,
        addresses.item(item.slug),
        name=item.name,
        title=title(item.name, *titles.item(item, found)),
        description=sentences(lead + does, where, best),
        crumbs=[
            ("Items", wiki_urls.ITEMS),
            (words.KINDS[item.kind], addresses.kind(item.kind)),
            (nouns.families(item.kind, item.family), addresses.family(item.kind, item.family)),
        ],
        picture=addresses.picture("item", item.slug),
        alt=f"{item.name}: the emblem of {noun}",
        section="items",
        tint=f"r-{item.rarity}",
    )
    return page | {
        "slug": item.slug,
        "emblem": addresses.emblem("item", item.slug),
        "emblem_alt": f"Emblem: {noun}",
        "eyebrow": f"{item.rarity.capitalize()} {what}",
        "chips": _chips(world, item, what),
        "text": item.text,
        "shut": coming_note(item),
        "night": night(item.slug, NIGHTS[len(item.slug) % 3]),
        "figures": _figures(world, item),
        "facts": _facts(item),
        "sources": {**found, "best": best},
        "uses": uses(world, item),
        "peers": item_peers(world, item),
        "next": related_to_item(world, item),
        "thing": "item",
        "what": what,
    }


def _does(item: Item) -> str:
    used = item.use
    parts = []
    if used and used.health:
        parts.append(f"{used.health} health")
    if used and used.health_percent:
        parts.append(f"{used.health_percent} % of full health")
    if used and used.energy:
        parts.append(f"{used.energy} energy")
    return f"gives back {words.listed(parts)}"


def _where(found: ItemSources) -> list[str]:
    """The ways to obtain the item as a sentence, in shorter and shorter wordings."""
    sold = [shop["region"]["name"] for shop in found["shops"]][:3]
    drops, crafts = found["drops"], [recipe["craft"] for recipe in found["recipes"]][:1]
    others = words.count(len(drops) - 1, "other monster")
    full = [
        f"sold in {words.listed(sold)}" if sold else "",
        f"dropped by {drops[0]['of']['name']}{f' and {others}' * (len(drops) > 1)}" if drops else "",
        "".join("made at the forge" if craft == "forge" else "made by alchemy" for craft in crafts),
    ]
    short = [full[0], f"dropped by {words.count(len(drops), 'monster')}" if drops else "", full[2]]
    wordings = (full, short, [next((part for part in short if part), "")])
    return [f"{text[:1].upper()}{text[1:]}." for parts in wordings if (text := words.listed([part for part in parts if part]))]


def _chips(world: WikiWorld, item: Item, what: str) -> list[Chip]:
    chips: list[Chip] = [
        {"text": item.rarity, "href": addresses.rarity(item.rarity), "tint": f"r-{item.rarity}"},
        {"text": what, "href": addresses.family(item.kind, item.family), "tint": ""},
    ]
    low = (item.level - 1) // 5 * 5 + 1
    chips.append({"text": f"level {item.level}", "href": addresses.band("items", low, low + 4), "tint": ""})
    if item.faction:
        chips.append({"text": f"{words.SIDES[item.faction]} only", "href": wiki_urls.CLASSES, "tint": f"f-{item.faction}"})
    if item.slug in world.content.set_of:
        gear_set = world.content.set_of[item.slug]
        chips.append({"text": gear_set.name, "href": world.guides.address["set"][gear_set.slug], "tint": ""})
    return chips


def _figures(world: WikiWorld, item: Item) -> list[Fact]:
    """The large figures: bonuses while worn, or the effect of using it."""
    found = [fact(words.STATS[s], words.signed(s, v), s, v) for s in words.STATS if (v := world.bonus[item.slug].get(s))]
    if item.use:
        for stat, name in words.USES.items():
            if value := getattr(item.use, stat):
                found.append(fact(name, f"+{value} %" if stat == "health_percent" else f"+{value}", stat, value))
    return found


def _facts(item: Item) -> list[Fact]:
    worn = {"weapon": "in the hand", "head": "on the head", "body": "on the body", "hands": "on the hands", "legs": "on the legs",
            "feet": "on the feet", "ring": "on a finger", "amulet": "round the neck", "charm": "as a charm"}  # fmt: skip
    level = {"material": "Found from level", "consumable": "Used from level", "rune": "For gear of level"}.get(
        item.kind, "Worn from level"
    )
    rows = [fact(level, str(item.level), "level", item.level)]
    if item.use_until:
        rows.append(fact("Works up to level", str(item.use_until), "use_until", item.use_until))
    if item.slot:
        rows.append(fact("Worn", worn[item.slot]))
    if item.slot or item.faction:
        side = words.SIDES[item.faction].capitalize() if item.faction else "Both sides"
        rows.append(fact("Worn by" if item.slot else "For", side))
    rows.append(fact("Price in shops" if item.sold_in else "Worth", f"{words.number(item.price)} gold", "price", item.price))
    rows.append(fact("A shop pays", f"{words.number(resale(item.price))} gold", "resale", resale(item.price)))
    if item.durability:
        rows.append(fact("Lasts", f"{item.durability} fights", "durability", item.durability))
        rows.append(fact("Mending it, worn out", f"{words.number(repair_cost(item.price, item.durability, 0))} gold"))
    if item.slot:
        rows.append(
            fact("First upgrade, +1", f"{words.number(upgrade_cost(item.price, 0))} gold for {tuning.UPGRADE_PERCENT} % more")
        )
    if item.stacks:
        rows.append(fact("In the bag", "stacks"))
    return rows

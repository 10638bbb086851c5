"""Where an item comes from and what it is used for."""

import math
from typing import Any

from game.content import wiki_urls
from game.content.registry import bonus_of
from game.content.schema import Item, Mission
from seo_pages import words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.world import WikiWorld

GROUNDS = 5


def sources(world: WikiWorld, item: Item) -> dict[str, Any]:
    """All sources of an item, each a list that may be empty, and `best`: the easiest source as a sentence."""
    found = {
        "shops": shops(world, item),
        "drops": [_drop(world, monster, drop) for monster, drop in world.drops.get(item.slug, ())],
        "grounds": grounds(world, item),
        "recipes": [recipe(world, r, 1) for r in world.recipes_for.get(item.slug, ())],
        "missions": [_reward(world, m, quantity) for m, quantity in world.missions_with.get(item.slug, ())],
        "classes": [
            {"name": c.name, "href": f"{wiki_urls.CLASSES}{c.slug}/", "note": c.tagline}
            for c in world.starters.get(item.slug, ())
        ],
    }
    return found | {"best": _best(world, item, found)}


def shops(world: WikiWorld, item: Item) -> list[dict[str, Any]]:
    regions = [world.content.regions[slug] for slug in item.sold_in]
    return [
        {
            "region": world.ref["region"][r.slug], "href": addresses.shop(r.slug), "shop": r.shop,
            "keeper": r.keeper, "level": r.levels[0], "price": item.price,
            "price_text": words.number(item.price),
        }
        for r in sorted(regions, key=lambda r: r.levels)
    ]  # fmt: skip


def grounds(world: WikiWorld, item: Item) -> list[dict[str, Any]]:
    """The best places to hunt for it: pieces per hundred hunts, and hunts per piece."""
    best = world.grounds.get(item.slug, [])[:GROUNDS]
    most = best[0][1] if best else 1
    return [
        {
            "place": world.ref["place"][place.slug], "hundred": hundred(pieces),
            "hunts": hunts_for_one(pieces), "bar": round(100 * pieces / most),
        }
        for place, pieces in best
    ]  # fmt: skip


def hundred(pieces: float) -> str:
    """Pieces per hundred hunts; small numbers keep decimals."""
    many = pieces * 100
    return f"{many:.0f}" if many >= 10 else f"{many:.1f}" if many >= 0.5 else f"{many:.2f}" if many >= 0.01 else "under 0.01"


def hunts_for_one(pieces: float) -> str:
    """Pieces per hunt -> average number of won hunts until one is found."""
    return words.number(max(1, round(1 / pieces)))


def quantity(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def one_in(chance: int) -> str:
    """Chance in ten-thousandths -> average number of kills per drop."""
    kills = 10_000 / chance
    return f"{kills:.1f}" if kills < 5 and chance not in (10_000, 5000, 2500) else words.number(round(kills))


def chance_text(chance: int) -> str:
    return words.percent(chance / 10)


def bar(chance: int) -> int:
    """A chance as the length of a bar: its square root, so that rare drops are visible."""
    return max(1, round(math.sqrt(chance / 10_000) * 100))


def _drop(world: WikiWorld, monster: Any, drop: Any) -> dict[str, Any]:
    lairs = world.lairs.get(monster.slug, ())
    return {
        "slug": monster.slug, "of": world.ref["monster"][monster.slug], "chance": drop.chance, "chance_text": chance_text(drop.chance),
        "bar": bar(drop.chance), "quantity": quantity(drop.low, drop.high), "kills": one_in(drop.chance),
        "place": world.ref["place"][lairs[0][0].slug] if lairs else None,
        "dungeon": None if lairs else _gate(world, monster),
    }  # fmt: skip


def _gate(world: WikiWorld, monster: Any) -> dict[str, str] | None:
    """The dungeon of a monster that lives in no place."""
    for dungeon, _ in world.dungeons_with.get(monster.slug, ()):
        return {"name": dungeon.name, "href": world.anchor["dungeon"][dungeon.slug]}
    return None


def recipe(world: WikiWorld, r: Any, uses: int) -> dict[str, Any]:
    """uses: how many of the page's own item go in."""
    return {
        "name": r.name, "href": world.anchor["recipe"][r.slug], "craft": r.craft,
        "level": r.level, "makes": world.ref["item"][r.makes], "quantity": r.quantity, "gold": r.gold,
        "gold_text": words.number(r.gold), "uses": uses, "text": r.text, "slug": r.slug,
        "needs": [{"item": world.ref["item"][n.item], "quantity": n.quantity} for n in r.needs],
    }  # fmt: skip


def _reward(world: WikiWorld, m: Mission, quantity: int) -> dict[str, Any]:
    return {
        "name": m.name,
        "href": world.anchor["mission"][m.slug],
        "period": m.period,
        "giver": m.giver,
        "quantity": quantity,
        "shut": closed_features.is_closed(m.period),
    }


def uses(world: WikiWorld, item: Item) -> dict[str, Any]:
    """Uses of an item: recipes, and its set with the set's bonuses."""
    gear_set = world.content.set_of.get(item.slug)
    return {
        "recipes": [recipe(world, r, n) for r, n in world.recipes_with.get(item.slug, ())],
        "set": gear(world, gear_set) if gear_set else None,
    }


def gear(world: WikiWorld, gear_set: Any) -> dict[str, Any]:
    """A set with its pieces and steps, each step in words."""
    return {
        "name": gear_set.name, "slug": gear_set.slug, "href": world.anchor["set"][gear_set.slug], "text": gear_set.text,
        "pieces": [world.ref["item"][slug] for slug in gear_set.pieces],
        "steps": [
            {"pieces": s.pieces, "text": words.listed([f"{words.STATS[k]} {words.signed(k, v)}" for k, v in bonus_of(s).items()])}
            for s in gear_set.steps
        ],
    }  # fmt: skip


def _best(world: WikiWorld, item: Item, found: dict[str, Any]) -> str:
    """The easiest source, as a sentence without links."""
    if found["classes"]:
        return f"Each new {words.listed([c['name'] for c in found['classes']])} begins with it."
    if found["shops"]:
        shop = found["shops"][0]
        return (
            f"{shop['keeper']} sells it in {shop['region']['name']} for {shop['price_text']} gold, from level {shop['level']}."
        )
    if found["recipes"]:
        made = found["recipes"][0]
        where = "the forge" if made["craft"] == "forge" else "alchemy"
        return f"Made at {where} from level {made['level']} for {made['gold_text']} gold and {words.count(len(made['needs']), 'material')}."
    if found["grounds"]:
        best = found["grounds"][0]
        return (
            f"Best hunted at {best['place']['name']}: one in about {words.count(int(best['hunts'].replace(',', '')), 'hunt')}."
        )
    for mission in found["missions"]:
        if not mission["shut"]:
            return f"{mission['giver']} gives it for “{mission['name']}”."
    if found["drops"]:
        first = found["drops"][0]
        return f"{first['of']['name']} leaves it once in about {first['kills']} kills, in a dungeon{closed_features.suffix('dungeon')}."
    return ""

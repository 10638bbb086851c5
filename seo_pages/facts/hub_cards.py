"""The card of an entry in a list: what it does, and where it is found."""

from typing import TypedDict

from game.content.registry import Entry
from game.content.schema import Item, Monster, Place
from seo_pages import words
from seo_pages.facts.rates import one_in
from seo_pages.facts.refs import EntryRef
from seo_pages.facts.world import WikiWorld


class HubCard(TypedDict):
    """of: the entry. does: up to three short texts."""

    of: EntryRef
    does: list[str]
    where: str


def card_of(world: WikiWorld, entry: Entry) -> HubCard:
    if isinstance(entry, Item):
        return _item_card(world, entry)
    return _monster_card(world, entry) if isinstance(entry, Monster) else _place_card(world, entry)


def _item_card(world: WikiWorld, i: Item) -> HubCard:
    have = world.bonus[i.slug]
    does = [f"{words.STATS[s]} {words.signed(s, have[s])}" for s in words.STATS if s in have][:3]
    if i.use:
        does = [f"Health +{i.use.health}"] * bool(i.use.health) + [f"Health +{i.use.health_percent} %"] * bool(
            i.use.health_percent
        )
        does += [f"Energy +{i.use.energy}"] * bool(i.use.energy)
    if i.kind == "material":
        best = world.hunting.grounds.get(i.slug)
        does = [f"best at {best[0][0].name}"] if best else []
    if i.sold_in:
        where = f"{words.number(i.price)} gold in shops"
    elif i.slug in world.item_index.recipes_for:
        where = f"made at the {world.item_index.recipes_for[i.slug][0].craft}"
    elif i.slug in world.item_index.drops:
        monster, drop = world.item_index.drops[i.slug][0]
        kills = one_in(drop.chance)
        where = f"from {monster.name}, {'every kill' if kills == '1' else f'one in {kills} kills'}"
    else:
        where = "given as a reward"
    return {"of": world.ref["item"][i.slug], "does": does, "where": where}


def _monster_card(world: WikiWorld, m: Monster) -> HubCard:
    does = [f"Health {words.number(m.hp)}", f"Attack {words.number(m.attack)}", f"XP {words.number(m.xp)}"]
    lairs = world.hunting.lairs.get(m.slug)
    return {"of": world.ref["monster"][m.slug], "does": does, "where": lairs[0][0].name if lairs else "in a dungeon"}


def _place_card(world: WikiWorld, p: Place) -> HubCard:
    h = world.hunting.average[p.slug]
    does = [f"{h.xp:.0f} XP a hunt", f"{h.gold + h.loot:.0f} gold a hunt with loot"]
    return {"of": world.ref["place"][p.slug], "does": does, "where": f"{world.hunting.shares[p.slug][0][0].name} above all"}

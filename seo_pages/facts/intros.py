"""The introduction of each list: a written sentence, then sentences computed from the numbers."""

from collections import Counter
from collections.abc import Sequence

from game.content.registry import Entry
from game.content.schema import Item, Monster, Place, Region
from seo_pages import nouns, words
from seo_pages.facts import intro_texts
from seo_pages.facts.world import WikiWorld


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _origins(world: WikiWorld, items: list[Item]) -> str:
    """How many of the items are sold, dropped and crafted, as a sentence."""
    sold = sum(bool(i.sold_in) for i in items)
    dropped = sum(i.slug in world.item_index.drops for i in items)
    made = sum(i.slug in world.item_index.recipes_for for i in items)
    parts = [f"{n} {how}" for n, how in ((sold, "in shops"), (dropped, "from monsters"), (made, "from recipes")) if n]
    return f"{words.listed(parts)}.".capitalize() if parts else ""


def _levels(entries: Sequence[Entry]) -> str:
    low, high = entries[0].level, entries[-1].level
    return f"level {low}" if low == high else f"levels {low} to {high}"


def _amount(entries: Sequence[Entry]) -> str:
    return "Only one" if len(entries) == 1 else f"{len(entries)} of them"


def kind(name: str, items: list[Item]) -> str:
    if not items:
        return ""
    rare = sum(i.rarity in ("epic", "legendary") for i in items)
    there = "There is one" if len(items) == 1 else f"There are {len(items)}"
    return f"{intro_texts.KINDS[name]} {there}, of {_levels(items)}; {rare} of them {'is' if rare == 1 else 'are'} epic or legendary."


def family(world: WikiWorld, of: str, name: str, items: list[Item]) -> str:
    if not items:
        return ""
    stats = Counter(s for i in items for s in world.bonus[i.slug] if s not in ("attack", "defence"))
    most = [words.STATS[s].lower() for s, n in stats.most_common(2) if n * 3 >= len(items)]
    lean = f"They lean to {words.listed(most)}." if most else ""
    lead = (
        "What is left in the pan when the flesh has gone." if (of, name) == ("material", "bone") else intro_texts.FAMILIES[name]
    )
    if (of, name) == ("rune", "bone"):
        lead = "Runes that hold."
    return _joined(lead, f"{_amount(items)}, {_levels(items)}.", lean, _origins(world, items))


def rarity(world: WikiWorld, name: str, items: list[Item]) -> str:
    return _joined(intro_texts.RARITIES[name], f"{words.count(len(items), 'item')} in all.", _origins(world, items))


def item_band(world: WikiWorld, low: int, items: list[Item]) -> str:
    regions = [r.name for r in world.regions if r.levels[0] <= low + 4 and r.levels[1] >= low]
    where = f"The levels of {words.listed(regions)}." if regions else ""
    count = Counter(words.KINDS[i.kind].lower() for i in items)
    return _joined(
        where, f"{words.listed([f'{n} {k}' for k, n in count.most_common(3)])} and more.".capitalize(), _origins(world, items)
    )


def bosses(monsters: list[Monster]) -> str:
    return (
        f"{words.count(len(monsters), 'boss', 'bosses')} stand at the ends of things. They strike harder, last longer, drop four times as readily, "
        "and are the only beasts in Veyrholt with a reputation to keep."
    )


def elites(monsters: list[Monster]) -> str:
    return f"{words.count(len(monsters), 'elite')}: rarely met, worth twice the trouble, and half as likely again to leave something behind."


def shop(region: Region, items: list[Item]) -> str:
    if not items:
        return ""
    kinds = Counter(words.KINDS[i.kind].lower() for i in items)
    dear = max(items, key=lambda i: i.price)
    return (
        f"The counter of {region.name}, kept by {region.keeper} for hunters of {_levels(items)}: "
        f"{words.listed([f'{n} {k}' for k, n in kinds.most_common(3)])}{' and more' * (len(kinds) > 3)}. "
        f"The dearest thing on it is {dear.name}, for {words.number(dear.price)} gold."
    )


def region_monsters(world: WikiWorld, region: Region, monsters: list[Monster]) -> str:
    if not monsters:
        return ""
    common = Counter(m.family for m in monsters).most_common(3)
    kinds = words.listed([nouns.plural(f) for f, _ in common])
    hardest = max(monsters, key=lambda m: m.attack)
    return (
        f"{words.count(len(monsters), 'creature')} of {_levels(monsters)} {'keeps' if len(monsters) == 1 else 'keep'} the streets "
        f"of {region.name} busy, {kinds} above all. "
        f"{hardest.name} hits hardest, with an attack of {words.number(hardest.attack)}."
    )


def monster_band(low: int, monsters: list[Monster]) -> str:
    if not monsters:
        return ""
    health = round(sum(m.hp for m in monsters) / len(monsters))
    attack = round(sum(m.attack for m in monsters) / len(monsters))
    rich = max(monsters, key=lambda m: m.gold[1])
    return (
        f"{words.count(len(monsters), 'creature')} for hunters of levels {low} to {low + 9}. On average they bring {health} health and an attack "
        f"of {attack}; the fattest purse, up to {words.number(rich.gold[1])} gold, is on {rich.name}."
    )


def breed(world: WikiWorld, name: str, monsters: list[Monster]) -> str:
    if not monsters:
        return ""
    regions = [world.content.regions[slug].name for slug, _ in Counter(m.region for m in monsters).most_common(3)]
    every = world.monsters

    def against(stat: str) -> float:
        mine: float = sum(getattr(m, stat) / (m.level + 8) for m in monsters) / len(monsters)
        usual: float = sum(getattr(m, stat) / (m.level + 8) for m in every) / len(every)
        return mine / usual - 1

    gaps = {"health": against("hp"), "attack": against("attack"), "defence": against("defence"), "speed": against("speed")}
    stat, gap = max(gaps.items(), key=lambda pair: abs(pair[1]))
    lean = (
        f"Against all others of their level they have {abs(gap) * 100:.0f} % {'more' if gap > 0 else 'less'} {stat}."
        if abs(gap) > 0.05
        else ""
    )
    return _joined(
        intro_texts.FAMILIES[name],
        f"{words.count(len(monsters), 'kind')}, {_levels(monsters)}, in {words.listed(regions)}.",
        lean,
    )


def place_kind(world: WikiWorld, name: str, places: list[Place]) -> str:
    if not places:
        return ""
    best = max(places, key=lambda p: world.hunting.average[p.slug].xp)
    where = words.listed(list(dict.fromkeys(world.content.regions[p.region].name for p in places))[:4])
    what = f"{words.count(len(places), name, nouns.plural(name))} to hunt in, in {where}, {_levels(places)}."
    return f"{what} The most experience is had at {best.name}: about {world.hunting.average[best.slug].xp:.0f} a hunt."

"""What a card says under the name: one line, and two or three figures that a player would ask for first."""

from game.content.registry import Catalogue, Entry, bonus_of
from game.content.schema import Item, Monster
from seo_pages.words import SIDES, STATS, family, number, signed

Figures = list[tuple[str, str]]
"""(label, value)"""

RANKS = {"common": "", "elite": "elite ", "boss": "boss "}


def line(entry: Entry, content: Catalogue) -> str:
    """ "Rare sabre · level 12 · Briarwold"."""
    if isinstance(entry, Item):
        last = f"for {SIDES[entry.faction]}" if entry.faction else _home(entry, content)
        parts = [f"{entry.rarity} {family(entry.kind, entry.family)}", f"level {entry.level}", *([last] if last else [])]
    elif isinstance(entry, Monster):
        parts = [RANKS[entry.rank] + entry.family, f"level {entry.level}", content.regions[entry.region].name]
    else:
        parts = [entry.kind, f"from level {entry.level}", content.regions[entry.region].name]
    return " · ".join([parts[0].capitalize(), *parts[1:]])


def _home(item: Item, content: Catalogue) -> str:
    """The region that sells it, when it is one alone; for all else the level has to do."""
    return content.regions[item.sold_in[0]].name if len(item.sold_in) == 1 else ""


def figures(entry: Entry, content: Catalogue) -> Figures:
    """Three at most, each short enough for a third of the card."""
    if isinstance(entry, Item):
        return _item(entry)[:3]
    if isinstance(entry, Monster):
        return [("Health", number(entry.hp)), ("Attack", number(entry.attack)), ("Experience", number(entry.xp))]
    levels = [content.monsters[p.monster].level for p in entry.monsters]
    return [("Prowlers", str(len(levels))), ("Weakest", f"level {min(levels)}"), ("Strongest", f"level {max(levels)}")][
        : 3 if levels else 0
    ]


def _item(item: Item) -> Figures:
    if item.use:
        told = [("Health", f"+{number(item.use.health)}", item.use.health)]
        told += [("Of full health", f"+{item.use.health_percent} %", item.use.health_percent)]
        told += [("Energy", f"+{item.use.energy}", item.use.energy)]
        found = [(label, text) for label, text, value in told if value]
    else:
        stats = bonus_of(item)
        found = [(STATS[stat], signed(stat, stats[stat])) for stat in STATS if stat in stats]
    return [*found, ("Price" if item.sold_in else "Worth", f"{number(item.price)} g")]

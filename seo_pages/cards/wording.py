"""The text of a card under the name: a subtitle, and up to three figures."""

from game.content.registry import Catalogue, Entry, bonus_of
from game.content.schema import Item, Monster
from game.emblems.card import Figures
from seo_pages.nouns import family
from seo_pages.words import SIDES, STATS, number, signed

RANKS = {"common": "", "elite": "elite ", "boss": "boss "}


def subtitle_text(entry: Entry, content: Catalogue) -> str:
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
    """The region that sells it, if it is only one; otherwise empty."""
    return content.regions[item.sold_in[0]].name if len(item.sold_in) == 1 else ""


def figures(entry: Entry, content: Catalogue) -> Figures:
    """At most three, each short enough for a third of the card's text width."""
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
        effects = [("Health", f"+{number(item.use.health)}", item.use.health)]
        effects += [("Of full health", f"+{item.use.health_percent} %", item.use.health_percent)]
        effects += [("Energy", f"+{item.use.energy}", item.use.energy)]
        found = [(label, text) for label, text, value in effects if value]
    else:
        stats = bonus_of(item)
        found = [(STATS[stat], signed(stat, stats[stat])) for stat in STATS if stat in stats]
    return [*found, ("Price" if item.sold_in else "Worth", f"{number(item.price)} g")]

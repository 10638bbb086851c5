"""What a card says under the name: one line, and two or three figures that a player would ask for first."""

from game.content.registry import Catalogue, bonus_of
from game.content.schema import Item, Location, Monster

Entry = Item | Monster | Location
Figures = list[tuple[str, str]]
"""(label, value)"""

LABELS = {
    "attack": "Attack", "defence": "Defence", "hp": "Health", "str": "Strength", "dex": "Dexterity", "int": "Intellect",
    "vit": "Vitality", "wis": "Wisdom", "lck": "Luck", "crit": "Critical", "dodge": "Dodge", "lifesteal": "Lifesteal",
}  # fmt: skip
"""In the order in which they are told."""
PERMILLE = ("crit", "dodge", "lifesteal")
WORN = {"head": "headgear", "body": "body armour", "hands": "gloves", "legs": "leg armour", "feet": "footwear"}
FOR = {"vampire": "for vampires", "werewolf": "for werewolves"}
RANKS = {"common": "", "elite": "elite ", "boss": "boss "}


def line(entry: Entry, content: Catalogue) -> str:
    """ "Rare sabre · level 12 · Briarwold"."""
    if isinstance(entry, Item):
        noun = f"{entry.family} rune" if entry.kind == "rune" else WORN.get(entry.family, entry.family)
        last = FOR[entry.faction] if entry.faction else _home(entry, content)
        parts = [f"{entry.rarity} {noun}", f"level {entry.level}", *([last] if last else [])]
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
        return [("Health", _number(entry.hp)), ("Attack", _number(entry.attack)), ("Experience", _number(entry.xp))]
    levels = [content.monsters[p.monster].level for p in entry.monsters]
    return [("Prowlers", str(len(levels))), ("Weakest", f"level {min(levels)}"), ("Strongest", f"level {max(levels)}")][
        : 3 if levels else 0
    ]


def _item(item: Item) -> Figures:
    if item.use:
        told = [("Health", f"+{_number(item.use.health)}", item.use.health)]
        told += [("Of full health", f"+{item.use.health_percent} %", item.use.health_percent)]
        told += [("Energy", f"+{item.use.energy}", item.use.energy)]
        found = [(label, text) for label, text, value in told if value]
    else:
        stats = bonus_of(item)
        found = [(LABELS[stat], _added(stat, stats[stat])) for stat in LABELS if stat in stats]
    return [*found, ("Price", f"{_number(item.price)} g")]


def _added(stat: str, value: int) -> str:
    sign = "+" if value > 0 else "\u2212"
    return f"{sign}{abs(value) / 10:g} %" if stat in PERMILLE else f"{sign}{_number(abs(value))}"


def _number(value: int) -> str:
    """12345 -> "12,345"."""
    return f"{value:,}"

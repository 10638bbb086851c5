"""Numbers and names as text for readers."""

from game.content import stat_words
from seo_pages import nouns

_SHOWN = ("attack", "defence", "hp", "str", "dex", "int", "vit", "lck", "wis", "crit", "dodge", "lifesteal")
STATS = {stat: stat_words.LONG_WORDS[stat] for stat in _SHOWN}
"""In the order of display."""
PERMILLE = stat_words.PERMILLE
USES = {"health": "Health won back", "health_percent": "Health won back, of full", "energy": "Energy won back"}
SIDES = {"vampire": "vampires", "werewolf": "werewolves"}
KINDS = {
    "weapon": "Weapons", "armour": "Armour", "accessory": "Accessories", "consumable": "Consumables", "rune": "Runes",
    "material": "Materials",
}  # fmt: skip
EVENTS = {
    "kill": "kill {n}", "hunt": "go hunting {n} times", "crit": "land {n} critical hits", "gold": "take {n} gold on hunts",
    "loot": "bring {n} finds from hunts", "buy": "buy {n} things in shops", "sell": "sell {n} things", "use": "use {n} remedies",
    "level": "reach level {n}", "streak": "claim missions {n} days in a row", "mission": "collect for {n} missions",
    "craft": "make {n} things at the forge", "letter": "send {n} letters", "raid": "be paid for {n} raids",
    "raid_damage": "do {n} damage in raids", "killing_blow": "strike the last blow of {n} raids",
    "season": "end {n} seasons among the first hundred of a board", "season_first": "end {n} seasons in the first place of a board",
    "arena": "win {n} bouts", "market": "sell {n} things to other hunters", "dungeon": "come through {n} dungeons",
    "clan": "belong to {n} clans", "clan_founded": "found {n} clans", "clan_war": "score in {n} wars that your clan wins",
    "clan_level": "be two weeks in a clan of level {n}", "clan_dues": "pay your clan its dues {n} times",
}  # fmt: skip
_ONE = {
    "hunt": "go hunting once", "crit": "land a critical hit", "loot": "bring one find from a hunt", "buy": "buy one thing in a shop",
    "sell": "sell one thing", "use": "use one remedy", "mission": "collect for a mission",
    "craft": "make one thing at the forge", "letter": "send a letter",
    "raid": "be paid for a raid", "killing_blow": "strike the last blow of a raid",
    "season": "end a season among the first hundred of a board", "season_first": "end a season in the first place of a board",
    "arena": "win a bout", "market": "sell one thing to another hunter", "dungeon": "come through a dungeon",
    "clan": "belong to a clan", "clan_founded": "found a clan", "clan_war": "score in a war that your clan wins",
    "clan_dues": "pay your clan its dues once",
}  # fmt: skip


def number(value: int) -> str:
    """12345 -> "12,345"."""
    return f"{value:,}"


def percent(permille: float) -> str:
    """18 -> "1.8 %", 450 -> "45 %", 0.4 -> "0.04 %"."""
    shown = permille / 10
    text = f"{shown:.1f}" if shown >= 1 or shown == 0 else f"{shown:.2g}"
    return text.removesuffix(".0") + " %"


def signed(stat: str, value: int) -> str:
    """A bonus: "+17", or "+1.8 %" for stats in thousandths."""
    sign = "+" if value > 0 else "\u2212"
    return sign + (percent(abs(value)) if stat in PERMILLE else number(abs(value)))


def count(value: int, one: str, many: str = "") -> str:
    """3, "kill" -> "3 kills"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listed(parts: list[str], last: str = "and") -> str:
    """["a", "b", "c"] -> "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def goal(event: str, target: int, family: str | None = None, region: str | None = None) -> str:
    """The goal of a mission or achievement: "kill 4 rats in Lanternrow". region: its name."""
    if event != "kill":
        return _ONE[event] if target == 1 and event in _ONE else EVENTS[event].format(n=number(target))
    what = "" if family is None else " " + (family if target == 1 else nouns.plural(family))
    return f"kill {number(target)}{what or (' monster' if target == 1 else ' monsters')}{f' in {region}' if region else ''}"


def clip(text: str, length: int) -> str:
    """At most `length` characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rpartition(" ")[0].rstrip(" ,;:.") + "\u2026"


def compass(dx: float, dy: float) -> str:
    """From one point of a map to another, y downwards: "north-east"."""
    along = "" if abs(dx) * 2.4 < abs(dy) else "east" if dx > 0 else "west"
    across = "" if abs(dy) * 2.4 < abs(dx) else "south" if dy > 0 else "north"
    return "-".join(part for part in (across, along) if part)

"""Titles of pages, in the words that people type when they search: where to find, how to beat, drops, best.

Each function returns what may stand after the name, the longest first; head.title takes the first that fits. The words have no "it"
or "them", because names are singular or plural.
"""

from game.content.schema import Item, Monster, Place, Region
from seo_pages import nouns
from seo_pages.facts.hub import Hub
from seo_pages.facts.sources import ItemSources

GUIDES = {
    "forge": "how to make all {n}, what they need",
    "alchemy": "how to brew all {n}, what they need",
    "set": "best gear together, all {n} bonuses",
    "dungeon": "where all {n} are, how to beat, drops",
    "mission": "how to do all {n}, best rewards",
    "achievement": "how to get all {n}, titles and gold",
    "skill": "how to beat all {n} skills of monsters",
}


def item(of: Item, found: ItemSources) -> list[str]:
    what = f"{of.rarity} {nouns.family(of.kind, of.family)}"
    if found["shops"]:
        answers = ("price, where to buy", "where to buy")
    elif found["drops"] or found["grounds"]:
        answers = ("drop chance, where to find", "where to find")
    elif found["recipes"]:
        answers = ("recipe, how to make", "how to make")
    else:
        answers = ("where to find", "how to get")
    return [f"{what}, {answers[0]}", f"{what}, {answers[1]}", *answers]


def monster(of: Monster, kind: str) -> list[str]:
    """kind: such as "boss wolf"."""
    return [f"level {of.level} {kind}, how to beat, drops", f"{kind}, how to beat, drops", "how to beat, drops", "how to beat"]


def place(of: Place, region: Region) -> list[str]:
    return [f"{of.kind} in {region.name}, monsters, drops", f"{of.kind}, monsters, drops", "monsters, drops", "drops"]


def hub(of: Hub) -> list[str]:
    count = len(of.entries)
    every = {1: "the only one", 2: "both"}.get(count, f"all {count:,}")
    if of.group == "Shops":
        return [f"prices and best things to buy, {every}", "prices, best things to buy", "best to buy"]
    if of.section == "items":
        return [f"where to find {every}, best by level", f"where to find {every}", "where to find"]
    if of.section == "monsters":
        return [f"where to find {every}, how to beat, drops", f"where to find {every}, drops", "how to beat, drops"]
    return [f"where to find {every}, drops", "where to find, drops"]


def guide(kind: str, total: int) -> list[str]:
    answer = GUIDES[kind].format(n=total)
    return [answer, answer.partition(",")[0]]

"""The index of the search page: every entry and list by name, with what else it is found by, in as few bytes as possible."""

import re

from game.content import wiki_urls
from game.content.registry import FOLDERS
from game.content.schema import Item, Monster
from game.rules.search import searchable
from seo_pages import nouns, words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.guides import NAMES
from seo_pages.facts.hubs import hubs
from seo_pages.facts.world import WikiWorld

ALSO = {
    "armor": "armour", "boot": "footwear", "claw": "claws", "crit": "critical", "gauntlet": "gloves", "hat": "headgear", "heal": "health",
    "helm": "headgear", "helmet": "headgear", "hp": "health", "knife": "dagger", "leech": "lifesteal", "location": "place", "necklace": "amulet",
    "npc": "human", "pant": "leg", "potion": "draught", "shoe": "footwear", "sword": "sabre", "trouser": "leg", "vampirism": "lifesteal",
}  # fmt: skip
"""What readers type -> the word of the wiki."""
FILLER = ("a", "an", "and", "at", "beat", "best", "buy", "drop", "drops", "find", "for", "from", "get", "how", "in", "is", "make", "of", "the", "to",
          "what", "where", "which", "with")  # fmt: skip
"""Words of a question, which are left out if nothing has all words."""
_SIGNS = re.compile(r"[,.;:()]")
Row = list[str | int | list[int]]


class _Tags:
    """Numbers the words that many entries share, so that each is in the index once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, *names: str) -> list[int]:
        return [self.numbers.setdefault(name, len(self.numbers)) for name in dict.fromkeys(names)]


def index(world: WikiWorld) -> dict[str, object]:
    """What static/js/wiki-search.js reads.

    rows: [name, slug or address, kind, note, tags]: lists first, then entries by level, then what is on guides. kind: 0 item,
    1 monster, 2 place, 3 list or guide, which has an address. A slug is empty if it is slug_of the name. note: a line under the
    name: "rare sabre, level 7". tags: numbers of `tags`, which are effects and regions. folders: kind -> [address of its pages,
    address of its emblems]. also, filler: see ALSO and FILLER. plurals: those
    of no rule.
    """
    tags = _Tags()
    rows = [*_lists(world), *_entries(world, tags), *_guides(world)]
    return {
        "rows": rows,
        "tags": list(tags.numbers),
        "folders": [[wiki_urls.SECTIONS[kind], f"{wiki_urls.EMBLEMS}{kind}/"] for kind in FOLDERS],
        "also": ALSO,
        "plurals": {many: one for one, many in nouns.IRREGULAR.items() if many != one},
        "filler": FILLER,
    }


def slug_of(name: str) -> str:
    """The slug that the script makes of a name; the index has the slugs of other names only."""
    return searchable(_SIGNS.sub(" ", name)).replace(" ", "-")


def _entries(world: WikiWorld, tags: _Tags) -> list[Row]:
    rows: list[Row] = []
    for number, kind in enumerate(FOLDERS):
        entries = world.content.entries(kind)
        for slug, ref in world.ref[kind].items():
            entry = entries[slug]
            found = (
                _item(world, entry) if isinstance(entry, Item) else _monster(world, entry) if isinstance(entry, Monster) else []
            )
            rows.append([ref["name"], "" if slug == slug_of(ref["name"]) else slug, number, ref["note"], tags.of(*found)])
    return rows


def _item(world: WikiWorld, item: Item) -> list[str]:
    """Its effects, its side, and the regions where it is sold or dropped."""
    effects = [name.lower() for stat, name in words.STATS.items() if stat in world.bonus[item.slug]]
    if item.use:
        effects += ["health"] * bool(item.use.health or item.use.health_percent) + ["energy"] * bool(item.use.energy)
    droppers = [monster.region for monster, _ in world.item_index.drops.get(item.slug, ())]
    regions = [world.content.regions[slug].name for slug in (*item.sold_in, *droppers)]
    gear_set = world.content.set_of.get(item.slug)
    return [*effects, *([words.SIDES[item.faction]] if item.faction else []), *([gear_set.name] if gear_set else []), *regions]


def _monster(world: WikiWorld, monster: Monster) -> list[str]:
    """Its region, its skills, and what is unusual about how it fights."""
    skills = [world.content.skills[slug].name for slug in monster.skills]
    raid = ["raid"] if monster.slug in world.content.raid_bosses else []
    return [world.content.regions[monster.region].name, *(["lifesteal"] if monster.lifesteal else []), *skills, *raid]


def _lists(world: WikiWorld) -> list[Row]:
    rows: list[Row] = []
    for hub in hubs(world):
        noun = {"items": "item", "monsters": "monster", "locations": "place"}[hub.section]
        where = hub.crumbs[-1][0] if hub.group == "Shops" else ""
        note = (
            f"shop in {where}, {words.count(len(hub.entries), noun)}"
            if where
            else f"list of {words.count(len(hub.entries), noun)}"
        )
        rows.append([hub.name, hub.address, 3, note, []])
    rows += [[name, addresses.GUIDES[kind], 3, "guide", []] for kind, (name, _) in NAMES.items()]
    rows += [[r.name, addresses.region(r.slug), 3, f"region, levels {r.levels[0]} to {r.levels[1]}", []] for r in world.regions]
    return rows + [
        [c.name, addresses.class_page(c.slug), 3, "class" if c.faction else f"class{closed_features.later('prestige')}", []]
        for c in world.content.classes.values()
    ]


def _guides(world: WikiWorld) -> list[Row]:
    rows: list[Row] = []
    for kind, note in (("set", "set"), ("recipe", "recipe"), ("dungeon", "dungeon"), ("skill", "skill of beasts"),
                       ("mission", "mission"), ("achievement", "achievement")):  # fmt: skip
        names = {slug: entry.name for slug, entry in world.content.of_file(f"{kind}s").items()}
        rows += [
            [names[slug], href, 3, note + closed_features.later(kind), []]
            for slug, href in world.guides.address.get(kind, {}).items()
        ]
    return rows

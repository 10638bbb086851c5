"""The index of the search page: every entry by name, in as few bytes as possible."""

from game.content.registry import FOLDERS
from seo_pages import words
from seo_pages.facts import addresses
from seo_pages.facts.world import WikiWorld


def index(world: WikiWorld) -> list[list[str | int]]:
    """[name, address, kind, note] of each entry, sorted by name. kind: 0 item, 1 monster, 2 place, 3 list or guide.

    note: a line under the name: "rare sabre, level 7". static/js/wiki-search.js reads the index.
    """
    content = world.content
    found: list[list[str | int]] = []
    for number, kind in enumerate(FOLDERS):
        found += [[ref["name"], ref["href"], number, ref["note"]] for ref in world.ref[kind].values()]
    for r in world.regions:
        found.append([r.name, addresses.region(r.slug), 3, f"region, levels {r.levels[0]} to {r.levels[1]}"])
    for c in content.classes.values():
        found.append([c.name, addresses.class_page(c.slug), 3, "class"])
    for kind, note in (("set", "set"), ("recipe", "recipe"), ("dungeon", "dungeon"), ("skill", "skill of beasts")):
        names = {slug: entry.name for slug, entry in content.of_file(f"{kind}s").items()}
        found += [[names[slug], href, 3, note] for slug, href in world.guides.address.get(kind, {}).items()]
    for kind, name in words.KINDS.items():
        found.append([name, addresses.kind(kind), 3, "list"])
    return sorted(found, key=lambda e: (str(e[0]), str(e[1])))

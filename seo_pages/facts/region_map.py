"""Maps of regions with some places marked, and the landscape of a region."""

from typing import Any

from seo_pages.facts import charts
from seo_pages.facts.world import WikiWorld

WILD = frozenset({"camp", "cave", "field", "garden", "glade", "moor", "quarry", "shore", "swamp", "wood", "mine", "graveyard"})
THORNY = frozenset({"wood", "glade", "camp", "garden"})


def landscape_of(world: WikiWorld, region: str) -> str:
    """The landscape of a region: roofs, hills or thorns, by the kind of most of its places."""
    kinds = [p.kind for p in world.places_in[region]]
    if sum(k in WILD for k in kinds) * 2 < len(kinds):
        return "roofs"
    return "thorns" if sum(k in THORNY for k in kinds) * 3 >= len(kinds) else "hills"


def map_of(world: WikiWorld, region: str, marked: set[str]) -> dict[str, Any]:
    """A region's map for a page: drawn once per region, marked for each page."""
    if region not in world.maps:
        world.maps[region] = charts.region_map(region, world.places_in[region])
    drawn = world.maps[region]
    return {
        "ways": drawn["ways"], "river": drawn["river"], "tint": world.hue[region], "name": world.content.regions[region].name,
        "points": [p | {"on": p["slug"] in marked} for p in drawn["points"]],
    }  # fmt: skip

"""The census: the exact number of entries that the world promises."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

ITEMS = {"weapon": 240, "armour": 270, "accessory": 120, "consumable": 90, "rune": 81, "material": 120}
REGIONS = 12
MONSTERS = 30
"""Monsters per region, bosses not counted."""
BOSSES = 25
PLACES = 10
"""Places per region."""
DUNGEONS = 10
AT_LEAST = {"recipes": 150, "sets": 40, "achievements": 80}


def count(e: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A sentence for each number that is wrong."""
    kinds = Counter(item.kind for item in e["items"].values())
    for kind, wanted in ITEMS.items():
        if kinds[kind] != wanted:
            yield f"items.json: kind: there are {kinds[kind]} of kind {kind}, not {wanted}."
    monsters = Counter(m.region for m in e["monsters"].values() if m.rank != "boss")
    places = Counter(place.region for place in e["locations"].values())
    for region in e["regions"]:
        if monsters[region] != MONSTERS:
            yield f"monsters.json: region: {region} has {monsters[region]} monsters that are not bosses, not {MONSTERS}."
        if places[region] != PLACES:
            yield f"locations.json: region: {region} has {places[region]} places, not {PLACES}."
    bosses = sum(m.rank == "boss" for m in e["monsters"].values())
    if bosses != BOSSES:
        yield f"monsters.json: rank: there are {bosses} bosses, not {BOSSES}."
    for file, wanted in (("regions", REGIONS), ("dungeons", DUNGEONS)):
        if len(e[file]) != wanted:
            yield f"{file}.json: slug: there are {len(e[file])} entries, not {wanted}."
    for file, least in AT_LEAST.items():
        if len(e[file]) < least:
            yield f"{file}.json: slug: there are {len(e[file])} entries, fewer than {least}."

"""`python bench/odds.py`: the CPU that the chances at all places of one region cost a page, by level, the dearest region of each.

Nothing is kept between the computations, as at the first look at a region. A page that shows them again reads them from memory.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings")
from game.content import catalogue
from game.rules.odds import chance
from game.rules.sheet import Sheet
from game.simulator.build import reference
from game.simulator.loadouts import HUNT

AIM = 2.0
"""Milliseconds of CPU for a page."""


def milliseconds(hunter: Sheet, monsters: list[Sheet]) -> float:
    begun = time.process_time()
    for monster in monsters:
        chance(hunter, monster)
    return (time.process_time() - begun) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--levels", default="1,5,10,20,30,40,50,60")
    options = parser.parse_args()
    content, medians = catalogue(), []
    for level in map(int, options.levels.split(",")):
        found = []
        for class_slug in content.classes:
            hunter = reference(content, class_slug, level, HUNT)
            for region in content.regions:
                places = [p for p in content.places.values() if p.region == region and p.level <= level]
                met = {monster for place in places for monster in content.encounters[place.slug].slugs}
                sheets = [content.monster_profiles[slug].sheet for slug in sorted(met)]
                if sheets:
                    taken = min(milliseconds(hunter, sheets) for _ in range(options.rounds))
                    found.append((taken, class_slug, region, len(places), len(sheets)))
        medians.append(statistics.median(one[0] for one in found))
        taken, class_slug, region, places_count, monsters = max(found)
        print(
            f"level {level:2}: {taken:.2f} ms at most ({class_slug}, {region}: {places_count} places, {monsters} monsters), "
            f"{medians[-1]:.2f} ms in the median"
        )
    print(f"Aim: {AIM:.0f} ms. The median of all levels is {statistics.median(medians):.2f} ms.")


if __name__ == "__main__":
    main()

"""Entries without a page of their own (recipes, sets, missions, ...): which page of a guide each is on, and its address."""

from collections.abc import Sequence
from functools import cached_property

from game.content.registry import Catalogue
from game.content.schema import Achievement, ClassSkill, Dungeon, GearSet, Mission, Recipe
from seo_pages.facts import addresses
from seo_pages.facts.paging import pages_of

PERIODS = ("daily", "weekly", "errand")
GuideEntry = Achievement | ClassSkill | Dungeon | GearSet | Mission | Recipe


class GuideIndex:
    """recipes: in order of display."""

    def __init__(self, content: Catalogue, recipes: list[Recipe]) -> None:
        self.content = content
        self.recipes = recipes

    @cached_property
    def pages(self) -> dict[str, list[Sequence[GuideEntry]]]:
        """guide -> its pages of entries, in order of display."""
        c = self.content
        sets = sorted(c.sets.values(), key=lambda s: (min(c.items[p].level for p in s.pieces), s.name))
        missions = sorted(c.missions.values(), key=lambda m: (PERIODS.index(m.period), m.levels, m.name))
        dungeons = sorted(c.dungeons.values(), key=lambda d: d.level)
        achievements = sorted((a for a in c.achievements.values() if not a.hidden), key=lambda a: (a.event, a.target))
        return {
            "forge": pages_of([r for r in self.recipes if r.craft == "forge"], 14),
            "alchemy": pages_of([r for r in self.recipes if r.craft == "alchemy"], 14),
            "set": pages_of(sets, 9),
            "dungeon": pages_of(dungeons, 10),
            "mission": pages_of(missions, 24),
            "achievement": pages_of(achievements, 32),
            "skill": pages_of(sorted(c.class_skills.get("beast", ()), key=lambda s: s.name), 100),
        }

    @cached_property
    def address(self) -> dict[str, dict[str, str]]:
        """kind -> slug -> address of the entry on its guide's page, with the fragment. A dungeon has a page of its own."""
        found: dict[str, dict[str, str]] = {}
        for guide, pages in self.pages.items():
            kind = "recipe" if guide in ("forge", "alchemy") else guide
            for number, page in enumerate(pages, 1):
                for entry in page:
                    found.setdefault(kind, {})[entry.slug] = f"{addresses.paged(addresses.GUIDES[guide], number)}#{entry.slug}"
        found["dungeon"] = {slug: addresses.dungeon(slug) for slug in self.content.dungeons}
        return found

"""Where items come from, what uses them, and which items are alike."""

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from game.content.registry import Catalogue
from game.content.schema import Class, Item, Mission, Monster, MonsterDrop, Recipe


class ItemIndex:
    """items, monsters: in order of display, which the lists here follow."""

    def __init__(self, content: Catalogue, items: list[Item], monsters: list[Monster]) -> None:
        self.content = content
        self.items = items
        self.monsters = monsters

    @cached_property
    def drops(self) -> dict[str, list[tuple[Monster, MonsterDrop]]]:
        """item -> monsters that drop it, the highest average quantity first."""
        found: dict[str, list[tuple[Monster, MonsterDrop]]] = defaultdict(list)
        for monster in self.monsters:
            for drop in monster.drops:
                found[drop.item].append((monster, drop))
        for droppers in found.values():
            droppers.sort(key=lambda pair: (-pair[1].chance * (pair[1].low + pair[1].high), pair[0].level))
        return found

    @cached_property
    def recipes(self) -> list[Recipe]:
        """All recipes, by level."""
        return sorted(self.content.recipes.values(), key=lambda r: (r.level, r.name))

    @cached_property
    def recipes_for(self) -> dict[str, list[Recipe]]:
        """item -> recipes that make it."""
        found: dict[str, list[Recipe]] = defaultdict(list)
        for recipe in self.recipes:
            found[recipe.makes].append(recipe)
        return found

    @cached_property
    def recipes_with(self) -> dict[str, list[tuple[Recipe, int]]]:
        """item -> recipes that use it, with the quantity."""
        found: dict[str, list[tuple[Recipe, int]]] = defaultdict(list)
        for recipe in self.recipes:
            for need in recipe.needs:
                found[need.item].append((recipe, need.quantity))
        return found

    @cached_property
    def missions_with(self) -> dict[str, list[tuple[Mission, int]]]:
        """item -> missions and errands that reward it, with the quantity."""
        found: dict[str, list[tuple[Mission, int]]] = defaultdict(list)
        for mission in self.content.missions.values():
            for reward in mission.reward.items:
                found[reward.item].append((mission, reward.quantity))
        return found

    @cached_property
    def starters(self) -> dict[str, list[Class]]:
        """item -> classes that begin with it."""
        found: dict[str, list[Class]] = defaultdict(list)
        for each in self.content.classes.values():
            for slug in each.gear:
                found[slug].append(each)
        return found

    @cached_property
    def stock(self) -> dict[str, list[Item]]:
        """region -> what its shop sells."""
        found: dict[str, list[Item]] = {slug: [] for slug in self.content.regions}
        for item in self.items:
            for region in item.sold_in:
                found[region].append(item)
        return found

    @cached_property
    def by_family(self) -> dict[tuple[str, str], list[Item]]:
        """(kind, family) -> items, by level."""
        found: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.kind, item.family].append(item)
        return found

    @cached_property
    def by_slot(self) -> dict[str, list[Item]]:
        """Slot, or the kind of items that are not worn -> items, by level."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.slot or item.kind].append(item)
        return found

    def near(self, item: Item, levels: int) -> list[Item]:
        """Items of the same slot (or kind) at most `levels` away, including the item."""
        of = self.by_slot[item.slot or item.kind]
        low = bisect_left(of, item.level - levels, key=lambda i: i.level)
        high = bisect_left(of, item.level + levels + 1, key=lambda i: i.level)
        return of[low:high]

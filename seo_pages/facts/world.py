"""Indexes over the catalogue: who drops an item, which recipes make it, where a monster is met. Computed once, used by every page."""

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import Any

from game.content.registry import Catalogue, bonus_of
from game.content.schema import Achievement, Class, Dungeon, Item, Mission, Monster, MonsterDrop, Place, Recipe
from game.content.vocabulary import RARITIES  # fmt: skip
from game.emblems.palette import wheel
from game.rules.percent import percent_shares
from game.rules.trade import resale
from seo_pages import words
from seo_pages.facts import addresses
from seo_pages.facts.fair import FairFightScale

Ref = dict[str, Any]
"""A link to an entry: name, href, img, note, tint (a class of the style sheet), level."""
PERIODS = ("daily", "weekly", "errand")


def pages_of(entries: list[Any], size: int) -> list[list[Any]]:
    """A list divided into pages of about equal length, at most `size`; one empty page for an empty list."""
    count = max(1, -(-len(entries) // size))
    each = -(-len(entries) // count) if entries else 1
    return [entries[i * each : (i + 1) * each] for i in range(count)]


class WikiWorld:
    """Everything that a page needs to know about other entries. Every list is in the order of display."""

    def __init__(self, content: Catalogue) -> None:
        self.content = content
        self.items = sorted(content.items.values(), key=lambda i: (i.level, RARITIES.index(i.rarity), i.name))
        self.monsters = sorted(content.monsters.values(), key=lambda m: (m.level, m.rank == "boss", m.name))
        self.places = sorted(content.places.values(), key=lambda p: (p.level, p.name))
        self.regions = sorted(content.regions.values(), key=lambda r: r.levels)
        self.hue = {r.slug: f"hue-{round(wheel(r.hue) / 15) % 24}" for r in self.regions}
        self.bonus = {i.slug: bonus_of(i) for i in self.items}
        self.maps: dict[str, dict[str, Any]] = {}
        self.ref: dict[str, dict[str, Ref]] = {
            "item": {i.slug: self._item_ref(i) for i in self.items},
            "monster": {m.slug: self._monster_ref(m) for m in self.monsters},
            "place": {p.slug: self._place_ref(p) for p in self.places},
            "region": {
                r.slug: {"name": r.name, "href": addresses.region(r.slug), "tint": self.hue[r.slug]} for r in self.regions
            },
        }

    def _item_ref(self, i: Item) -> Ref:
        note = f"{i.rarity} {words.family(i.kind, i.family)}, level {i.level}"
        return {
            "name": i.name, "href": addresses.item(i.slug), "img": addresses.emblem("item", i.slug), "note": note,
            "tint": f"r-{i.rarity}", "level": i.level,
        }  # fmt: skip

    def _monster_ref(self, m: Monster) -> Ref:
        rank = "" if m.rank == "common" else m.rank + " "
        return {
            "name": m.name, "href": addresses.monster(m.slug), "img": addresses.emblem("monster", m.slug),
            "note": f"{rank}{m.family}, level {m.level}", "tint": f"k-{m.rank}", "level": m.level,
        }  # fmt: skip

    def _place_ref(self, p: Place) -> Ref:
        return {
            "name": p.name, "href": addresses.place(p.slug), "img": addresses.emblem("place", p.slug),
            "note": f"{p.kind} in {self.content.regions[p.region].name}, level {p.level}", "tint": self.hue[p.region],
            "level": p.level,
        }  # fmt: skip

    @cached_property
    def drops(self) -> dict[str, list[tuple[Monster, MonsterDrop]]]:
        """item -> monsters that drop it, most likely first."""
        found: dict[str, list[tuple[Monster, MonsterDrop]]] = defaultdict(list)
        for monster in self.monsters:
            for drop in monster.drops:
                found[drop.item].append((monster, drop))
        for who in found.values():
            who.sort(key=lambda pair: (-pair[1].chance * (pair[1].low + pair[1].high), pair[0].level))
        return found

    @cached_property
    def recipes_for(self) -> dict[str, list[Recipe]]:
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
        """item -> missions and errands that reward with it, with how many."""
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
    def shares(self) -> dict[str, list[tuple[Monster, int, float]]]:
        """place -> its monsters with weight and share of meetings, most often met first."""
        found = {}
        for place in self.places:
            whole = sum(p.weight for p in place.monsters)
            met = [(self.content.monsters[p.monster], p.weight, p.weight / whole) for p in place.monsters]
            found[place.slug] = sorted(met, key=lambda m: (-m[1], m[0].level))
        return found

    @cached_property
    def percent(self) -> dict[str, dict[str, int]]:
        """place -> monster -> how many of 100 hunts meet it; those of a place sum to 100."""
        return {
            place.slug: dict(
                zip((p.monster for p in place.monsters), percent_shares([p.weight for p in place.monsters]), strict=True)
            )
            for place in self.places
        }

    @cached_property
    def lairs(self) -> dict[str, list[tuple[Place, int, float]]]:
        """monster -> places where it is met, with weight and share, likeliest first."""
        found: dict[str, list[tuple[Place, int, float]]] = defaultdict(list)
        for place in self.places:
            for monster, weight, share in self.shares[place.slug]:
                found[monster.slug].append((place, weight, share))
        for where in found.values():
            where.sort(key=lambda w: (-w[2], w[0].level))
        return found

    @cached_property
    def yields(self) -> dict[str, dict[str, float]]:
        """place -> item -> average quantity per won hunt, without luck."""
        found = {}
        for place in self.places:
            here: dict[str, float] = defaultdict(float)
            for monster, _, share in self.shares[place.slug]:
                for drop in monster.drops:
                    here[drop.item] += share * drop.chance * (drop.low + drop.high) / 20_000
            found[place.slug] = dict(here)
        return found

    @cached_property
    def grounds(self) -> dict[str, list[tuple[Place, float]]]:
        """item -> places to hunt for it, with pieces a won hunt, best first."""
        found: dict[str, list[tuple[Place, float]]] = defaultdict(list)
        for place in self.places:
            for slug, pieces in self.yields[place.slug].items():
                found[slug].append((place, pieces))
        for where in found.values():
            where.sort(key=lambda w: (-w[1], w[0].level))
        return found

    @cached_property
    def hunt(self) -> dict[str, dict[str, float]]:
        """place -> the average of one won hunt: xp, gold, loot (in gold, at shop prices), the monster's hp and attack."""
        items, found = self.content.items, {}
        for place in self.places:
            met = self.shares[place.slug]
            found[place.slug] = {
                "xp": sum(share * m.xp for m, _, share in met),
                "gold": sum(share * (m.gold[0] + m.gold[1]) / 2 for m, _, share in met),
                "loot": sum(pieces * resale(items[slug].price) for slug, pieces in self.yields[place.slug].items()),
                "hp": sum(share * m.hp for m, _, share in met),
                "attack": sum(share * m.attack for m, _, share in met),
            }
        return found

    @cached_property
    def dungeons_with(self) -> dict[str, list[tuple[Dungeon, list[int]]]]:
        """monster -> dungeons, with the rooms it waits in; room 0 is the boss's."""
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for dungeon in self.content.dungeons.values():
            for room, wave in enumerate(dungeon.waves, 1):
                for slug in dict.fromkeys(wave):
                    found[slug][dungeon.slug].append(room)
            found[dungeon.boss][dungeon.slug].append(0)
        return {slug: [(self.content.dungeons[d], rooms) for d, rooms in where.items()] for slug, where in found.items()}

    @cached_property
    def stock(self) -> dict[str, list[Item]]:
        """region -> what its shop sells."""
        found: dict[str, list[Item]] = {r.slug: [] for r in self.regions}
        for item in self.items:
            for region in item.sold_in:
                found[region].append(item)
        return found

    @cached_property
    def fair(self) -> dict[str, int | None]:
        """monster -> level from which it is a fair fight."""
        scale = FairFightScale(self.monsters)
        return {m.slug: scale.level(m) for m in self.monsters}

    @cached_property
    def beasts(self) -> dict[str, list[Monster]]:
        """skill -> monsters that have it, by level."""
        found: dict[str, list[Monster]] = defaultdict(list)
        for monster in self.monsters:
            for slug in monster.skills:
                found[slug].append(monster)
        return found

    @cached_property
    def places_in(self) -> dict[str, list[Place]]:
        return {r.slug: [p for p in self.places if p.region == r.slug] for r in self.regions}

    @cached_property
    def monsters_in(self) -> dict[str, list[Monster]]:
        return {r.slug: [m for m in self.monsters if m.region == r.slug] for r in self.regions}

    @cached_property
    def by_family(self) -> dict[tuple[str, str], list[Item]]:
        """(kind, family) -> items, by level."""
        found: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.kind, item.family].append(item)
        return found

    @cached_property
    def by_slot(self) -> dict[str, list[Item]]:
        """Slot, or kind for what is not worn -> items, by level."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.slot or item.kind].append(item)
        return found

    @cached_property
    def guides(self) -> dict[str, list[list[Any]]]:
        """Entries without a page of their own, divided into the pages of their guides."""
        c = self.content
        forge = [r for r in self.recipes if r.craft == "forge"]
        return {
            "forge": pages_of(forge, 14),
            "alchemy": pages_of([r for r in self.recipes if r.craft == "alchemy"], 14),
            "set": pages_of(sorted(c.sets.values(), key=lambda s: (min(c.items[p].level for p in s.pieces), s.name)), 9),
            "dungeon": pages_of(sorted(c.dungeons.values(), key=lambda d: d.level), 10),
            "mission": pages_of(sorted(c.missions.values(), key=lambda m: (PERIODS.index(m.period), m.levels, m.name)), 24),
            "achievement": pages_of(sorted(c.achievements.values(), key=lambda a: (a.event, a.target)), 32),
            "skill": pages_of(sorted(c.class_skills.get("beast", ()), key=lambda s: s.name), 100),
        }

    @cached_property
    def recipes(self) -> list[Recipe]:
        return sorted(self.content.recipes.values(), key=lambda r: (r.level, r.name))

    @cached_property
    def anchor(self) -> dict[str, dict[str, str]]:
        """kind -> slug -> address of its place on a guide's page."""
        found: dict[str, dict[str, str]] = {}
        for kind, pages in self.guides.items():
            for number, page in enumerate(pages, 1):
                for entry in page:
                    of = "recipe" if kind in ("forge", "alchemy") else kind
                    found.setdefault(of, {})[entry.slug] = f"{addresses.paged(addresses.GUIDES[kind], number)}#{entry.slug}"
        found["dungeon"] = {slug: addresses.dungeon(slug) for slug in self.content.dungeons}
        return found

    def near(self, item: Item, levels: int) -> list[Item]:
        """Items of the same slot (or kind) at most `levels` away, itself among them."""
        of = self.by_slot[item.slot or item.kind]
        low = bisect_left(of, item.level - levels, key=lambda i: i.level)
        high = bisect_left(of, item.level + levels + 1, key=lambda i: i.level)
        return of[low:high]

    def counting(self, monster: Monster) -> tuple[list[Mission], list[Achievement]]:
        """Missions and achievements that a kill of it counts for because of its family or region."""

        def counts(family: str | None, region: str | None) -> bool:
            return bool(family or region) and family in (None, monster.family) and region in (None, monster.region)

        missions = [m for m in self.content.missions.values() if counts(m.goal.family, m.goal.region)]
        return missions, [a for a in self.content.achievements.values() if a.event == "kill" and counts(a.family, a.region)]

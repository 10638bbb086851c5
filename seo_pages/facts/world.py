"""The catalogue prepared for pages: entries in order of display, refs to them, and indexes. Computed once, used by every page."""

from functools import cached_property

from game.content.registry import Catalogue, bonus_of
from game.content.schema import Monster, Place
from game.content.vocabulary import RARITIES
from game.emblems.palette import wheel
from seo_pages.facts.guide_index import GuideIndex
from seo_pages.facts.hunting_index import HuntingIndex
from seo_pages.facts.item_index import ItemIndex
from seo_pages.facts.map_drawing import MapDrawing, draw_map
from seo_pages.facts.monster_index import MonsterIndex
from seo_pages.facts.refs import EntryRef, item_ref, monster_ref, place_ref, region_ref


class WikiWorld:
    """ref: kind (item, monster, place) -> slug -> ref. region_ref: by slug. hue: region -> class of the style sheet.
    bonus: item -> stat -> bonus."""

    def __init__(self, content: Catalogue) -> None:
        self.content = content
        self.items = sorted(content.items.values(), key=lambda i: (i.level, RARITIES.index(i.rarity), i.name))
        self.monsters = sorted(content.monsters.values(), key=lambda m: (m.level, m.rank == "boss", m.name))
        self.places = sorted(content.places.values(), key=lambda p: (p.level, p.name))
        self.regions = sorted(content.regions.values(), key=lambda r: r.levels)
        self.hue = {r.slug: f"hue-{round(wheel(r.hue) / 15) % 24}" for r in self.regions}
        self.bonus = {i.slug: bonus_of(i) for i in self.items}
        self.ref: dict[str, dict[str, EntryRef]] = {
            "item": {i.slug: item_ref(i) for i in self.items},
            "monster": {m.slug: monster_ref(m) for m in self.monsters},
            "place": {p.slug: place_ref(p, content.regions[p.region], self.hue[p.region]) for p in self.places},
        }
        self.region_ref = {r.slug: region_ref(r, self.hue[r.slug]) for r in self.regions}
        self.hunting = HuntingIndex(content, self.places)
        self.item_index = ItemIndex(content, self.items, self.monsters)
        self.monster_index = MonsterIndex(content, self.monsters)
        self.guides = GuideIndex(content, self.item_index.recipes)

    @cached_property
    def places_in(self) -> dict[str, list[Place]]:
        """By region."""
        return {r.slug: [p for p in self.places if p.region == r.slug] for r in self.regions}

    @cached_property
    def monsters_in(self) -> dict[str, list[Monster]]:
        """By region."""
        return {r.slug: [m for m in self.monsters if m.region == r.slug] for r in self.regions}

    @cached_property
    def map_drawings(self) -> dict[str, MapDrawing]:
        """By region."""
        return {slug: draw_map(slug, places) for slug, places in self.places_in.items()}

"""A simulated player: stats, belongings, worn gear, and the books of gold."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from game.content.registry import Catalogue
from game.rules import forge, tuning
from game.rules.levels import rise
from game.rules.loadout import learn
from game.rules.sheet import Derived, Sheet, sheet_of
from game.rules.skill import Skill
from game.simulator.build import attributes_at
from game.simulator.kit import worth
from game.simulator.loadouts import HUNT, loadout_at

REST_PERCENT = 80
"""The player rests up to this share of full health: half a minute after a defeat."""

SOURCES = ("hunts", "loot", "missions")
SINKS = ("gear", "provisions", "mending", "crafting", "upgrades")


class GearPiece(Struct):
    """A worn item. upgrade: how often it was upgraded. left: fights that it still lasts."""

    item: str
    upgrade: int
    left: int


class SimulatedPlayer:
    """A character in play. books: gold by level and by source or sink. stock: stackable items. bag: spare gear."""

    def __init__(self, content: Catalogue, class_slug: str, *, chooses_skills: bool = True) -> None:
        self.content, self.chooses_skills = content, chooses_skills
        self.of = content.classes[class_slug]
        self.level, self.xp, self.gold = 1, 0, tuning.START_GOLD
        self.attributes = attributes_at(self.of, 1)
        self.skills = loadout_at(content, class_slug, 1, HUNT)
        self.worn = {str(content.items[g].slot): GearPiece(g, 0, content.items[g].durability) for g in self.of.gear}
        self.bag: list[str] = []
        self.stock: Counter[str] = Counter({"cellar-draught": 3} if "cellar-draught" in content.items else {})
        self.books: dict[int, Counter[str]] = {}
        self.stats = self.stats_with(self.worn)
        self.hp = self.stats.hp_max

    def stats_with(self, worn: dict[str, GearPiece]) -> Derived:
        """The derived stats with these items worn. A broken item gives nothing."""
        whole = [(piece.item, piece.upgrade) for piece in worn.values() if piece.left > 0]
        return self.content.derived(self.of.slug, self.level, self.attributes, whole)

    def worth_with(self, slot: str, piece: GearPiece) -> float:
        return worth(self.stats_with(self.worn | {slot: piece}), self.level)

    def put_on(self, slot: str, piece: GearPiece) -> None:
        """Wear the piece. The one worn there before goes into the bag."""
        if slot in self.worn:
            self.bag.append(self.worn[slot].item)
        self.worn[slot] = piece
        self.stats = self.stats_with(self.worn)

    def sheet(self) -> Sheet:
        return sheet_of(self.of.slug, self.level, self.hp, self.stats, self.skills)

    def earn(self, source: str, gold: int) -> None:
        self.gold += gold
        self.books.setdefault(self.level, Counter())[source] += gold

    def pay(self, sink: str, gold: int) -> None:
        self.gold -= gold
        self.books.setdefault(self.level, Counter())[sink] += gold

    def learn(self, xp: int) -> int:
        """Gain xp. Returns the levels gained; their points are spent at once. The skills are chosen anew, or else new ones take free
        slots, as in the game."""
        before, risen = self.level, rise(self.level, self.xp, xp)
        self.level, self.xp = risen.level, risen.xp
        if risen.gained:
            self.attributes = attributes_at(self.of, self.level)
            self.skills = (
                loadout_at(self.content, self.of.slug, self.level, HUNT) if self.chooses_skills else self._learnt_since(before)
            )
            self.stats = self.stats_with(self.worn)
        return risen.gained

    def _learnt_since(self, before: int) -> tuple[Skill, ...]:
        known = ((skill.slug, skill.level) for skill in self.content.class_skills[self.of.slug])
        slots, _ = learn([skill.slug for skill in self.skills], known, before=before, level=self.level)
        return tuple(self.content.fight_skills[slug] for slug in slots)

    def bring_home(self, loot: Iterable[tuple[str, int]]) -> None:
        """loot: item and quantity."""
        for slug, quantity in loot:
            if self.content.items[slug].stacks:
                self.stock[slug] += quantity
            else:
                self.bag += [slug] * quantity

    def wear_down(self) -> bool:
        """The wear of one fight on all worn items. True if one of them broke."""
        broke = False
        for piece in self.worn.values():
            if piece.left == 1:
                broke = True
            piece.left = forge.left_of(piece.left, 1)
        if broke:
            self.stats = self.stats_with(self.worn)
        return broke

"""One simulated player: what he is, has and wears, and the books of his gold."""

from collections import Counter

from msgspec import Struct

from game.content.registry import Catalogue
from game.rules import forge, tuning
from game.rules.levels import rise
from game.rules.sheet import Derived, Sheet, sheet_of
from game.simulator.build import attributes_at
from game.simulator.kit import worth
from game.simulator.loadouts import HUNT, loadout_at

REST_PERCENT = 80
"""He goes on when he has this share of his health: from a defeat that is half a minute of waiting."""

SOURCES = ("hunts", "loot", "missions")
SINKS = ("gear", "provisions", "mending", "crafting", "upgrades")


class GearPiece(Struct):
    """A worn thing: upgrades made, fights it still lasts."""

    item: str
    upgrade: int
    left: int


class SimulatedPlayer:
    """A character in play. `books` holds gold by level and by source or sink; `stock` what lies in stacks."""

    def __init__(self, content: Catalogue, class_slug: str) -> None:
        self.content = content
        self.of = content.classes[class_slug]
        self.level, self.xp, self.gold = 1, 0, tuning.START_GOLD
        self.attributes = attributes_at(self.of, 1)
        self.skills = loadout_at(content, class_slug, 1, HUNT)
        self.worn = {str(content.items[g].slot): GearPiece(g, 0, content.items[g].durability) for g in self.of.gear}
        self.bag: list[str] = []
        self.stock: Counter[str] = Counter({"cellar-draught": 3} if "cellar-draught" in content.items else {})
        self.books: dict[int, Counter[str]] = {}
        self.stats = self.reckon(self.worn)
        self.hp = self.stats.hp_max

    def reckon(self, worn: dict[str, GearPiece]) -> Derived:
        """What he comes to with these things worn; what is worn out gives nothing."""
        whole = [(piece.item, piece.upgrade) for piece in worn.values() if piece.left > 0]
        return self.content.derived(self.of.slug, self.level, self.attributes, whole)

    def worth_with(self, slot: str, piece: GearPiece) -> float:
        return worth(self.reckon(self.worn | {slot: piece}), self.level)

    def put_on(self, slot: str, piece: GearPiece) -> None:
        """What was worn there goes into the bag."""
        if slot in self.worn:
            self.bag.append(self.worn[slot].item)
        self.worn[slot] = piece
        self.stats = self.reckon(self.worn)

    def sheet(self) -> Sheet:
        return sheet_of(self.of.slug, self.level, self.hp, self.stats, self.skills)

    def earn(self, source: str, gold: int) -> None:
        self.gold += gold
        self.books.setdefault(self.level, Counter())[source] += gold

    def pay(self, sink: str, gold: int) -> None:
        self.gold -= gold
        self.books.setdefault(self.level, Counter())[sink] += gold

    def learn(self, xp: int) -> int:
        """Levels won. New points are spent and new skills taken at once; a level won fills the health."""
        risen = rise(self.level, self.xp, xp)
        self.level, self.xp = risen.level, risen.xp
        if risen.gained:
            self.attributes = attributes_at(self.of, self.level)
            self.skills = loadout_at(self.content, self.of.slug, self.level, HUNT)
            self.stats = self.reckon(self.worn)
        return risen.gained

    def wear_down(self) -> bool:
        """A fight's wear on all that is worn; True when something gave out just now."""
        broke = False
        for piece in self.worn.values():
            if piece.left == 1:
                broke = True
            piece.left = forge.left_of(piece.left, 1)
        if broke:
            self.stats = self.reckon(self.worn)
        return broke

"""The first levels of a player who only clicks, beside those of a careful one.

Who only clicks hunts where the game's next step points, mends what broke, and spends points as the class's page advises. New
skills come by themselves; better gear is never looked for, and skills are never chosen. Hunts alone count, without missions.
"""

from collections import Counter

from msgspec import Struct

from game.content.registry import Catalogue
from game.rules.dice import Dice
from game.rules.ground import ground_for
from game.rules.hunt import health_after, meet, resolve_hunt
from game.rules.odds import chance_at
from game.rules.sheet import unhurt
from game.simulator.player import REST_PERCENT, SimulatedPlayer
from game.simulator.purse import go_to_town, repair

TOP = 10
"""The level at which both courses end."""
HUNTS_MAX = 2_000
LOOK_EVERY = 10
"""Hunts after which the player looks again where to hunt, as at each new level."""
TOWN_EVERY = 25
"""Hunts between two visits of the careful player to the town."""


class FirstLevels(Struct, frozen=True):
    """Several courses of one player. careful: whether this is the careful one. hunts: until level TOP or HUNTS_MAX, of all. fought,
    won: by level."""

    class_slug: str
    careful: bool
    hunts: int
    fought: dict[int, int]
    won: dict[int, int]


class _Run:
    def __init__(self, content: Catalogue, seed: int, number: int, class_slug: str, careful: bool) -> None:
        self.content, self.careful = content, careful
        self.player = SimulatedPlayer(content, class_slug, chooses_skills=careful)
        self.seeds = f"simulate-{seed}", f"newcomer:{class_slug}:{careful}:{number}"
        self.fought: Counter[int] = Counter()
        self.won: Counter[int] = Counter()
        self.hunts = 0
        self.place = self._next_step()

    def hunt(self) -> None:
        player = self.player
        player.hp = max(player.hp, player.stats.hp_max * REST_PERCENT // 100)
        dice = Dice(*self.seeds, self.hunts)
        monster = self.content.monster_profiles[meet(self.content.encounters[self.place], dice)]
        hunter = player.sheet()
        outcome = resolve_hunt(hunter, monster, dice, None)
        self.hunts += 1
        self.fought[player.level] += 1
        self.won[player.level] += outcome.fight.won
        player.hp = health_after(player.hp, hunter.hp_max, outcome.fight)
        if player.wear_down() or self.hunts % LOOK_EVERY == 0:
            repair(player)
        if outcome.fight.won:
            player.earn("hunts", outcome.gold)
            player.bring_home(outcome.loot)
        if self.careful and self.hunts % TOWN_EVERY == 0:
            go_to_town(player)
        risen = player.learn(outcome.xp) if outcome.fight.won else 0
        if risen:
            player.hp = player.stats.hp_max
        if risen or self.hunts % LOOK_EVERY == 0:
            self.place = self._next_step()

    def _next_step(self) -> str:
        content, well = self.content, unhurt(self.player.sheet())
        open_ = (place.slug for place in content.open_places(self.player.level))
        return ground_for(open_, lambda place: chance_at(well, content.met_at(place)))


def play(content: Catalogue, seed: int, class_slug: str, courses: int) -> list[FirstLevels]:
    """The player who only clicks, and the careful one."""
    return [_play(content, seed, class_slug, courses, careful) for careful in (False, True)]


def _play(content: Catalogue, seed: int, class_slug: str, courses: int, careful: bool) -> FirstLevels:
    fought: Counter[int] = Counter()
    won: Counter[int] = Counter()
    for number in range(courses):
        run = _Run(content, seed, number, class_slug, careful)
        while run.player.level < TOP and run.hunts < HUNTS_MAX:
            run.hunt()
        fought.update(run.fought)
        won.update(run.won)
    return FirstLevels(class_slug, careful, fought.total(), dict(fought), dict(won))

"""Progress from level 1 to 60, day by day, of a casual and a keen player. Every hunt is played."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from game.content.registry import Catalogue
from game.content.schema import Place
from game.rules import regen, tuning
from game.rules.battle import HuntOutcome
from game.rules.dice import Dice
from game.rules.hunt import health_after, meet, resolve_hunt
from game.simulator.errands import Errands
from game.simulator.event import WORLD, SimulatedEvents
from game.simulator.player import REST_PERCENT, SimulatedPlayer
from game.simulator.purse import go_to_town, repair

DAY = 86_400
PACE_SECONDS = 8
"""From one hunt to the next, for a player who reads what happened: ten times the pause that the rules require."""
DRINK_PERCENT = 50
TRY_HUNTS, TOO_HARD_PERCENT = 20, 50
"""After TRY_HUNTS hunts at a place, a player who won a smaller share goes to an easier place until the next level."""
DAYS_MAX = 200


class Style(Struct, frozen=True):
    """visits: the second of the day at which each begins. length: in seconds; None for as long as the energy lasts."""

    name: str
    visits: tuple[int, ...]
    length: int | None


CASUAL = Style("casual", (8 * 3600, 20 * 3600), 20 * 60)
KEEN = Style("keen", tuple(hour * 3600 for hour in range(0, 24, 4)), None)
STYLES = {style.name: style for style in (CASUAL, KEEN)}


class Course(Struct, frozen=True):
    """The result of one player. days: until the last level was reached (None: not within DAYS_MAX).

    levels: at the end of each day. books: gold by level and by source or sink; those of the last level cover `stay` days.
    entered: mean health at the start of a hunt, in percent. moon_hunts, moon_xp: hunts while an event was on, and what these
    gave more than they would have without it.
    """

    style: str
    class_slug: str
    days: float | None
    levels: tuple[int, ...]
    hunts: int
    won: int
    books: dict[int, dict[str, int]]
    gold: int
    mission_xp: int
    hunt_xp: int
    entered: int
    moon_hunts: int
    moon_xp: int


class Run:
    """One player's course while it is played."""

    def __init__(self, content: Catalogue, seed: int, style: Style, class_slug: str, top: int, events: SimulatedEvents) -> None:
        self.events = events
        self.content, self.style, self.top = content, style, top
        self.player = SimulatedPlayer(content, class_slug)
        self.errands = Errands(content, sum(map(ord, class_slug)) + len(style.name))
        self.server_seed, self.client_seed = f"simulate-{seed}", f"progress:{style.name}:{class_slug}"
        self.now = 0
        self.energy, self.energy_at, self.hp_at = tuning.ENERGY_MAX, 0, 0
        self.hunts = self.won = self.entered = self.hunt_xp = self.mission_xp = 0
        self.moon_hunts = self.moon_xp = 0
        self.recent: dict[str, Counter[str]] = {}
        self.reached: int | None = None

    def day(self, number: int) -> None:
        """All visits of a day: town, hunts, town."""
        self.errands.deal(self.player.level, number)
        for start in self.style.visits:
            self.now = max(self.now, number * DAY + start)
            go_to_town(self.player)
            end = self.now + self.style.length if self.style.length else None
            while self._may_hunt(end):
                self._hunt()
            go_to_town(self.player)
            self._claim(self.errands.count_town_visit())

    def _may_hunt(self, end: int | None) -> bool:
        store = regen.energy(self.energy, self.energy_at, self.now)
        self.energy, self.energy_at = store.value, store.at
        return self.energy >= tuning.HUNT_ENERGY and (end is None or self.now < end)

    def _rest(self) -> None:
        """Drink if badly hurt and short of time. Then wait until health is high enough."""
        player = self.player
        player.hp = regen.health(player.hp, self.hp_at, self.now, player.stats.hp_max).value
        if self.style.length and player.hp * 100 < player.stats.hp_max * DRINK_PERCENT:
            self._drink()
        missing = player.stats.hp_max * REST_PERCENT // 100 - player.hp
        if missing > 0:
            self.now += -(-missing * tuning.HEALTH_FULL_SECONDS // player.stats.hp_max)
            player.hp += missing
        self.hp_at = self.now

    def _drink(self) -> None:
        player = self.player
        for slug, count in sorted(player.stock.items()):
            item = self.content.items[slug]
            use = item.use
            if count and use and (use.health or use.health_percent) and item.suits(player.level, player.of.faction):
                player.stock[slug] -= 1
                player.hp = min(player.stats.hp_max, player.hp + use.health + player.stats.hp_max * use.health_percent // 100)
                return

    def _hunt(self) -> None:
        self._rest()
        player, place = self.player, self._place()
        spent = regen.spend(regen.Refill(self.energy, self.energy_at, 0), tuning.HUNT_ENERGY)
        assert spent is not None  # _may_hunt checked the energy
        self.energy, self.energy_at = spent
        dice = Dice(self.server_seed, self.client_seed, self.hunts)
        monster = self.content.monster_profiles[meet(self.content.encounters[place.slug], dice)]
        hunter = player.sheet()
        event = self.events.at(self.now)
        outcome = resolve_hunt(hunter, monster, dice, event)
        self.hunts += 1
        if event:
            self.moon_hunts += 1
            self.moon_xp += outcome.xp - outcome.xp * 100 // event.xp
        self.entered += 100 * hunter.hp // hunter.hp_max
        self._after(place, outcome, hunter.hp_max)

    def _after(self, place: Place, outcome: HuntOutcome, hp_max: int) -> None:
        player, won = self.player, outcome.fight.won
        tally = self.recent.setdefault(place.slug, Counter())
        tally["hunts"] += 1
        tally["won"] += won
        self.won += won
        player.hp = health_after(player.hp, hp_max, outcome.fight)
        self.now += PACE_SECONDS
        self.hp_at = self.now - PACE_SECONDS
        if player.wear_down() or self.hunts % 10 == 0:
            repair(player)
        if won:
            player.earn("hunts", outcome.gold)
            player.bring_home(outcome.loot)
            self.hunt_xp += outcome.xp
            self._learn(outcome.xp)
        self._claim(self.errands.count_hunt(outcome, place.region))

    def _learn(self, xp: int) -> None:
        if self.player.learn(xp):
            self.player.hp = self.player.stats.hp_max
            self.recent = {}
            if self.player.level >= self.top and self.reached is None:
                self.reached = self.now

    def _claim(self, rewards: list[tuple[int, int]]) -> None:
        for gold, xp in rewards:
            self.player.earn("missions", gold)
            self.mission_xp += xp
            self._learn(xp)

    def _place(self) -> Place:
        """The highest place that the player may enter and that is not too hard."""
        open_ = self.content.open_places(self.player.level)
        for place in open_:
            tally = self.recent.get(place.slug)
            if not tally or tally["hunts"] < TRY_HUNTS or tally["won"] * 100 >= tally["hunts"] * TOO_HARD_PERCENT:
                return place
        return open_[-1]


def play(
    content: Catalogue,
    seed: int,
    style: Style,
    class_slug: str,
    *,
    top: int,
    stay: int = 0,
    events: SimulatedEvents = WORLD,
) -> Course:
    """A course up to level `top`, and `stay` days more."""
    run, levels = Run(content, seed, style, class_slug, top, events), []
    for number in _days(run, stay):
        run.day(number)
        levels.append(run.player.level)
    return Course(
        style=style.name, class_slug=class_slug, days=None if run.reached is None else run.reached / DAY, levels=tuple(levels),
        hunts=run.hunts, won=run.won, books={level: dict(book) for level, book in sorted(run.player.books.items())},
        gold=run.player.gold, mission_xp=run.mission_xp, hunt_xp=run.hunt_xp, entered=run.entered // max(1, run.hunts),
        moon_hunts=run.moon_hunts, moon_xp=run.moon_xp,
    )  # fmt: skip


def _days(run: Run, stay: int) -> Iterator[int]:
    number, left = 0, stay
    while number < DAYS_MAX:
        if run.reached is not None:
            left -= 1
            if left < 0:
                return
        yield number
        number += 1

"""The daily missions of a simulated player: those that hunting fulfils, and those done in town."""

from msgspec import Struct

from game.content.registry import Catalogue
from game.content.schema import Mission
from game.rules import mission as rules
from game.rules.battle import HuntOutcome


class _Task(Struct):
    mission: Mission
    target: int
    gold: int
    xp: int
    progress: int = 0
    claimed: bool = False


class Errands:
    """Claims each reward as soon as it is earned. The player does not go to another region for a mission."""

    def __init__(self, content: Catalogue, number: int) -> None:
        self.content, self.number = content, number
        self.tasks: list[_Task] = []
        self.streak = rules.Streak(0, -9)
        self.today = 0

    def deal(self, level: int, day: int) -> None:
        """The day's missions, as the game deals them to the character of this number."""
        self.today = day
        self.tasks = [
            _Task(self.content.missions[dealt.slug], dealt.target, dealt.gold, dealt.xp)
            for dealt in rules.deal(self.content.daily_missions, character=self.number, level=level, day=day)
        ]

    def count_hunt(self, outcome: HuntOutcome, region: str) -> list[tuple[int, int]]:
        """Count a hunt. Returns (gold, xp) of each reward that it earned."""
        counts = {"hunt": 1, "crit": sum(b.actor == 0 and b.outcome == "crit" for b in outcome.fight.blows)}
        if outcome.fight.won:
            counts |= {"kill": 1, "gold": outcome.gold, "loot": sum(quantity for _, quantity in outcome.loot)}
        family = self.content.monsters[outcome.monster].family
        return self._count(counts, family, region)

    def count_town_visit(self) -> list[tuple[int, int]]:
        """Missions about shops and remedies are done on every visit: the player always buys, sells and uses small things."""
        return self._count({"buy": 9, "sell": 9, "use": 9}, "", "")

    def _count(self, counts: dict[str, int], family: str, region: str) -> list[tuple[int, int]]:
        rewards = []
        for task in self.tasks:
            goal = task.mission.goal
            if (
                task.claimed
                or goal.event not in counts
                or goal.family not in (None, family)
                or goal.region not in (None, region)
            ):
                continue
            task.progress += counts[goal.event]
            if task.progress >= task.target:
                task.claimed = True
                self.streak = rules.streak_after(self.streak, self.today)
                rewards.append((rules.with_streak(task.gold, self.streak.days), rules.with_streak(task.xp, self.streak.days)))
        return rewards

"""`manage.py verify_battle`: replays stored battles from their inputs. Exit 1 when one differs or does not exist."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from game.presenters.names import monster_name
from game.queries.archive import StoredBattleRow
from game.queries.battle import battles_by_id, outcome_of, verdict


class Command(BaseCommand):
    help = "Fight stored battles again from their stored inputs alone. Exit 1 when one did not go as it is result."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("battles", metavar="id", nargs="+", type=int, help="numbers of battles, as in their addresses")

    def handle(self, *args: Any, battles: list[int], **options: Any) -> None:
        found = battles_by_id(battles)
        wrong = False
        for number in battles:
            battle = found.get(number)
            if battle is None:
                self.stdout.write(f"battle {number}: there is no such battle.")
                wrong = True
            else:
                wrong |= self._print(battle)
        if wrong:
            sys.exit(1)

    def _print(self, battle: StoredBattleRow) -> bool:
        """Prints one line; True when the battle did not pass."""
        result = verdict(battle, sealed_too=True)
        blows = len(outcome_of(battle).fight.blows)
        ended = "won" if battle.won else "lost"
        who = f"{battle.character.name} met {monster_name(battle.monster)}, {blows} blows, {ended}"
        verdicts = {"true": "true", "false": "FALSE", "old": "cannot be judged"}
        self.stdout.write(f"battle {battle.pk}: {who}. Verdict: {verdicts[result.state]} ({result.reason}).")
        return result.state != "true"

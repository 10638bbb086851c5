"""`manage.py verify_raid`: replays the hits of raids from their inputs. Exit 1 when something differs or a raid does not exist."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from game.models.ids import RaidId
from game.queries.raid_dice_proof import prove_raid
from game.queries.raid_proof import raid_problems


class Command(BaseCommand):
    help = (
        "Strike all hits of raids again from their stored inputs, and compare their sum, the killing blow, each hunter's "
        "total and the rewards. Exit 1 when something differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("raids", metavar="id", nargs="+", type=int, help="numbers of raids, as in their addresses")

    def handle(self, *args: Any, raids: list[int], **options: Any) -> None:
        lines = [_line(number) for number in raids]
        for line, _ in lines:
            self.stdout.write(line)
        if not all(is_right for _, is_right in lines):
            sys.exit(1)


def _line(number: int) -> tuple[str, bool]:
    """The raid's line, and whether the raid is as its hits say."""
    proof = prove_raid(RaidId(number))
    if proof is None:
        return f"raid {number}: there is no such raid.", False
    waiting = f", {proof.waiting:,} without a number" if proof.waiting else ""
    what = f"raid {number}: {proof.hits:,} hits of {proof.hunters:,} hunters{waiting}."
    if problems := [*proof.problems, *raid_problems(RaidId(number))]:
        return f"{what} Verdict: FALSE ({'; '.join(problems)}).", False
    return f"{what} Verdict: true (dice, sum, killing blow, totals, rewards and payments agree).", True

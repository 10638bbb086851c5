"""`manage.py award_achievements`: writes down what was earned before there were achievements. It can be stopped and run again."""

from typing import Any

from django.core.management.base import BaseCommand

from game.actions.achievement_fold import FoldCount, fold_achievements
from game.actions.achievement_rarity import count_rarity

A_DAY = 86_400.0
EACH = 20
"""A line of progress after so many batches."""


class Command(BaseCommand):
    help = (
        "Award the achievements that were earned before, and all others, to the end: the job does the same in parts. Each batch is "
        "committed, so it can be stopped and run again, and nobody gets anything twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        batches = 0

        def tell(count: FoldCount) -> None:
            nonlocal batches
            batches += 1
            if batches % EACH == 0:
                self.stdout.write(f"{count.characters:,} characters, {count.earned:,} achievements so far")

        count = fold_achievements(seconds=A_DAY, on_batch=tell)
        if count is None:
            self.stdout.write("A fold is running elsewhere. Run this again when it has ended.")
            return
        count_rarity()
        end = "done" if count.is_finished else "not finished: run it again"
        self.stdout.write(f"{count.characters:,} characters looked at, {count.earned:,} achievements awarded: {end}.")

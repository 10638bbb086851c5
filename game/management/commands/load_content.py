"""`manage.py load_content`: checks fixtures/ and notes which catalogue is in force. Changes nothing when anything is wrong.

It also plans the events of the calendar, and a world without a season gets its first one, so that both are there at once.
"""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from game.actions.content import ContentError, take_note
from game.actions.event_plan import plan_events
from game.actions.season_roll import open_first_season


class Command(BaseCommand):
    help = "Checks the catalogue in fixtures/ and notes it as the one in force."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            with Progress(disable=not self.stdout.isatty(), transient=True) as bar:
                task = bar.add_task("content")
                noted = take_note(lambda what, done, of: bar.update(task, description=what, completed=done, total=of))
        except ContentError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        words = ", ".join(f"{count:,} {name}" for name, count in noted.counts.items())
        state = "is new" if noted.new else "was in force already"
        self.stdout.write(f"Content {noted.hash} {state}, checked in {time.monotonic() - started:.1f} s: {words}.")
        self.stdout.write(f"{plan_events()} Blood Moons were planned.")
        opened = open_first_season().opened
        if opened is not None:
            self.stdout.write(f"Season {opened} is on.")

"""What is done once for each version before its tiers start: static files, migrations, content."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from vvw_site.foundation.database import turns


class Command(BaseCommand):
    help = "Collect static files, migrate the database and load the content. Two that run at once take turns."

    def handle(self, *args: Any, **options: Any) -> None:
        # The commands below wrap this stream once more, and end their lines themselves: migrate writes “Applying …” and “OK” in one.
        self.stdout.ending = ""
        try:
            with turns.turn(turns.RELEASE, lambda: self.say("Another release is running: waiting for its end.")) as turn:
                self.say("Release: begins.")
                for command, given in STEPS:
                    turn.keep()
                    call_command(command, stdout=self.stdout, **given)
                turn.keep()
                self.say("Release: done.")
        except turns.TurnLostError as error:
            raise CommandError(f"{error} Run this again.") from error

    def say(self, sentence: str) -> None:
        self.stdout.write(f"{sentence}\n")
        self.stdout.flush()


STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    # Static files go where all tiers of all versions read them (STATIC_ROOT): those of the version before stay for a day.
    ("collectstatic", {"interactive": False}),
    ("migrate", {"interactive": False}),
    ("load_content", {}),
)

"""`manage.py start_raid`: opens a raid at once and prints its id as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from game.actions.raid_open import open_now
from game.rules.errors import GameError


class Command(BaseCommand):
    help = "Open a raid at once. Prints one line of JSON with its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--boss", metavar="SLUG", help="the boss; by default the one whose turn is next")
        parser.add_argument("--gather", metavar="SECONDS", type=int, help="time to gather (600)")
        parser.add_argument("--fight", metavar="SECONDS", type=int, help="time to fight (1800)")
        parser.add_argument("--health", metavar="N", type=int, help="full health of the boss (from earlier raids)")

    def handle(
        self, *args: Any, boss: str | None, gather: int | None, fight: int | None, health: int | None, **options: Any
    ) -> None:
        try:
            raid = open_now(boss=boss, gather=gather, fight=fight, health=health)
        except GameError as error:
            raise CommandError(f"{f'--{error.field}: ' if error.field else ''}{error.message}") from error
        self.stdout.write(json.dumps({"id": raid}))

"""`manage.py load_content`: checks fixtures/ and notes which catalogue is in force. Changes nothing when anything is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from game.actions.content import ContentError, take_note


class Command(BaseCommand):
    help = "Checks the catalogue in fixtures/ and notes it as the one in force."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            noted = take_note()
        except ContentError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        words = ", ".join(f"{count:,} {name}" for name, count in noted.counts.items())
        self.stdout.write(f"Content {noted.hash} {'is new' if noted.new else 'was in force already'}: {words}.")

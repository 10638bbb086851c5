"""`manage.py make_groups`: creates or repairs the staff groups."""

from typing import Any

from django.core.management.base import BaseCommand

from game.actions.groups import make_groups


class Command(BaseCommand):
    help = "Make the groups moderator, game master and administrator with their permissions; repairs them when they exist."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, views in make_groups().items():
            self.stdout.write(f"{name}: may view {views} kinds of records")

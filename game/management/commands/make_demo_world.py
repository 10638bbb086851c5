"""`manage.py make_demo_world`: two dozen characters who have hunted. Running it again adds only what is missing."""

from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import track

from game.actions.demo import SIZE, make_demo_world


class Command(BaseCommand):
    help = "Fills an empty world with a few characters, so that boards and lists have something to show."

    def handle(self, *args: Any, **options: Any) -> None:
        made = sum(
            1 for _ in track(make_demo_world(), "demo world", total=SIZE, disable=not self.stdout.isatty(), transient=True)
        )
        self.stdout.write(f"Demo world: {made} characters made, {SIZE} in all.")

"""Render all charters anew, after clans/rules/charter.py or its library changed."""

from typing import Any

from django.core.management.base import BaseCommand

from clans.actions.charter import render_charters_again


class Command(BaseCommand):
    help = "Renders all charters of clans anew. It can be run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{render_charters_again()} charters came out differently.")

"""Write docs/settings.md from the declared settings, or check that it is up to date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vvw_site.settings.reference import PAGE, page


class Command(BaseCommand):
    help = "Write docs/settings.md from vvw_site/settings/declared.py."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail if the page is not up to date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            PAGE.write_text(page())
        elif PAGE.read_text() != page():
            raise CommandError("docs/settings.md is not up to date: run `manage.py settings_doc`.")

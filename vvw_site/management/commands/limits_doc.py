"""Write docs/limits.md and the table in docs/api.md from the limits, or check that they are up to date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vvw_site.limits.page import API_PAGE, PAGE, api_page, page


class Command(BaseCommand):
    help = "Write docs/limits.md and the table of limits in docs/api.md from vvw_site/limits/."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is not up to date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        wanted = {PAGE: page(), API_PAGE: api_page(API_PAGE.read_text())}
        if not check:
            for file, text in wanted.items():
                file.write_text(text)
        elif stale := [file.name for file, text in wanted.items() if not file.exists() or file.read_text() != text]:
            raise CommandError(f"Not up to date in docs/: {', '.join(stale)}. Run `manage.py limits_doc`.")

"""`manage.py seed_load_test --accounts N`: users load000001 … with a character each, for load measurements.

The work is in bench/, which production does not ship: there the command says so.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Makes accounts for load measurements (user names load000001 and up). It can be stopped and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", type=int, required=True, help="how many there are afterwards, 1 to 999,999")
        parser.add_argument("--prefix", default="load", help="what their names begin with (letters)")
        parser.add_argument("--password", default="pw")

    def handle(self, *args: Any, accounts: int, prefix: str, password: str, **options: Any) -> None:
        if not settings.SEEDS_LOAD_ACCOUNTS:
            raise CommandError(
                f"{settings.SETTINGS_MODULE} are not the settings of a measurement: accounts with a known password are made with "
                "those of dev and bench only."
            )
        try:
            from bench.seed_accounts import seed
        except ModuleNotFoundError as error:
            raise CommandError("Load accounts are made from a checkout: this installation has no bench/.") from error
        try:
            self.stdout.write(seed(accounts, prefix, password))
        except ValueError as error:
            raise CommandError(str(error)) from error

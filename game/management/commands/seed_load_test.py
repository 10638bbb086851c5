"""`manage.py seed_load_test --accounts N`: users load000001 … with a character each, for load measurements."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from game.actions import load_accounts

CHUNK = 5_000


class Command(BaseCommand):
    help = "Makes accounts for load measurements (user names load000001 and up). Can be stopped and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", type=int, required=True, help="how many there shall be in all, 1 to 999,999")
        parser.add_argument("--prefix", default="load", help="what their names begin with (letters)")
        parser.add_argument("--password", default="pw")

    def handle(self, *args: Any, accounts: int, prefix: str, password: str, **options: Any) -> None:
        if not 1 <= accounts <= 999_999:
            raise CommandError("--accounts needs a number from 1 to 999,999.")
        if not (prefix.isascii() and prefix.isalpha() and prefix.islower() and len(prefix) <= 10):
            raise CommandError("--prefix needs 1 to 10 small letters.")
        started, have = time.monotonic(), load_accounts.seeded(prefix)
        firsts = range(have + 1, accounts + 1, CHUNK)
        for first in track(firsts, "seeding", disable=not self.stdout.isatty(), transient=True):
            load_accounts.seed(first=first, last=min(first + CHUNK - 1, accounts), prefix=prefix, password=password)
        if firsts:
            load_accounts.analyse()
        made = max(0, accounts - have)
        self.stdout.write(f"{made:,} accounts made, {max(have, accounts):,} in all, in {time.monotonic() - started:.1f} s.")

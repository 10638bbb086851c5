"""`python -m bench.seed_accounts --accounts N`: users load000001 … with a character each, for load measurements.

It can be stopped and run again: only missing accounts are made. The database is that of DJANGO_SETTINGS_MODULE.
"""

import argparse
import sys
import time
from collections.abc import Sequence

import django
from rich.progress import track

CHUNK = 5_000


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.seed_accounts", description="Makes accounts for load measurements.")
    parser.add_argument("--accounts", type=int, required=True, help="how many there are afterwards, 1 to 999,999")
    parser.add_argument("--prefix", default="load", help="what their names begin with (letters)")
    parser.add_argument("--password", default="pw")
    wanted = parser.parse_args(argv)
    if not 1 <= wanted.accounts <= 999_999:
        parser.error("--accounts needs a number from 1 to 999,999.")
    prefix: str = wanted.prefix
    if not (prefix.isascii() and prefix.isalpha() and prefix.islower() and len(prefix) <= 10):
        parser.error("--prefix needs 1 to 10 small letters.")
    print(seed(wanted.accounts, prefix, wanted.password))


def seed(accounts: int, prefix: str, password: str) -> str:
    """Makes the missing ones; returns a sentence for the terminal."""
    django.setup()
    from bench.accounts import analyse, make_accounts, present

    started, before = time.monotonic(), present(prefix)
    firsts = range(before + 1, accounts + 1, CHUNK)
    for first in track(firsts, "seeding", disable=not sys.stdout.isatty(), transient=True):
        make_accounts(first=first, last=min(first + CHUNK - 1, accounts), prefix=prefix, password=password)
    if firsts:
        analyse()
    made, total = max(0, accounts - before), max(before, accounts)
    return f"{made:,} accounts made, {total:,} in all, in {time.monotonic() - started:.1f} s."


if __name__ == "__main__":
    main()

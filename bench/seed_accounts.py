"""Creates accounts for load measurements: users load000001 and so on, each with a character (`manage.py seed_load_test`)."""

import sys
import time

from rich.progress import track

from bench.accounts import analyse, make_accounts, present

CHUNK = 5_000


def seed(accounts: int, prefix: str, password: str) -> str:
    """Create the missing accounts. Returns a sentence for the terminal. A stopped run can be repeated.

    accounts: their number at the end, 1 to 999,999. prefix: 1 to 10 lower-case letters. ValueError for other values.
    """
    if not 1 <= accounts <= 999_999:
        raise ValueError("--accounts needs a number from 1 to 999,999.")
    if not (prefix.isascii() and prefix.isalpha() and prefix.islower() and len(prefix) <= 10):
        raise ValueError("--prefix needs 1 to 10 small letters.")
    started, before = time.monotonic(), present(prefix)
    firsts = range(before + 1, accounts + 1, CHUNK)
    for first in track(firsts, "seeding", disable=not sys.stdout.isatty(), transient=True):
        make_accounts(first=first, last=min(first + CHUNK - 1, accounts), prefix=prefix, password=password)
    if firsts:
        analyse()
    made, total = max(0, accounts - before), max(before, accounts)
    return f"{made:,} accounts made, {total:,} in all, in {time.monotonic() - started:.1f} s."

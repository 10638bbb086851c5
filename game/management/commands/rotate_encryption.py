"""`manage.py rotate_encryption`: encrypts all stored secrets with the first key of ENCRYPTION_KEYS. Can be stopped and run again."""

import secrets
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model, QuerySet
from rich.progress import track

from accounts.registries.encrypted_data import registered
from vvw_site.foundation.keyring import CannotDecrypt, keyring, new_key

BATCH = 1_000


class Command(BaseCommand):
    help = "Encrypt anew, under the first key of ENCRYPTION_KEYS, what is stored under another. Can be stopped and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--new-key", action="store_true", help="print a new key, and change nothing")

    def handle(self, *args: Any, new_key: bool, **options: Any) -> None:
        if new_key:
            self.stdout.write(a_new_key())
            return
        began, key, done, left = time.monotonic(), keyring().current, [], 0
        for kind in registered():
            stale = kind.stale(key)
            total = stale.count()
            rows = track(in_batches(stale), kind.name, total, disable=not self.stdout.isatty(), transient=True)
            try:
                done.append(f"{sum(kind.renew(row) for row in rows):,} {kind.name}")
            except CannotDecrypt as error:
                raise CommandError(f"{kind.name}: {error}. Put the key that is missing back into ENCRYPTION_KEYS.") from error
            left += kind.stale(key).count()
        seconds = time.monotonic() - began
        rest = "nothing is left under another key" if not left else f"{left:,} changed meanwhile: run it once more"
        self.stdout.write(f"Encrypted under the key {key}: {', '.join(done)}, in {seconds:.1f} s; {rest}.")


def in_batches(stale: QuerySet[Model]) -> Iterator[Model]:
    """Each of the rows once, in the order of their keys, a batch in memory at a time."""
    last: object = None
    while True:
        after = stale if last is None else stale.filter(pk__gt=last)
        batch = list(after.order_by("pk")[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1].pk


def a_new_key() -> str:
    """As ENCRYPTION_KEYS wants it, with an id that no other has."""
    return f"k{secrets.token_hex(3)}:{new_key()}"

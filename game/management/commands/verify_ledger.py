"""Prove the ledger: every balance agrees with its movements. Exit 1 when one does not."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from game.actions.proof import prove


class Command(BaseCommand):
    help = "Prove that every balance agrees with its movements, and write down that it was proven. Exit 1 when one differs."

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()

        def step(words: str) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"{time.monotonic() - begun:6.1f} s  {words} …")

        proof = prove(step=step)
        for problem in proof.problems:
            self.stdout.write(problem)
        size = f"{proof.movements:,} movements, {proof.characters:,} characters"
        if proof.problems:
            count = len(proof.problems)
            self.stdout.write(f"{size}: {count:,} {'balance differs' if count == 1 else 'balances differ'}.")
            sys.exit(1)
        self.stdout.write(f"{size}: every balance agrees.")

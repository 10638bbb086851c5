"""Proves the ledger and records the time and the result, for the overview and the metrics."""

from collections.abc import Callable

from msgspec import Struct

from accounts.actions.audit import record
from game.models import Character, Transfer
from game.queries.ledger_proof import CHECKS
from game.queries.overview import PROOF


class Proof(Struct, frozen=True):
    """Counts of what was read; problems: a sentence for each balance that differs from its movements."""

    movements: int
    characters: int
    problems: list[str]


def prove(*, step: Callable[[str], None] = lambda words: None) -> Proof:
    """Check the whole ledger, also while players play: each check reads one snapshot. step: called with the name of each check."""
    problems: list[str] = []
    for words, check in CHECKS.items():
        step(words)
        problems += check(None)
    step("counting")
    proof = Proof(Transfer.objects.count(), Character.objects.count(), problems)
    detail = {"movements": proof.movements, "characters": proof.characters, "problems": len(problems), "first": problems[:20]}
    record(actor=None, action="ledger.proof", target=PROOF, detail=detail)
    return proof

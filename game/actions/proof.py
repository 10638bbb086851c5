"""Proving the ledger, and writing down when and with what outcome: the overview and the metrics read it."""

from collections.abc import Callable

from msgspec import Struct

from accounts.actions.audit import record
from game.models import Character, Transfer
from game.queries.ledger import CHECKS
from game.queries.overview import PROOF


class Proof(Struct, frozen=True):
    """What was read, and where balance and movements differ, a sentence each."""

    movements: int
    characters: int
    problems: list[str]


def prove(*, step: Callable[[str], None] = lambda words: None) -> Proof:
    """Read the whole ledger. Play may go on meanwhile: each check compares within one snapshot. step is told what begins."""
    problems: list[str] = []
    for words, check in CHECKS.items():
        step(words)
        problems += check()
    step("counting")
    proof = Proof(Transfer.objects.count(), Character.objects.count(), problems)
    detail = {"movements": proof.movements, "characters": proof.characters, "problems": len(problems), "first": problems[:20]}
    record(actor=None, action="ledger.proof", target=PROOF, detail=detail)
    return proof

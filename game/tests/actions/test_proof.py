"""A proof of the ledger is recorded with its time and result, whether the ledger holds or not."""

import pytest

from accounts.models import AuditEntry
from game.actions.proof import prove
from game.models import Character, Transfer
from game.queries.ledger_proof import CHECKS
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


def test_a_ledger_that_holds_is_recorded_with_its_counts() -> None:
    make_character(gold=5)
    proof = prove()
    assert proof.problems == [] and proof.characters == 1 and proof.movements == Transfer.objects.count() > 0
    entry = AuditEntry.objects.get(action="ledger.proof")
    assert entry.actor is None
    assert entry.detail == {"movements": proof.movements, "characters": 1, "problems": 0, "first": []}


def test_a_balance_that_differs_is_named_and_not_corrected() -> None:
    character = make_character()
    Character.objects.filter(pk=character.pk).update(gold=character.gold + 7)
    proof = prove()
    assert len(proof.problems) == 1 and f"character:{character.pk} holds {character.gold + 7} gold" in proof.problems[0]
    detail = AuditEntry.objects.get(action="ledger.proof").detail
    assert (detail["problems"], detail["first"]) == (1, proof.problems)
    assert Character.objects.get(pk=character.pk).gold == character.gold + 7
    Character.objects.filter(pk=character.pk).update(gold=character.gold)  # for the proof after each test


def test_each_proof_is_an_entry_of_its_own() -> None:
    prove()
    prove()
    assert AuditEntry.objects.filter(action="ledger.proof").count() == 2


def test_the_caller_is_informed_of_each_check() -> None:
    steps: list[str] = []
    prove(step=steps.append)
    assert steps == [*CHECKS, "counting"]

"""The daily proof of the ledger says what it found where the staff look at jobs."""

import pytest

from game.models import Character
from game.tasks.proof import LedgerDiffers, prove_ledger
from game.tests.make import make_character
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.jobs.run import NOT_TAKEN

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_ledger_that_holds_is_a_run_that_is_done() -> None:
    make_character(gold=5)
    assert "agree" in prove_ledger()
    assert JobRun.objects.get(job="game.prove_ledger").state == JobRun.DONE
    assert prove_ledger() == NOT_TAKEN


def test_a_balance_that_differs_is_a_run_that_failed_and_names_it() -> None:
    character = make_character()
    Character.objects.filter(pk=character.pk).update(gold=character.gold + 7)
    with pytest.raises(LedgerDiffers, match=f"character:{character.pk}"):
        prove_ledger()
    run = JobRun.objects.get(job="game.prove_ledger")
    assert run.state == JobRun.FAILED and f"character:{character.pk} holds" in run.message
    Character.objects.filter(pk=character.pk).update(gold=character.gold)  # for the proof after each test

"""The jobs of letters (return, sweep) are killed before their commit: nothing is half done, and the next run finishes."""

import pytest

from game.actions import mail
from game.actions.letter_return import return_unclaimed
from game.actions.sweep import sweep
from game.models import Character, LedgerAccount, Letter
from game.queries.ledger_proof import problems
from game.tests.letters import id_of, let_its_time_run_out, make_letter, pass_a_day
from game.tests.make import by, make_character
from game.tests.races.test_killed import killed

pytestmark = pytest.mark.django_db(transaction=True)


def late_letters() -> tuple[Character, list[Letter]]:
    """Two letters with gold that nobody claimed in time, and their sender."""
    sender, recipient = make_character(level=3, gold=500), make_character()
    letters = [make_letter(sender, recipient, gold=70) for _ in range(2)]
    for letter in letters:
        let_its_time_run_out(letter)
    return sender, letters


def states(letters: list[Letter]) -> list[str]:
    return [Letter.objects.get(pk=letter.pk).state for letter in letters]


def test_a_return_killed_before_its_commit_has_returned_nothing_and_the_next_run_returns_all() -> None:
    sender, letters = late_letters()
    before = Character.objects.get(pk=sender.pk).gold
    killed("the goods are returned", "return letters")
    assert states(letters) == ["open", "open"] and Character.objects.get(pk=sender.pk).gold == before
    assert problems() == []
    assert return_unclaimed() == {"returned": 2, "passed_on": 0, "failed": 0}
    assert Character.objects.get(pk=sender.pk).gold == before + 140


def test_a_return_killed_at_the_end_is_not_repeated() -> None:
    sender, letters = late_letters()
    killed("after all", "return letters")
    gold = Character.objects.get(pk=sender.pk).gold
    assert states(letters) == ["returned", "returned"]
    assert return_unclaimed() == {"returned": 0, "passed_on": 0, "failed": 0}
    assert Character.objects.get(pk=sender.pk).gold == gold


def test_a_sweep_killed_between_letter_and_escrow_has_removed_neither() -> None:
    sender, letters = late_letters()
    return_unclaimed()
    recipient = letters[0].recipient
    for letter in letters:
        for side in (sender, recipient):
            mail.delete(by(side), letter=id_of(letter))
    pass_a_day()
    killed("the letters are removed", "sweep")
    assert Letter.objects.count() == LedgerAccount.objects.count() == 2
    assert sweep()["letters"] == 2 and not Letter.objects.exists() and not LedgerAccount.objects.exists()

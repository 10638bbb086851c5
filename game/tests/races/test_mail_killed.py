"""Sending, claiming, taking back and the return job die at each of their statements: all has happened or nothing, the same key
works afterwards, and the ledger holds.
"""

import os
import signal
from itertools import count
from typing import Any

import pytest
from msgspec import Struct

from game.actions import mail
from game.actions.letter_goods import claim, take_back
from game.actions.letter_return import return_unclaimed
from game.actions.shop import Portion
from game.models import Character, Holding, LedgerAccount, Letter, Notice, Receipt, Transfer
from game.models.ids import LetterId
from game.queries.ledger_proof import problems
from game.tests.letters import DRAUGHT, gold_of, make_older, make_sender, make_sword, send_letter
from game.tests.make import by, held
from game.tests.races.gate import closed_gate
from game.tests.races.mortal import Mortal, others
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_mail.py"
KEY = "key-00000001"


class Stage(Struct, frozen=True):
    """A letter that can be claimed, taken back or returned, and goods for another one."""

    sender: Character
    recipient: Character
    letter: LetterId
    goods: list[Portion]

    def order(self, action: str, dies_at: int | None) -> dict[str, Any]:
        who = self.recipient if action == "claim" else self.sender
        return {
            "action": action, "character": who.pk, "to": self.recipient.pk, "letter": self.letter, "key": KEY,
            "holdings": [portion.holding for portion in self.goods], "dies_at": dies_at,
        }  # fmt: skip

    def again(self, action: str) -> Any:
        """The same request, by a process that lives."""
        match action:
            case "send":
                fields: dict[str, Any] = {"subject": "Tonight", "text": "Come.", "gold": 5, "items": self.goods}
                return mail.send(by(self.sender, KEY), to=self.recipient.id, **fields)
            case "claim":
                return claim(by(self.recipient, KEY), letter=self.letter)
            case "take_back":
                return take_back(by(self.sender, KEY), letter=self.letter)
        return return_unclaimed()


def make_goods(sender: Character) -> list[Portion]:
    return [Portion(make_sword(sender, upgrade=1, durability=5), 1), Portion(held(sender, DRAUGHT).id, 1)]


def a_stage() -> Stage:
    sender, recipient = make_sender(), make_sender()
    letter = send_letter(sender, recipient, gold=70, items=make_goods(sender))
    return Stage(sender, recipient, letter, make_goods(sender))


def everything() -> list[list[Any]]:
    """All rows that letters touch."""
    models = (Character, Holding, LedgerAccount, Letter, Notice, Receipt, Transfer)
    return [list(model.objects.order_by("pk").values()) for model in models]


ACTIONS = {"send": 8, "claim": 8, "take_back": 7}
"""The statements of each, with its commit and without the receipt of the owner: the least number of places to die at."""


@pytest.mark.parametrize("action", ACTIONS)
def test_killed_before_any_statement_nothing_has_happened_and_the_key_works(mortal: Mortal, action: str) -> None:
    for dies_at in count():
        stage = a_stage()
        if action != "send":
            make_older(stage.letter)
        before = everything()
        mortal.begin(stage.order(action, dies_at))
        died = mortal.end()
        assert (everything() == before) == died, f"{action}, statement {dies_at}"
        written = everything()
        first = stage.again(action)
        assert stage.again(action) == first and (everything() == written) != died
        assert problems() == []
        if not died:
            break
    assert dies_at >= ACTIONS[action]


def test_the_job_killed_before_any_statement_returns_each_letter_whole_or_not_at_all_and_the_next_run_the_rest(
    mortal: Mortal,
) -> None:
    """Two letters, which are returned in one transaction."""
    seen = set()
    for dies_at in count():
        Letter.objects.filter(state=Letter.OPEN).update(expires_at="9999-01-01T00:00Z")  # of the round before
        stage = a_stage()
        other = send_letter(stage.sender, stage.recipient, gold=30)
        for letter in (stage.letter, other):
            make_older(letter)
        before = gold_of(stage.sender)
        mortal.begin(stage.order("return", dies_at))
        died = mortal.end()
        states = tuple(Letter.objects.filter(pk__in=[stage.letter, other]).order_by("pk").values_list("state", flat=True))
        seen.add(states)
        due = {"open": 0, "returned": 1}
        assert gold_of(stage.sender) == before + 70 * due[states[0]] + 30 * due[states[1]] and problems() == []
        assert return_unclaimed()["returned"] == states.count("open")
        assert gold_of(stage.sender) == before + 100 and Notice.objects.filter(character=stage.sender).count() == 2
        assert problems() == []
        if not died:
            break
    assert dies_at >= 10 and seen == {("open", "open"), ("returned", "returned")}


GATES = {
    "send": [
        "BEFORE UPDATE ON game_character", "BEFORE INSERT ON game_ledgeraccount", "BEFORE INSERT ON game_letter",
        "BEFORE INSERT ON game_notice", "BEFORE INSERT ON game_transfer", "BEFORE UPDATE ON game_ledgeraccount",
        "BEFORE UPDATE ON game_holding", "BEFORE INSERT ON game_holding", "BEFORE INSERT ON game_receipt",
    ],
    "claim": [
        "BEFORE UPDATE ON game_character", "BEFORE INSERT ON game_transfer", "BEFORE UPDATE ON game_ledgeraccount",
        "BEFORE UPDATE ON game_holding", "BEFORE UPDATE ON game_letter", "BEFORE INSERT ON game_receipt",
    ],
    "take_back": ["BEFORE INSERT ON game_transfer", "BEFORE UPDATE ON game_letter", "BEFORE INSERT ON game_receipt"],
    "return": ["BEFORE INSERT ON game_transfer", "BEFORE UPDATE ON game_letter", "BEFORE INSERT ON game_notice"],
}  # fmt: skip


@pytest.mark.parametrize(("action", "event"), [(action, event) for action, events in GATES.items() for event in events])
def test_killed_within_a_statement_nothing_has_happened_and_the_same_request_works(
    mortal: Mortal, action: str, event: str
) -> None:
    """The statement that runs is finished by Postgres, and its transaction is rolled back."""
    stage = a_stage()
    if action == "return":
        make_older(stage.letter)
    before = everything()
    with closed_gate(event) as gate:
        child = mortal.begin(stage.order(action, None))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    assert everything() == before
    stage.again(action)
    assert everything() != before and problems() == []


def test_twin_without_a_key_a_letter_that_was_lost_on_the_way_is_sent_twice(mortal: Mortal) -> None:
    stage = a_stage()
    mortal.begin({**stage.order("send", None), "key": None, "holdings": []})
    assert mortal.end() is False
    mail.send(by(stage.sender), to=stage.recipient.id, subject="Tonight", text="Come.", gold=5)
    assert Letter.objects.filter(text="Come.").count() == 2

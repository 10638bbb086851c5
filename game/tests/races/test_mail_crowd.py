"""Many write to one, and two write to each other, at the same moment. Each race has a twin with its guard taken away."""

from collections.abc import Iterable
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError
from psycopg.errors import DeadlockDetected

from accounts.tests.race import at_once
from game.actions import mail, player_action
from game.actions.letter_goods import claim
from game.actions.locking import lock_for_action
from game.actions.shop import Portion
from game.models import Character, LedgerAccount, Letter
from game.models.ids import CharacterId
from game.queries.ledger_proof import problems
from game.tests.letters import DRAUGHT, WORDS, gold_of, make_sender, send_letter
from game.tests.make import by, held
from game.tests.races.together import note_conflicts

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, LETTERS = 20, 10


def test_two_hundred_write_to_one_who_claims_and_answers_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one who is written to has an id in the middle, so that neither side's ids are always lower."""
    half = THREADS * LETTERS // 2
    people = [make_sender(gold=10) for _ in range(half)]
    popular = make_sender(gold=2 * half)
    people += [make_sender(gold=10) for _ in range(half)]
    total = sum(gold_of(person) for person in [*people, popular])
    conflicts = note_conflicts(monkeypatch)

    def write(part: list[Character]) -> None:
        for number, person in enumerate(part):
            goods = [Portion(held(person, DRAUGHT).id, 1)] if number % 2 else []
            send_letter(person, popular, gold=7, items=goods)

    def answer() -> None:
        for person in people[:: len(people) // 20]:
            send_letter(popular, person, gold=3)

    def claim_all() -> int:
        claimed = 0
        for _ in range(20):
            for letter in Letter.objects.filter(recipient=popular, state=Letter.OPEN)[:5]:
                claim(by(popular), letter=letter.id)
                claimed += 1
        return claimed

    parts = [people[start::THREADS] for start in range(THREADS)]
    answers = at_once(*[partial(write, part) for part in parts], answer, claim_all)
    assert not [a for a in answers if isinstance(a, Exception)] and conflicts == []
    assert Letter.objects.filter(recipient=popular).count() == len(people) == THREADS * LETTERS
    waiting = sum(LedgerAccount.objects.values_list("gold", flat=True))
    assert sum(gold_of(person) for person in [*people, popular]) + waiting == total and problems() == []
    for letter in Letter.objects.filter(recipient=popular, state=Letter.OPEN):
        claim(by(popular), letter=letter.id)
    assert gold_of(popular) == popular.gold + len(people) * 7 - 20 * 3


def test_two_who_write_to_each_other_do_not_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_sender(), make_sender()
    conflicts = note_conflicts(monkeypatch)

    def write(sender: Character, to: Character) -> None:
        for _ in range(10):
            send_letter(sender, to, gold=1)

    answers = at_once(partial(write, one, other), partial(write, other, one))
    assert answers == [None, None] and conflicts == [] and Letter.objects.count() == 20


def test_twin_with_the_sender_locked_before_the_recipient_they_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_sender(), make_sender()
    conflicts, gate = note_conflicts(monkeypatch), Barrier(2)

    def lock_one_by_one(
        character: CharacterId, key: str | None, parties: Iterable[CharacterId] = ()
    ) -> tuple[Character, Any, dict[CharacterId, Character]]:
        actor, receipt, _ = lock_for_action(character, key)
        gate.wait(10)
        return actor, receipt, {party: lock_for_action(party, None)[0] for party in parties}

    monkeypatch.setattr(player_action, "lock_for_action", lock_one_by_one)
    send = partial(mail.send, **WORDS)
    answers = at_once(lambda: send(by(one), to=other.id), lambda: send(by(other), to=one.id))
    (failed,) = [a for a in answers if isinstance(a, OperationalError)]
    assert isinstance(failed.__cause__, DeadlockDetected) and len(conflicts) == 1 and Letter.objects.count() == 1

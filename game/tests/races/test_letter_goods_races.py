"""Attachments leave an escrow once, whoever comes at the same moment. Each race has a twin with its guard taken away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import connection

from accounts.tests.race import at_once
from game.actions import ledger, letter_goods
from game.actions.letter_goods import claim, take_back
from game.actions.letter_return import return_unclaimed
from game.models import LedgerAccount, Letter
from game.models.transfer import GOLD
from game.rules.errors import GameError
from game.tests.letters import gold_of, make_older, make_sender, send_letter
from game.tests.make import by
from game.tests.races.gate import closed_gate
from game.tests.races.no_locks import without_locks
from game.tests.races.together import read_together, won
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)
SAME, OTHER = "same-key-1", "other-key-1"
GOODS = 70


class Waiting:
    """A letter with 70 gold whose time is over, and who can settle it."""

    def __init__(self) -> None:
        self.sender, self.recipient = make_sender(), make_sender()
        self.letter = send_letter(self.sender, self.recipient, gold=GOODS)
        make_older(self.letter)

    def claim(self, key: str | None = None) -> object:
        return claim(by(self.recipient, key), letter=self.letter)

    def take_back(self, key: str | None = None) -> object:
        return take_back(by(self.sender, key), letter=self.letter)

    def job(self, key: str | None = None) -> object:
        return return_unclaimed()

    def moved(self) -> int:
        """The gold that came out of the letter."""
        return gold_of(self.sender) + gold_of(self.recipient) - self.sender.gold - self.recipient.gold + GOODS


WAYS = {"claimed": Waiting.claim, "taken back": Waiting.take_back, "returned": Waiting.job}
two_ways = pytest.mark.parametrize("second", WAYS)
one_way = pytest.mark.parametrize("first", WAYS)


def one_then_other(first: Callable[[], object], second: Callable[[], object]) -> list[Any]:
    """The first is about to settle the letter when the second comes, and goes on when the second waits for it, or has ended: the
    job waits for nobody who plays."""
    at_gate, second_ended = Event(), Event()
    with closed_gate("BEFORE UPDATE ON game_letter", "NEW.settled_at IS NOT NULL AND OLD.settled_at IS NULL") as gate:

        def come_second() -> object:
            assert at_gate.wait(10)
            try:
                return second()
            finally:
                second_ended.set()

        def keep() -> None:
            try:
                gate.wait_for(1)
                at_gate.set()
                until(lambda: second_ended.is_set() or gate.waiting() >= 2, 10)
            finally:
                at_gate.set()
                gate.open()

        one, other, failure = at_once(first, come_second, keep)
    assert failure is None, failure
    return [one, other]


def has_settled(answer: Any) -> bool:
    """Whether this one took the goods out; a refusal and a run of the job that found nothing did not."""
    if isinstance(answer, dict):
        return sum(answer.values()) == 1 and not answer["failed"]
    if isinstance(answer, GameError):
        assert answer.code == "already_claimed"
        return False
    assert not isinstance(answer, Exception), answer
    return True


@one_way
@two_ways
def test_goods_leave_once_and_the_first_gets_them(first: str, second: str) -> None:
    waiting = Waiting()
    answers = one_then_other(partial(WAYS[first], waiting), partial(WAYS[second], waiting))
    assert [has_settled(answer) for answer in answers] == [True, False]
    assert Letter.objects.get().state == first.replace(" ", "_") and waiting.moved() == GOODS


@contextmanager
def without_constraint() -> Iterator[None]:
    """The gold of an account may fall below zero."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_ledgeraccount DROP CONSTRAINT account_gold_never_negative")
    try:
        yield
    finally:
        for account in LedgerAccount.objects.filter(gold__lt=0):
            ledger.post([ledger.Move("faucet:staff", str(account), GOLD, -account.gold)], reason="test")
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE game_ledgeraccount ADD CONSTRAINT account_gold_never_negative CHECK (gold >= 0)")


@one_way
@two_ways
def test_twin_without_locks_and_constraint_goods_leave_twice(monkeypatch: pytest.MonkeyPatch, first: str, second: str) -> None:
    waiting = Waiting()
    without_locks(monkeypatch)
    read_together(monkeypatch, letter_goods, "goods_in")
    with without_constraint():
        answers = at_once(partial(WAYS[first], waiting), partial(WAYS[second], waiting))
        assert [has_settled(answer) for answer in answers] == [True, True] and waiting.moved() == 2 * GOODS


@one_way
@two_ways
def test_without_locks_the_ledger_alone_lets_goods_leave_once(monkeypatch: pytest.MonkeyPatch, first: str, second: str) -> None:
    waiting = Waiting()
    without_locks(monkeypatch)
    read_together(monkeypatch, letter_goods, "goods_in")
    answers = at_once(partial(WAYS[first], waiting), partial(WAYS[second], waiting))
    refused = [a for a in answers if isinstance(a, GameError) or (isinstance(a, dict) and a["failed"])]
    assert len(refused) == 1 and waiting.moved() == GOODS
    assert all(r.code == "not_enough_gold" for r in refused if isinstance(r, GameError))


@pytest.mark.parametrize("verb", [Waiting.claim, Waiting.take_back])
def test_two_tabs_with_one_key_get_one_answer(verb: Callable[[Waiting, str], object]) -> None:
    waiting = Waiting()
    one, other = one_then_other(partial(verb, waiting, SAME), partial(verb, waiting, SAME))
    assert one == other and waiting.moved() == GOODS


@pytest.mark.parametrize("verb", [Waiting.claim, Waiting.take_back])
def test_two_tabs_with_two_keys_get_an_answer_and_a_refusal(verb: Callable[[Waiting, str], object]) -> None:
    waiting = Waiting()
    answers = one_then_other(partial(verb, waiting, SAME), partial(verb, waiting, OTHER))
    assert [has_settled(answer) for answer in answers] == [True, False] and waiting.moved() == GOODS


def test_two_jobs_at_once_return_each_of_many_letters_once() -> None:
    sender, recipient = make_sender(), make_sender()
    for _ in range(10):
        make_older(send_letter(sender, recipient, gold=5))
    counts = won(at_once(return_unclaimed, return_unclaimed, return_unclaimed))
    assert sum(count["returned"] for count in counts) == 10 and gold_of(sender) == sender.gold


def test_one_of_many_letters_that_is_being_claimed_is_left_alone_while_the_job_returns_the_others() -> None:
    waiting, others = Waiting(), [Waiting() for _ in range(9)]
    claimed, job = one_then_other(waiting.claim, waiting.job)
    assert has_settled(claimed) and job == {"returned": 9, "passed_on": 0, "failed": 0}
    assert Letter.objects.get(pk=waiting.letter).state == Letter.CLAIMED and waiting.moved() == GOODS
    assert all(gold_of(one.sender) == one.sender.gold for one in others) and return_unclaimed()["returned"] == 0


def test_a_claim_that_comes_while_the_job_returns_many_letters_is_refused() -> None:
    waiting, others = Waiting(), [Waiting() for _ in range(9)]
    job, claimed = one_then_other(waiting.job, waiting.claim)
    assert job == {"returned": 10, "passed_on": 0, "failed": 0} and not has_settled(claimed)
    assert all(gold_of(one.sender) == one.sender.gold for one in (waiting, *others))

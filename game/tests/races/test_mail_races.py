"""Letters at the same moment as anything that concerns them. Each race has a twin with its guard taken away."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from msgspec import Struct
from psycopg.errors import DeadlockDetected

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from accounts.tests.race import at_once, until_ended_or_waiting
from game.actions import ledger, mail, player_action, staff_account
from game.actions import transaction as transactions
from game.actions.character import let_go
from game.actions.inventory import equip
from game.actions.letter_goods import claim, take_back
from game.actions.letter_return import return_unclaimed
from game.actions.locking import lock_for_action
from game.actions.shop import Portion, buy, sell
from game.actions.transaction import TransactionContext
from game.models import Character, Holding, LedgerAccount, Letter
from game.models.ids import CharacterId, HoldingId, LetterId
from game.models.transfer import GOLD
from game.queries.characters import seen
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.letters import DRAUGHT, WORDS, escrow_of, gold_of, make_older, make_sender, make_sword, send_letter
from game.tests.make import by, held, make_character, owner_of
from game.tests.races.gate import closed_gate
from game.tests.races.together import won
from game.tests.staff import by as by_staff
from game.tests.staff import in_days, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
SAME, OTHER = "same-key-1", "other-key-1"


def without_locks(monkeypatch: pytest.MonkeyPatch, *, together: int = 1) -> None:
    """Users, characters and shared rows are read without a lock. So many have read the shared rows before one goes on."""
    gate = Barrier(together)

    def read(
        character: CharacterId, key: str | None, parties: Iterable[CharacterId] = ()
    ) -> tuple[Character, None, dict[CharacterId, Character]]:
        return seen(character), None, {party: seen(party) for party in parties}

    def read_shared(context: TransactionContext, model: type[Any], ids: list[int]) -> list[Any]:
        rows = list(model.objects.filter(pk__in=ids))
        if model is Letter:
            gate.wait(10)
        return rows

    monkeypatch.setattr(player_action, "lock_for_action", read)
    monkeypatch.setattr(TransactionContext, "lock_characters", lambda self, ids: {c: seen(c) for c in ids})
    monkeypatch.setattr(TransactionContext, "lock_users", lambda self, ids: {u.id: u for u in User.objects.filter(pk__in=ids)})
    monkeypatch.setattr(TransactionContext, "lock_shared", read_shared)


# --- goods leave an escrow ----------------------------------------------------------------------------------------

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
    """The first is about to settle the letter when the second comes, and goes on when the second waits for it."""
    at_gate = Event()
    with closed_gate("BEFORE UPDATE ON game_letter", "NEW.settled_at IS NOT NULL AND OLD.settled_at IS NULL") as gate:

        def come_second() -> object:
            assert at_gate.wait(10)
            return second()

        def keep() -> None:
            try:
                gate.wait_for(1)
                at_gate.set()
                gate.wait_for(2)
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
    without_locks(monkeypatch, together=2)
    with without_constraint():
        answers = at_once(partial(WAYS[first], waiting), partial(WAYS[second], waiting))
        assert [has_settled(answer) for answer in answers] == [True, True] and waiting.moved() == 2 * GOODS


@one_way
@two_ways
def test_without_locks_the_ledger_alone_lets_goods_leave_once(monkeypatch: pytest.MonkeyPatch, first: str, second: str) -> None:
    waiting = Waiting()
    without_locks(monkeypatch, together=2)
    answers = at_once(partial(WAYS[first], waiting), partial(WAYS[second], waiting))
    refused = [a for a in answers if isinstance(a, GameError) or (isinstance(a, dict) and a["failed"])]
    # One that reads the escrow after the other has emptied it moves nothing; otherwise the balance refuses it.
    assert len(refused) <= 1 and waiting.moved() == GOODS
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


# --- sending ------------------------------------------------------------------------------------------------------


def test_a_letter_that_is_sent_twice_at_once_with_one_key_is_one_letter() -> None:
    sender, recipient = make_sender(), make_sender()
    one, other = won(at_once(*[lambda: send_letter(sender, recipient, gold=5, key=SAME)] * 2))
    assert one == other == Letter.objects.get().pk and gold_of(sender) == sender.gold - 5


def test_twin_with_two_keys_it_is_two_letters() -> None:
    sender, recipient = make_sender(), make_sender()
    at_once(*[partial(send_letter, sender, recipient, gold=5, key=key) for key in (SAME, OTHER)])
    assert Letter.objects.count() == 2 and gold_of(sender) == sender.gold - 10


def test_without_locks_the_receipt_alone_makes_it_one_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    sender, recipient = make_sender(), make_sender()
    sending_together(monkeypatch)
    one, other = won(at_once(*[lambda: send_letter(sender, recipient, gold=5, key=SAME)] * 2))
    assert one == other == Letter.objects.get().pk and gold_of(sender) == sender.gold - 5


def sending_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without locks, both have read everything before one sends."""
    without_locks(monkeypatch)
    gate, read = Barrier(2), mail.before_sending

    def read_together(**params: Any) -> Any:
        found = read(**params)
        gate.wait(10)
        return found

    monkeypatch.setattr(mail, "before_sending", read_together)


def test_one_item_is_not_in_two_letters() -> None:
    sender, recipient = make_sender(), make_sender()
    sword = make_sword(sender)
    answers = at_once(*[lambda: send_letter(sender, recipient, items=[Portion(sword, 1)])] * 2)
    assert len(won(answers)) == 1 and [a.code for a in answers if isinstance(a, GameError)] == ["not_found"]
    assert Letter.objects.count() == 1


def test_twin_without_locks_both_letters_have_it_until_the_ledger_refuses_one(monkeypatch: pytest.MonkeyPatch) -> None:
    sender, recipient = make_sender(), make_sender()
    sword = make_sword(sender)
    sending_together(monkeypatch)
    answers = at_once(*[lambda: send_letter(sender, recipient, items=[Portion(sword, 1)])] * 2)
    assert len(won(answers)) == 1 and [a.code for a in answers if isinstance(a, GameError)] == ["not_enough_items"]
    assert Letter.objects.count() == 1


def test_the_twentieth_stranger_is_counted_once_for_two_characters_of_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.rules.mail.STRANGERS_A_DAY", 1)
    one, person = make_sender(), make_sender()
    other = make_character(one.user)
    answers = at_once(lambda: send_letter(one, person), lambda: send_letter(other, person))
    assert [a.code for a in answers if isinstance(a, GameError)] == ["too_fast"] and Letter.objects.count() == 1


def test_twin_without_locks_each_character_has_its_own_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.rules.mail.STRANGERS_A_DAY", 1)
    one, person = make_sender(), make_sender()
    other = make_character(one.user)
    sending_together(monkeypatch)
    assert len(won(at_once(lambda: send_letter(one, person), lambda: send_letter(other, person)))) == 2


class Sending(Struct, frozen=True):
    """Who sends which item and all gold to whom, and a game master."""

    sender: Character
    recipient: Character
    sword: HoldingId
    gold: int
    master: User

    def send(self) -> LetterId:
        return send_letter(self.sender, self.recipient, gold=self.gold, items=[Portion(self.sword, 1)])


def a_sending() -> Sending:
    sender, recipient = make_sender(), make_sender()
    return Sending(sender, recipient, make_sword(sender), gold_of(sender), make_staff(Rank.GAME_MASTER))


FOREVER: datetime = in_days(365)
ACTS: dict[str, tuple[Callable[[Sending], object], str, str | None]] = {
    "the recipient is deleted": (lambda s: let_go(by(s.recipient)), "not_found", None),
    "the recipient is erased": (lambda s: erase(user_id=owner_of(s.recipient).pk), "not_found", None),
    "the sender is deleted": (lambda s: let_go(by(s.sender)), "not_found", None),
    "the sender is erased": (lambda s: erase(user_id=owner_of(s.sender).pk), "not_found", None),
    "the sender is banned": (
        lambda s: staff_account.ban(by_staff(s.master), user=owner_of(s.sender).id, until=FOREVER), "banned", None,
    ),
    "the sender is muted": (
        lambda s: staff_account.mute(by_staff(s.master), user=owner_of(s.sender).id, until=FOREVER), "forbidden", None,
    ),
    "the item is put on": (lambda s: equip(by(s.sender), holding=s.sword), "worn", "not_enough_items"),
    "the item is sold": (lambda s: sell(by(s.sender), portions=[Portion(s.sword, 1)]), "not_found", "not_enough_items"),
    "the gold is spent": (lambda s: buy(by(s.sender), item=DRAUGHT, quantity=1), "not_enough_gold", "not_enough_gold"),
}  # fmt: skip
"""What happens meanwhile; how a letter is refused that comes after it; and, without locks, a letter that began before it and is
written after it (None: it is sent)."""
each_act = pytest.mark.parametrize("what", ACTS)


def act_during_sending(monkeypatch: pytest.MonkeyPatch, sending: Sending, act: Callable[[], object]) -> tuple[Any, Any, bool]:
    """The answers of the letter and the act, which starts when the letter has read everything; and whether the act ended before
    the letter was written."""
    ended, read, started = Event(), mail.before_sending, Event()
    early = []

    def read_and_let_act(**params: Any) -> Any:
        found = read(**params)
        started.set()
        until_ended_or_waiting(ended)
        early.append(ended.is_set())
        return found

    def act_in_between() -> object:
        assert started.wait(10)
        try:
            return act()
        finally:
            connection.close()
            ended.set()

    monkeypatch.setattr(mail, "before_sending", read_and_let_act)
    letter, answer = at_once(sending.send, act_in_between)
    return letter, answer, early[0]


@each_act
def test_what_begins_during_sending_waits_until_the_letter_is_sent(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    act, _, _ = ACTS[what]
    sending = a_sending()
    letter, answer, early = act_during_sending(monkeypatch, sending, lambda: act(sending))
    assert letter == Letter.objects.get().pk and not early
    assert not isinstance(answer, Exception) or isinstance(answer, GameError)
    assert Holding.objects.get(pk=sending.sword).holder == escrow_of(letter)


@each_act
def test_a_letter_that_begins_meanwhile_waits_and_is_refused(what: str) -> None:
    act, code, _ = ACTS[what]
    sending, ended, answers = a_sending(), Event(), []

    def send() -> None:
        try:
            sending.send()
        except GameError as error:
            answers.append(error.code)
        finally:
            connections.close_all()
            ended.set()

    thread = threading.Thread(target=send)
    with transaction.atomic():
        act(sending)
        thread.start()
        until_ended_or_waiting(ended)
        assert not ended.is_set(), "the letter did not wait"
    thread.join(10)
    assert answers == [code] and not Letter.objects.exists()


@each_act
def test_twin_without_locks_a_letter_is_written_after_what_should_have_stopped_it(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    act, _, code = ACTS[what]
    sending = a_sending()
    without_locks(monkeypatch)
    letter, answer, early = act_during_sending(monkeypatch, sending, lambda: act(sending))
    assert early and not isinstance(answer, Exception)
    if code is None:
        assert letter == Letter.objects.get().pk
    else:
        assert isinstance(letter, GameError) and letter.code == code, "the ledger alone refuses it"


# --- many at once -------------------------------------------------------------------------------------------------

THREADS, LETTERS = 20, 10


def count_conflicts(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The deadlocks of what runs from now on; none is retried."""
    conflicts: list[BaseException] = []

    def note(error: BaseException) -> bool:
        conflicts.append(error)
        return False

    monkeypatch.setattr(transactions, "is_conflict", note)
    return conflicts


def test_two_hundred_write_to_one_who_claims_and_answers_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one who is written to has an id in the middle, so that neither side's ids are always lower."""
    half = THREADS * LETTERS // 2
    people = [make_sender(gold=10) for _ in range(half)]
    popular = make_sender(gold=2 * half)
    people += [make_sender(gold=10) for _ in range(half)]
    total = sum(gold_of(person) for person in [*people, popular])
    conflicts = count_conflicts(monkeypatch)

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
    conflicts = count_conflicts(monkeypatch)

    def write(sender: Character, to: Character) -> None:
        for _ in range(10):
            send_letter(sender, to, gold=1)

    answers = at_once(partial(write, one, other), partial(write, other, one))
    assert answers == [None, None] and conflicts == [] and Letter.objects.count() == 20


def test_twin_with_the_sender_locked_before_the_recipient_they_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_sender(), make_sender()
    conflicts, gate = count_conflicts(monkeypatch), Barrier(2)

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

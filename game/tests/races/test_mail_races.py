"""Letters that are sent at the same moment as anything that concerns them. Each race has a twin with its guard taken away."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, connections, transaction
from msgspec import Struct

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from accounts.tests.race import at_once, until_ended_or_waiting
from game.actions import mail, staff_account
from game.actions.character import let_go
from game.actions.inventory import equip
from game.actions.letter_copies import delete_unseen
from game.actions.shop import Portion, buy, sell
from game.models import Character, Holding, Letter
from game.models.ids import HoldingId, LetterId
from game.queries.mail import before_sending
from game.rules.errors import GameError
from game.tests.letters import DRAUGHT, escrow_of, gold_of, make_older, make_sender, make_sword, send_letter
from game.tests.make import by, make_character, owner_of
from game.tests.races.no_locks import without_locks
from game.tests.races.together import won
from game.tests.staff import by as by_staff
from game.tests.staff import in_days, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
SAME, OTHER = "same-key-1", "other-key-1"


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
    gate, read = Barrier(2), before_sending

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
    ended, read, started = Event(), before_sending, Event()
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


# --- answering a letter that is removed ---------------------------------------------------------------------------


def an_unseen_letter() -> tuple[Character, Character, LetterId]:
    """A letter of an earlier day that both have deleted: the sweep removes it, and until then it can be answered."""
    one, other = make_sender(), make_sender()
    letter = send_letter(one, other)
    make_older(letter)
    for side in (one, other):
        mail.delete(by(side), letter=letter)
    return one, other, letter


def test_an_answer_to_a_letter_that_is_removed_meanwhile_is_refused_and_nothing_of_it_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other, letter = an_unseen_letter()
    removed: list[int] = []

    def read_and_let_sweep(**params: Any) -> Any:
        found = before_sending(**params)
        removed.extend(at_once(delete_unseen))
        return found

    monkeypatch.setattr(mail, "before_sending", read_and_let_sweep)
    with pytest.raises(GameError) as refused:
        send_letter(other, one, answers=letter, gold=5, key=SAME)
    assert removed == [1] and (refused.value.code, refused.value.field) == ("not_found", "answers")
    assert not Letter.objects.exists() and gold_of(other) == other.gold
    assert send_letter(other, one, gold=5), "it can be sent as a letter of its own"

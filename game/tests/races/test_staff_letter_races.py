"""What a letter carries is returned, claimed or settled by the job at the same moment; and one with two windows sends letters."""

import threading
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions import ledger, staff_letters
from game.actions.groups import make_groups
from game.actions.letter_goods import claim
from game.actions.letter_return import return_unclaimed
from game.actions.staff_letter_return import return_letter
from game.actions.staff_letters import send_letter
from game.actions.transaction import TransactionContext
from game.models import Character, LedgerAccount, Letter
from game.models.ids import CharacterId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.rules.staff_limits import ALONE_MAX
from game.tests.letters import id_of, let_its_time_run_out, make_letter
from game.tests.make import by as player
from game.tests.make import make_character, owner_of
from game.tests.races.together import without_the_actors_lock, won
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
GOLD = 70
FAILED = {"returned": 0, "passed_on": 0, "failed": 1}


@pytest.fixture(autouse=True)
def groups() -> None:
    make_groups()


def a_late_letter() -> tuple[Character, Letter]:
    """An open letter with gold whose time is over, and its sender as it is without that gold."""
    sender = make_character(level=3, gold=500)
    letter = make_letter(sender, make_character(), gold=GOLD)
    let_its_time_run_out(letter)
    sender.refresh_from_db()
    return sender, letter


def gold_of(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


def returned_twice_at_once() -> tuple[int, list[Any]]:
    """How much gold came back to the sender from the staff and the job together, and what each answered."""
    sender, letter = a_late_letter()
    results = at_once(partial(return_letter, by(make_staff(Rank.GAME_MASTER)), letter=id_of(letter)), return_unclaimed)
    assert Letter.objects.get(pk=letter.pk).state == "returned"
    return gold_of(sender) - sender.gold, results


def test_a_letter_that_the_staff_and_the_job_return_at_once_is_returned_once() -> None:
    for _ in range(5):
        back, (by_staff, by_job) = returned_twice_at_once()
        assert back == GOLD
        assert isinstance(by_staff, GameError) == (by_job == {"returned": 1, "passed_on": 0, "failed": 0})


def without_locks(monkeypatch: pytest.MonkeyPatch, *, after: bool = False) -> None:
    """Nothing is locked, and both have read the letter before either writes. after: the first call of all does not wait."""
    gate, alone = threading.Barrier(2), [after]

    def characters(context: TransactionContext, ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
        return {character.id: character for character in Character.objects.filter(pk__in=set(ids)).order_by("pk")}

    def shared(context: TransactionContext, model: type[Model], ids: Sequence[int]) -> list[Model]:
        rows = list(model._default_manager.filter(pk__in=ids).order_by("pk"))
        if alone.pop() if alone else False:
            return rows
        gate.wait(10)
        return rows

    monkeypatch.setattr(TransactionContext, "lock_characters", characters)
    monkeypatch.setattr(TransactionContext, "lock_shared", shared)


def returning_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read what they return before either of them posts it."""
    gate, post = threading.Barrier(2), ledger.post

    def post_together(moves: Sequence[ledger.Move], *, reason: str, **params: Any) -> Any:
        if reason in ("reversal", "letter_returned"):
            gate.wait(10)
        return post(moves, reason=reason, **params)

    monkeypatch.setattr(ledger, "post", post_together)


def test_without_the_locks_only_the_balance_of_the_escrow_stops_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    without_locks(monkeypatch)
    returning_together(monkeypatch)
    back, results = returned_twice_at_once()
    assert back == GOLD and any(isinstance(result, Exception) or result == FAILED for result in results)


def test_twin_without_the_locks_and_the_constraint_the_gold_comes_back_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    without_locks(monkeypatch)
    returning_together(monkeypatch)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_ledgeraccount DROP CONSTRAINT account_gold_never_negative")
    try:
        back, _ = returned_twice_at_once()
        assert back == 2 * GOLD and LedgerAccount.objects.get().gold == -GOLD
    finally:
        restore(LedgerAccount.objects.get())


def restore(escrow: LedgerAccount) -> None:
    """Fill what is missing, so that the ledger holds again, and put the constraint back."""
    if escrow.gold < 0:
        ledger.post([ledger.Move("faucet:staff", str(escrow), "gold", -escrow.gold)], reason="test")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_ledgeraccount ADD CONSTRAINT account_gold_never_negative CHECK (gold >= 0)")


def test_a_letter_that_is_claimed_and_returned_at_once_ends_with_its_sender() -> None:
    for _ in range(5):
        sender, letter = a_late_letter()
        staff = by(make_staff(Rank.GAME_MASTER))
        by_player, by_staff = at_once(
            partial(claim, player(letter.recipient), letter=id_of(letter)), partial(return_letter, staff, letter=id_of(letter))
        )
        assert not isinstance(by_staff, Exception)
        assert not isinstance(by_player, Exception) or getattr(by_player, "code", "") == "already_claimed"
        assert gold_of(sender) == sender.gold + GOLD and gold_of(letter.recipient) == letter.recipient.gold


def returned_by_two(*, is_claimed: bool) -> str:
    """The code of the refusal that the second of two members of the staff gets. The sender has the gold once."""
    sender, letter = a_late_letter()
    if is_claimed:
        claim(player(letter.recipient), letter=id_of(letter))
    staff = [by(make_staff(Rank.GAME_MASTER)) for _ in range(2)]
    results = at_once(*(partial(return_letter, one, letter=id_of(letter)) for one in staff))
    assert len(won(results)) == 1 and gold_of(sender) == sender.gold + GOLD and problems() == []
    (refused,) = (result.code for result in results if isinstance(result, GameError))
    return str(refused)


@pytest.mark.parametrize("is_claimed", [False, True], ids=["unclaimed", "claimed"])
def test_a_letter_that_two_of_the_staff_return_at_once_is_returned_once(*, is_claimed: bool) -> None:
    assert [returned_by_two(is_claimed=is_claimed) for _ in range(3)] == ["nothing_to_do"] * 3


@pytest.mark.parametrize("is_claimed", [False, True], ids=["unclaimed", "claimed"])
def test_without_the_locks_the_ledger_takes_back_no_movement_twice(
    monkeypatch: pytest.MonkeyPatch, *, is_claimed: bool
) -> None:
    without_locks(monkeypatch, after=is_claimed)
    assert returned_by_two(is_claimed=is_claimed) in ("already_reversed", "not_enough_gold")


@pytest.mark.parametrize("side", ["sender", "recipient"])
def test_goods_that_are_claimed_while_a_side_is_erased_are_claimed_or_go_back_whole(side: str) -> None:
    for _ in range(4):
        sender, letter = a_late_letter()
        Letter.objects.filter(pk=letter.pk).update(expires_at=timezone.now() + timedelta(days=9))
        erased, recipient = getattr(letter, side), letter.recipient
        by_player, by_erasure = at_once(
            partial(claim, player(recipient), letter=id_of(letter)), partial(erase, user_id=owner_of(erased).pk)
        )
        assert not isinstance(by_erasure, Exception)
        if isinstance(by_player, Exception):
            assert side == "recipient" and getattr(by_player, "code", "") == "not_found"
            assert return_unclaimed()["returned"] == 1 and gold_of(sender) == sender.gold + GOLD
        else:
            assert gold_of(recipient) == recipient.gold + GOLD
        assert problems() == [] and Letter.objects.get(pk=letter.pk).state in ("claimed", "returned")


# --- what one person gives alone ----------------------------------------------------------------------------------


def two_halves(actor: User) -> list[Any]:
    """Two letters at once by one person, each with more than half of the limit."""
    letters = [
        partial(send_letter, by(actor), character=make_character().id, subject="A", text="B", gold=ALONE_MAX // 2 + 1)
        for _ in range(2)
    ]
    return at_once(*letters)


def test_one_with_two_windows_sends_no_more_alone_than_with_one() -> None:
    results = two_halves(make_staff(Rank.GAME_MASTER))
    assert len(won(results)) == 1 and [r.code for r in results if isinstance(r, GameError)] == ["forbidden"]


def test_twin_without_the_lock_on_who_acts_both_letters_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_actors_lock(monkeypatch, staff_letters)
    assert len(won(two_halves(make_staff(Rank.GAME_MASTER)))) == 2

"""What nobody claimed in fourteen days goes back, or on to the recipient when the sender is gone. Nothing is destroyed."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django.utils import timezone

from accounts.actions.erase import erase
from game.actions import letter_return, mail
from game.actions.character import let_go
from game.actions.city_letters import CityLetter, deliver_all
from game.actions.letter_copies import delete_unseen
from game.actions.letter_goods import claim, take_back
from game.actions.letter_return import return_unclaimed
from game.actions.shop import Portion
from game.actions.transaction import TransactionContext
from game.models import Character, Holding, Letter, Notice, Transfer
from game.models.ids import HoldingId, LetterId
from game.models.notice_choice import LETTER
from game.queries.ledger_proof import problems
from game.queries.mail import to_be_returned
from game.tests.actions.test_mail import statements
from game.tests.admin.rows import ROWS
from game.tests.letters import gold_of, make_older, make_sender, make_sword, path_of, send_letter
from game.tests.make import by, give, make_character, owner_of
from vvw_site.tests.tiers import where

pytestmark = pytest.mark.django_db
NOTHING = {"returned": 0, "passed_on": 0, "failed": 0}


def late_letter(sender: Character, recipient: Character, gold: int = 70) -> LetterId:
    letter = send_letter(sender, recipient, gold=gold)
    make_older(letter)
    return letter


def test_after_fourteen_days_goods_go_back_and_the_sender_is_told() -> None:
    sender, recipient = make_sender(), make_character()
    sword = make_sword(sender, upgrade=5, durability=3)
    letter = send_letter(sender, recipient, gold=70, items=[Portion(sword, 1)])
    make_older(letter, timedelta(days=14) - timedelta(minutes=1))
    assert return_unclaimed() == NOTHING and Letter.objects.get().is_unclaimed
    make_older(letter, timedelta(minutes=1))
    assert return_unclaimed() == {**NOTHING, "returned": 1}
    found, back = Letter.objects.get(), Holding.objects.get(pk=sword)
    assert found.state == Letter.RETURNED and found.settled_at is not None and found.read_at is None
    assert (back.character_id, back.upgrade, back.durability) == (sender.pk, 5, 3) and gold_of(sender) == sender.gold
    notice = Notice.objects.get(character=sender)
    assert "Tonight" in notice.text and notice.link == f"/play/mail/{letter}/"
    assert set(Transfer.objects.filter(source__startswith="escrow:").values_list("reason", "reference")) == {
        ("letter_returned", f"letter:{letter}")
    }


def test_a_second_run_returns_nothing_twice() -> None:
    sender, recipient = make_sender(), make_character()
    late_letter(sender, recipient)
    assert return_unclaimed()["returned"] == 1 and return_unclaimed() == NOTHING
    assert gold_of(sender) == sender.gold and Notice.objects.filter(character=sender).count() == 1


def test_the_time_of_the_job_can_be_given() -> None:
    sender, recipient = make_sender(), make_character()
    send_letter(sender, recipient, gold=70)
    assert return_unclaimed(timezone.now() + timedelta(days=13, hours=23)) == NOTHING
    assert return_unclaimed(timezone.now() + timedelta(days=14))["returned"] == 1


@pytest.mark.parametrize("way", ["claimed", "taken back", "plain"])
def test_a_letter_that_holds_nothing_is_left_alone(way: str) -> None:
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient, gold=0 if way == "plain" else 70)
    if way == "claimed":
        claim(by(recipient), letter=letter)
    elif way == "taken back":
        take_back(by(sender), letter=letter)
    assert return_unclaimed(timezone.now() + timedelta(days=100)) == NOTHING


def test_goods_to_somebody_who_was_erased_go_back_at_the_next_run() -> None:
    sender, recipient = make_sender(), make_character()
    send_letter(sender, recipient, gold=70)
    erase(user_id=owner_of(recipient).pk)
    assert return_unclaimed()["returned"] == 1 and gold_of(sender) == sender.gold


def test_goods_to_somebody_who_was_only_deleted_wait_for_their_time() -> None:
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient, gold=70)
    let_go(by(recipient))
    assert return_unclaimed() == NOTHING
    make_older(letter)
    assert return_unclaimed()["returned"] == 1 and gold_of(sender) == sender.gold


def test_goods_of_a_deleted_sender_go_back_to_the_character_that_can_be_restored() -> None:
    sender, recipient = make_sender(), make_character()
    late_letter(sender, recipient)
    let_go(by(sender))
    assert return_unclaimed()["returned"] == 1 and gold_of(sender) == sender.gold


def test_goods_of_a_sender_who_was_erased_can_be_claimed_and_are_given_to_the_recipient_in_the_end() -> None:
    sender, recipient = make_sender(), make_character()
    claimed, waiting = send_letter(sender, recipient, gold=70), send_letter(sender, recipient, gold=30)
    erase(user_id=owner_of(sender).pk)
    assert claim(by(recipient), letter=claimed).gold == recipient.gold + 70
    assert return_unclaimed() == NOTHING
    make_older(waiting)
    assert return_unclaimed() == {**NOTHING, "passed_on": 1} and gold_of(recipient) == recipient.gold + 100
    assert Letter.objects.get(pk=waiting).state == Letter.PASSED_ON
    assert "sender is gone" in Notice.objects.filter(character=recipient).latest("pk").text


def test_when_both_are_erased_goods_go_back_and_nothing_is_destroyed() -> None:
    sender, recipient = make_sender(), make_character()
    sword = make_sword(sender)
    send_letter(sender, recipient, items=[Portion(sword, 1)])
    for who in (sender, recipient):
        erase(user_id=owner_of(who).pk)
    assert return_unclaimed()["returned"] == 1 and Holding.objects.get(pk=sword).character_id == sender.pk


def test_goods_of_the_city_are_given_to_the_recipient_in_the_end() -> None:
    sender, recipient = make_sender(), make_character()
    letter = late_letter(sender, recipient)
    Letter.objects.filter(pk=letter).update(sender=None)
    assert return_unclaimed()["passed_on"] == 1 and gold_of(recipient) == recipient.gold + 70


def test_one_letter_that_fails_holds_up_no_other_and_is_tried_again() -> None:
    full, sender, recipient = make_sender(), make_sender(), make_character()
    stuck = late_letter(full, recipient)
    others = [late_letter(sender, recipient) for _ in range(3)]
    give(full, "gold", 2**63 - 1 - gold_of(full))
    assert return_unclaimed() == {"returned": 3, "passed_on": 0, "failed": 1}
    assert Letter.objects.get(pk=stuck).is_unclaimed and Letter.objects.filter(pk__in=others, state="returned").count() == 3
    assert return_unclaimed() == {**NOTHING, "failed": 1}
    spent = send_letter(full, recipient, gold=1_000)
    assert return_unclaimed()["returned"] == 1 and Letter.objects.get(pk=spent).is_unclaimed


def test_the_job_returns_all_in_batches_also_when_one_of_each_batch_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_return, "BATCH", 2)
    full, sender, recipient = make_sender(), make_sender(), make_character()
    letters = [late_letter(full if number in (0, 1, 4) else sender, recipient, gold=10) for number in range(7)]
    give(full, "gold", 2**63 - 1 - gold_of(full))
    assert return_unclaimed() == {"returned": 4, "passed_on": 0, "failed": 3}
    assert Letter.objects.filter(pk__in=letters, state=Letter.OPEN).count() == 3


def test_letters_are_returned_in_eight_statements_however_many_and_however_much_they_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The turn, the sides, their locks, the letters', the escrows' gold and items, the movements, the letters, the notices. Two more
    find what is due, before the batch and after it."""
    monkeypatch.setattr(letter_return, "BATCH", 1_000)
    sender, recipient = make_sender(), make_character()

    def taken(letters: int, swords: int) -> int:
        for holding in [make_sword(sender) for _ in range(swords)]:
            make_older(send_letter(sender, recipient, gold=5, items=[Portion(holding, 1)]))
        late_city_letters(letters)
        return statements(return_unclaimed) - 2

    assert [taken(1, 0), taken(10, 3), taken(1_000 - 3, 3)] == [8, 8, 8]
    assert Letter.objects.filter(state=Letter.PASSED_ON).count() == 1 + 10 + 997
    assert Letter.objects.filter(state=Letter.RETURNED).count() == Notice.objects.filter(character=sender).count() == 6


def test_a_letter_whose_side_acts_is_left_to_the_next_run_and_the_job_waits_for_nobody() -> None:
    (one, two), recipient = (make_sender(), make_sender()), make_character()
    busy, free = late_letter(one, recipient), late_letter(two, make_character())
    with psycopg.connect(**where()) as other:
        other.execute("SELECT 1 FROM game_character WHERE id = %s FOR NO KEY UPDATE", [one.pk])
        assert return_unclaimed() == {**NOTHING, "returned": 1}
        assert (Letter.objects.get(pk=busy).state, Letter.objects.get(pk=free).state) == (Letter.OPEN, Letter.RETURNED)
    assert return_unclaimed() == {**NOTHING, "returned": 1} and gold_of(one) == one.gold


def late_city_letters(count: int) -> None:
    """Letters of the city with 1 gold, each to somebody else, whose time is over."""
    known = set(Character.objects.values_list("pk", flat=True))
    ROWS[Character](count)
    made = Character.objects.exclude(pk__in=known)
    letters = [CityLetter(character.id, "Late", "Too late.", 1) for character in made]
    with transaction.atomic():
        deliver_all(letters, kind=LETTER, source="faucet:season", reason="season", reference="season:0")
    Letter.objects.filter(subject="Late", state=Letter.OPEN).update(expires_at=timezone.now())


def test_the_way_of_a_returned_item_is_written_down() -> None:
    sender, recipient = make_sender(), make_character()
    sword: HoldingId = make_sword(sender)
    letter = send_letter(sender, recipient, items=[Portion(sword, 1)])
    make_older(letter)
    return_unclaimed()
    escrow = str(Letter.objects.select_related("escrow").get().escrow)
    here = f"character:{sender.pk}"
    assert path_of(sword) == ["faucet:staff", here, escrow, here]


@pytest.mark.parametrize("when", ["before its sides are read", "before it is locked"])
def test_a_letter_that_is_removed_while_the_job_runs_holds_up_no_other(monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    sender, recipient = make_sender(gold=50), make_character()
    gone, late = (send_letter(sender, recipient, gold=5) for _ in range(2))
    make_older(gone)
    make_older(late)

    def remove() -> None:
        """As when the other job returned it, both sides deleted it, and the sweep came."""
        if Letter.objects.filter(pk=gone).exists():
            take_back(by(sender), letter=gone)
            for side in (sender, recipient):
                mail.delete(by(side), letter=gone)
            assert delete_unseen() == 1

    if when == "before its sides are read":
        listed = to_be_returned(timezone.now(), 10)
        batches = iter([listed])
        remove()
        monkeypatch.setattr(letter_return, "to_be_returned", lambda now, limit: next(batches, []))
    else:
        lock = TransactionContext.lock_shared

        def removed_first(context: TransactionContext, model: Any, ids: Any) -> Any:
            if gone in ids:
                monkeypatch.setattr(TransactionContext, "lock_shared", lock)
                remove()
            return lock(context, model, ids)

        monkeypatch.setattr(TransactionContext, "lock_shared", removed_first)
    assert return_unclaimed() == {"returned": 1, "passed_on": 0, "failed": 0}
    assert not Letter.objects.filter(pk=gone).exists() and Letter.objects.get(pk=late).state == Letter.RETURNED
    assert problems() == []

"""What is attached to a letter is claimed or taken back, once."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from game.actions import ledger
from game.actions.character import let_go
from game.actions.forge import upgrade
from game.actions.inventory import equip
from game.actions.letter_goods import Settled, claim, take_back
from game.actions.mail import delete, mark_read
from game.actions.shop import Portion
from game.models import Character, Holding, LedgerAccount, Letter, Transfer
from game.models.ids import LetterId
from game.models.transfer import GOLD
from game.rules.mail import Attachment
from game.tests.actions.test_mail import statements
from game.tests.letters import DRAUGHT, SWORD, escrow_of, gold_of, make_sender, make_sword, path_of, refusal, send_letter
from game.tests.make import by, give, held, make_character

pytestmark = pytest.mark.django_db
KEY = "key-00000001"
Verb = Callable[..., Settled]
SIDES: dict[str, tuple[Verb, str, str]] = {
    "claimed": (claim, Letter.CLAIMED, "letter_claimed"), "taken back": (take_back, Letter.TAKEN_BACK, "letter_returned"),
}  # fmt: skip
both_sides = pytest.mark.parametrize("side", SIDES)


def make_goods(sender: Character) -> list[Portion]:
    """Two swords and a stack of two draughts."""
    swords = [make_sword(sender, upgrade=2, durability=11), make_sword(sender)]
    return [*(Portion(sword, 1) for sword in swords), Portion(held(sender, DRAUGHT).id, 2)]


@both_sides
def test_everything_comes_out_of_the_escrow_and_the_ledger_says_why(side: str) -> None:
    verb, state, reason = SIDES[side]
    sender, recipient = make_sender(), make_character()
    goods = make_goods(sender)
    letter = send_letter(sender, recipient, gold=70, items=goods)
    escrow, who = escrow_of(letter), recipient if side == "claimed" else sender
    before = gold_of(who)
    answer = verb(by(who), letter=letter)
    assert answer.letter == letter and answer.gold == gold_of(who) == before + 70
    sword, other = goods[0].holding, goods[1].holding
    assert set(answer.attachments) == {
        Attachment(GOLD, 70), Attachment(SWORD, 1, sword, 2), Attachment(SWORD, 1, other), Attachment(DRAUGHT, 2),
    }  # fmt: skip
    assert Holding.objects.filter(pk__in=[sword, other], character=who).count() == 2
    assert Holding.objects.get(pk=sword).upgrade == 2 and Holding.objects.get(pk=sword).durability == 11
    assert held(who, DRAUGHT).quantity == (5 if who is recipient else 3)
    found = Letter.objects.get(pk=letter)
    assert found.state == state and found.settled_at is not None and (found.read_at is None) == (side != "claimed")
    lines = Transfer.objects.filter(source=escrow)
    assert set(lines.values_list("reason", "reference", "destination")) == {(reason, f"letter:{letter}", ledger.of(who.id))}
    assert lines.count() == 4 and LedgerAccount.objects.get().gold == 0 and not LedgerAccount.objects.get().holdings.exists()


@both_sides
def test_goods_leave_once_and_the_refusal_says_where_they_went(side: str) -> None:
    verb, _, _ = SIDES[side]
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient, gold=70)
    verb(by(recipient if side == "claimed" else sender), letter=letter)
    for again, who in ((claim, recipient), (take_back, sender)):
        assert refusal(partial(again, by(who), letter=letter)) == ("already_claimed", "id")
    assert gold_of(sender) + gold_of(recipient) == sender.gold + recipient.gold


@both_sides
def test_only_the_recipient_claims_and_only_the_sender_takes_back(side: str) -> None:
    verb, _, _ = SIDES[side]
    sender, recipient, third = make_sender(), make_character(), make_character()
    other_of_sender, other_of_recipient = make_character(sender.user), make_character(recipient.user)
    letter = send_letter(sender, recipient, gold=70)
    wrong = [third, other_of_sender, other_of_recipient, sender if side == "claimed" else recipient]
    for who in wrong:
        assert refusal(partial(verb, by(who), letter=letter)) == ("not_found", "id")
    for number in (LetterId(0), LetterId(-1), LetterId(2**62)):
        assert refusal(partial(verb, by(sender), letter=number)) == ("not_found", "id")
    assert Letter.objects.get().is_unclaimed


@both_sides
def test_nothing_comes_out_of_a_plain_letter(side: str) -> None:
    verb, _, _ = SIDES[side]
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient)
    assert refusal(lambda: verb(by(recipient if side == "claimed" else sender), letter=letter)) == ("nothing_to_do", "id")


@both_sides
def test_a_repeated_request_gets_the_first_answer_and_moves_nothing(side: str) -> None:
    verb, _, _ = SIDES[side]
    sender, recipient = make_sender(), make_character()
    letter, another = (send_letter(sender, recipient, gold=70) for _ in range(2))
    who = recipient if side == "claimed" else sender
    first = verb(by(who, KEY), letter=letter)
    lines = Transfer.objects.count()
    assert verb(by(who, KEY), letter=letter) == first and Transfer.objects.count() == lines
    assert refusal(lambda: verb(by(who, KEY), letter=another))[0] == "key_reused"


def test_claimed_gold_is_not_earned() -> None:
    sender, recipient = make_sender(), make_character()
    claim(by(recipient), letter=send_letter(sender, recipient, gold=70))
    assert Character.objects.get(pk=recipient.pk).gold_earned == recipient.gold_earned


@both_sides
def test_gold_and_stacks_beyond_the_largest_number_are_refused_and_wait(side: str) -> None:
    verb, _, _ = SIDES[side]
    for asset in (GOLD, DRAUGHT):
        sender, recipient = make_sender(), make_character()
        who = recipient if side == "claimed" else sender
        goods: dict[str, Any] = {"gold": 70} if asset == GOLD else {"items": [Portion(held(sender, DRAUGHT).id, 2)]}
        letter = send_letter(sender, recipient, **goods)
        there = gold_of(who) if asset == GOLD else held(who, DRAUGHT).quantity
        give(who, asset, 2**63 - 1 - there)
        before = Transfer.objects.count()
        assert refusal(partial(verb, by(who, KEY), letter=letter))[0] == "too_much"
        assert Letter.objects.get(pk=letter).is_unclaimed and Transfer.objects.count() == before
        assert (gold_of(who) if asset == GOLD else held(who, DRAUGHT).quantity) == 2**63 - 1
        ledger.post([ledger.Move(ledger.of(who.id), "sink:staff", asset, 70)], reason="test")
        assert verb(by(who, KEY), letter=letter).letter == letter, "the same key works when there is room"


@both_sides
def test_the_last_coin_that_an_account_can_hold_is_claimed(side: str) -> None:
    verb, _, _ = SIDES[side]
    sender, recipient = make_sender(), make_character()
    who = recipient if side == "claimed" else sender
    letter = send_letter(sender, recipient, gold=70)
    give(who, GOLD, 2**63 - 1 - 70 - gold_of(who))
    assert verb(by(who), letter=letter).gold == gold_of(who) == 2**63 - 1


def test_a_deleted_recipient_claims_nothing_and_a_deleted_sender_takes_nothing_back() -> None:
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient, gold=70)
    for verb, who in ((claim, recipient), (take_back, sender)):
        let_go(by(who))
        assert refusal(partial(verb, by(who), letter=letter))[0] == "not_found"
    assert Letter.objects.get().is_unclaimed


def test_a_claimed_item_can_be_worn_upgraded_and_sent_on() -> None:
    one, other = make_sender(), make_sender(level=20)
    sword = make_sword(one, upgrade=1)
    claim(by(other), letter=send_letter(one, other, items=[Portion(sword, 1)]))
    equip(by(other), holding=sword)
    assert upgrade(by(other), holding=sword).upgrade == 2
    assert refusal(lambda: send_letter(other, one, items=[Portion(sword, 1)]))[0] == "worn"
    assert len(path_of(sword)) == 4


def test_a_settled_letter_is_deleted_by_both_and_claimed_by_nobody_then() -> None:
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient, gold=70)
    mark_read(by(recipient), letter=letter)
    read_at = Letter.objects.get().read_at
    claim(by(recipient), letter=letter)
    assert Letter.objects.get().read_at == read_at, "it was read before"
    for who in (sender, recipient):
        delete(by(who), letter=letter)
    for verb, who in ((claim, recipient), (take_back, sender)):
        assert refusal(partial(verb, by(who), letter=letter)) == ("not_found", "id")


@both_sides
def test_goods_leave_in_a_fixed_number_of_statements(side: str) -> None:
    """The locks of the character and the letter, the escrow's goods, the movements, the letter, the receipt; and, of a
    letter that was not read, its notice."""
    verb, _, _ = SIDES[side]
    sender, recipient = make_sender(), make_character()
    who = recipient if side == "claimed" else sender
    few, many = send_letter(sender, recipient, gold=1), send_letter(sender, recipient, gold=1, items=make_goods(sender))
    taken = [statements(partial(verb, by(who, k), letter=n)) for n, k in ((few, KEY), (many, "key-00000002"))]
    assert taken == ([7, 7] if side == "claimed" else [6, 6])

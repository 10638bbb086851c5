"""Which gold and items can be attached to a letter, and how the page asks before they are sent."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from game.actions import mail
from game.actions.letter_goods import claim, take_back
from game.actions.shop import Portion, sell
from game.models import Character, Letter
from game.models.ids import CharacterId, HoldingId, LetterId
from game.rules.mail import ATTACHMENTS_MAX
from game.tests.letters import DRAUGHT, WORDS, gold_of, make_sender, make_sword, refusal, send_letter
from game.tests.make import by, give, held, make_character

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize("gold", [-1, -(2**63), 2**63, 2**70])
def test_gold_that_is_no_amount_is_refused(gold: int) -> None:
    sender, recipient = make_sender(), make_character()
    assert refusal(lambda: send_letter(sender, recipient, gold=gold)) == ("invalid", "gold")


def test_gold_that_is_not_there_is_refused_up_to_the_largest_number() -> None:
    sender, recipient = make_sender(), make_character()
    for gold in (sender.gold + 1, 2**63 - 1):
        assert refusal(partial(send_letter, sender, recipient, gold=gold)) == ("not_enough_gold", "gold")
    assert gold_of(sender) == sender.gold


def test_the_largest_amount_of_gold_is_sent_and_comes_back_to_the_last_coin() -> None:
    sender, recipient = make_sender(gold=0), make_character()
    give(sender, "gold", 2**63 - 1 - gold_of(sender))
    send_letter(sender, recipient, gold=2**63 - 1)
    assert gold_of(sender) == 0 and Letter.objects.get().attachments[0]["quantity"] == 2**63 - 1


@pytest.mark.parametrize("quantity", [0, -1, 4, 2**62, 2**63, -(2**70)])
def test_a_quantity_that_is_not_there_is_refused(quantity: int) -> None:
    sender, recipient = make_sender(), make_character()
    portions = [Portion(held(sender, DRAUGHT).id, quantity)]
    assert refusal(lambda: send_letter(sender, recipient, items=portions)) == ("not_enough_items", "items")
    assert held(sender, DRAUGHT).quantity == 3


def test_what_is_worn_or_sold_or_never_was_ones_own_is_not_sent() -> None:
    sender, recipient = make_sender(), make_sender()
    worn, sold, foreign = sender.holdings.get(slot="weapon").id, make_sword(sender), make_sword(recipient)
    sell(by(sender), portions=[Portion(sold, 1)])
    assert refusal(lambda: send_letter(sender, recipient, items=[Portion(worn, 1)])) == ("worn", "items")
    for holding in (sold, foreign, HoldingId(0), HoldingId(-1), HoldingId(2**62)):
        call = partial(send_letter, sender, recipient, items=[Portion(holding, 1)])
        assert refusal(call) == ("not_found", "items")
    twice = [Portion(held(sender, DRAUGHT).id, 1)] * 2
    assert refusal(lambda: send_letter(sender, recipient, items=twice)) == ("invalid", "items")


@pytest.mark.parametrize("number", [2**63, 2**64 - 1, -(2**63) - 1])
def test_numbers_beyond_those_of_the_database_are_refused_and_change_nothing(number: int) -> None:
    """Entry points refuse them by name (vvw_site/foundation/converters.py, the API's schema)."""
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient)
    calls: list[Callable[[], object]] = [
        lambda: mail.send(by(sender), to=CharacterId(number), **WORDS),
        lambda: send_letter(sender, recipient, items=[Portion(HoldingId(number), 1)]),
        lambda: send_letter(sender, recipient, answers=LetterId(number)),
        lambda: mail.mark_read(by(recipient), letter=LetterId(number)),
        lambda: mail.delete(by(recipient), letter=LetterId(number)),
        lambda: claim(by(recipient), letter=LetterId(number)),
        lambda: take_back(by(sender), letter=LetterId(number)),
    ]
    for call in calls:
        assert refusal(call)[0] in ("not_found", "too_much")
    assert [found.pk for found in Letter.objects.filter(read_at=None, deleted_by_recipient_at=None)] == [letter]


def test_a_letter_takes_ten_items_and_not_eleven() -> None:
    sender, recipient = make_sender(), make_character()
    swords = [Portion(make_sword(sender), 1) for _ in range(ATTACHMENTS_MAX + 1)]
    assert refusal(lambda: send_letter(sender, recipient, items=swords)) == ("invalid", "items")
    letter = send_letter(sender, recipient, gold=1, items=swords[1:])
    assert len(Letter.objects.get(pk=letter).attachments) == ATTACHMENTS_MAX + 1, "gold is not one of the items"


def sure_of(sender: Character, to: Character, gold: int, items: list[Portion], sure: str = "") -> str:
    """What confirms these goods for this recipient; empty when the letter was sent."""
    wanted: dict[str, Any] = {"gold": gold, "items": items, "answers": None, **WORDS}
    try:
        mail.send_if_sure(by(sender), to=to.id, sure=sure, **wanted)
    except mail.ReviewFirst as review:
        assert review.recipient.pk == to.pk and sum(a.quantity for a in review.attachments if a.asset == "gold") == gold
        return review.sure
    return ""


def test_a_page_asks_before_goods_are_sent_and_sends_exactly_what_was_confirmed() -> None:
    sender, recipient, other = make_sender(), make_character(), make_character()
    sword, stack = Portion(make_sword(sender), 1), Portion(held(sender, DRAUGHT).id, 2)
    sure = sure_of(sender, recipient, 5, [sword, stack])
    changed = [
        (recipient, 6, [sword, stack]), (recipient, 5, [sword]), (recipient, 5, [sword, Portion(stack.holding, 1)]),
        (other, 5, [sword, stack]),
    ]  # fmt: skip
    assert all(sure_of(sender, to, gold, items, sure) not in ("", sure) for to, gold, items in changed)
    assert not Letter.objects.exists() and gold_of(sender) == sender.gold
    sender.holdings.filter(pk=sword.holding).update(upgrade=1)
    again = sure_of(sender, recipient, 5, [sword, stack], sure)
    assert again not in ("", sure), "an item that changed is asked about again"
    assert sure_of(sender, recipient, 5, [sword, stack], again) == ""
    assert Letter.objects.get().recipient_id == recipient.pk and gold_of(sender) == sender.gold - 5


def test_a_page_does_not_ask_about_words() -> None:
    sender, recipient = make_character(), make_character()
    assert sure_of(sender, recipient, 0, []) == "" and Letter.objects.get().state == Letter.PLAIN

"""Signatures, the waiting time, and what becomes of a withdrawal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clans.actions.membership import change_rank, expel, leave
from clans.actions.pay_out import pay_due
from clans.actions.sign import sign, stop
from clans.actions.withdraw import withdraw
from clans.models import Clan, ClanLogEntry, Member, Withdrawal
from clans.models.ids import WithdrawalId
from clans.tests.bank import (
    EPIC,
    asked,
    gold_in,
    let_it_wait,
    long_ago,
    make_bank,
    make_senior,
    put_item,
    signed,
    state_of,
)
from clans.tests.make import leader_of, make_member
from game.models import Character, Holding, Notice
from game.tests.letters import refusal_code
from game.tests.make import by, give, make_character, owner_of

pytestmark = pytest.mark.django_db(transaction=True)


def _bank() -> tuple[Clan, Character, list[Character]]:
    """A bank with 100,000 gold, who asks, and two who may sign."""
    clan = make_bank(100_000)
    return clan, make_senior(clan), [leader_of(clan), make_senior(clan, "veteran")]


def test_two_signatures_and_24_hours_later_it_is_paid() -> None:
    clan, asker, signers = _bank()
    withdrawal = asked(clan, asker)
    assert (sign(by(signers[0]), withdrawal=withdrawal).state, state_of(withdrawal)) == ("asked", "asked")
    answer = sign(by(signers[1]), withdrawal=withdrawal)
    assert (answer.state, answer.signatures) == ("waiting", 2)
    due = Withdrawal.objects.get(pk=withdrawal).due_at
    assert due is not None and timedelta(hours=23, minutes=59) < due - timezone.now() <= timedelta(hours=24)
    assert pay_due() == {} and gold_in(clan) == 100_000
    let_it_wait(withdrawal)
    assert pay_due() == {"paid": 1} and pay_due() == {}
    before = asker.gold
    asker.refresh_from_db()
    assert (asker.gold - before, gold_in(clan), state_of(withdrawal)) == (60_000, 40_000, "paid")
    assert Notice.objects.filter(character=asker, text__contains="paid you 60,000 gold").exists()
    kinds = list(
        ClanLogEntry.objects.filter(clan=clan, kind__startswith="withdrawal").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["withdrawal_asked", "withdrawal_signed", "withdrawal_signed", "withdrawal_paid"]


def test_an_epic_item_is_paid_as_the_same_row() -> None:
    clan, asker, signers = _bank()
    epic = put_item(clan, EPIC)
    Holding.objects.filter(pk=epic).update(upgrade=4)
    withdrawal = WithdrawalId(withdraw(by(asker), holding=epic, quantity=1).withdrawal or 0)
    for signer in signers:
        sign(by(signer), withdrawal=withdrawal)
    let_it_wait(withdrawal)
    pay_due()
    thing = Holding.objects.get(pk=epic)
    assert (thing.character, thing.upgrade) == (asker, 4)


def test_no_account_signs_twice_and_nobody_in_the_first_14_days() -> None:
    clan, asker, signers = _bank()
    withdrawal = asked(clan, asker)
    sign(by(signers[0]), withdrawal=withdrawal)
    assert refusal_code(lambda: sign(by(signers[0]), withdrawal=withdrawal)) == "nothing_to_do"
    second = make_character(user=owner_of(signers[0]), faction=clan.faction)
    make_senior(clan, "veteran", character=second)
    assert refusal_code(lambda: sign(by(second), withdrawal=withdrawal)) == "nothing_to_do", "the same account"
    new = make_member(clan, rank="veteran", joined_at=long_ago(13))
    assert refusal_code(lambda: sign(by(new), withdrawal=withdrawal)) == "too_early"
    assert refusal_code(lambda: sign(by(make_senior(clan, "initiate")), withdrawal=withdrawal)) == "forbidden"
    assert refusal_code(lambda: sign(by(make_senior(make_bank())), withdrawal=withdrawal)) == "not_found"
    assert state_of(withdrawal) == "asked"


def test_who_asks_is_one_of_the_two_who_sign_and_never_both() -> None:
    clan, asker, signers = _bank()
    withdrawal = asked(clan, asker)
    assert sign(by(asker), withdrawal=withdrawal).signatures == 1
    assert refusal_code(lambda: sign(by(asker), withdrawal=withdrawal)) == "nothing_to_do"
    own = make_character(user=owner_of(asker), faction=clan.faction)
    make_senior(clan, "veteran", character=own)
    assert refusal_code(lambda: sign(by(own), withdrawal=withdrawal)) == "nothing_to_do", "another character of the account"
    assert sign(by(signers[0]), withdrawal=withdrawal).state == "waiting"


@pytest.mark.parametrize("loss", ["expelled", "demoted", "banned"])
def test_a_signature_of_somebody_who_may_not_sign_any_more_does_not_count_at_the_payout(loss: str) -> None:
    clan, asker, signers = _bank()
    withdrawal = signed(clan, asker, *signers)
    let_it_wait(withdrawal)
    if loss == "expelled":
        expel(by(leader_of(clan)), member=signers[1].id)
    elif loss == "demoted":
        change_rank(by(leader_of(clan)), member=signers[1].id, rank="initiate")
    else:
        owner = owner_of(signers[1])
        owner.banned_until = timezone.now() + timedelta(days=3)
        owner.save()
    assert pay_due() == {"asked": 1} and gold_in(clan) == 100_000
    sign(by(make_senior(clan, "veteran")), withdrawal=withdrawal)
    assert state_of(withdrawal) == "waiting", "another signature, and 24 hours more"
    let_it_wait(withdrawal)
    assert pay_due() == {"paid": 1}


def test_a_signature_of_somebody_expelled_does_not_make_the_second_one_the_last() -> None:
    clan, asker, signers = _bank()
    withdrawal = signed(clan, asker, signers[1])
    expel(by(leader_of(clan)), member=signers[1].id)
    answer = sign(by(signers[0]), withdrawal=withdrawal)
    assert (answer.state, answer.signatures) == ("asked", 1)
    make_senior(clan, "veteran", character=Character.objects.get(pk=signers[1].pk))
    Member.objects.filter(character=signers[1]).update(joined_at=timezone.now())
    assert sign(by(make_senior(clan, "veteran")), withdrawal=withdrawal).signatures == 2, "joining again does not bring it back"


def test_it_is_stopped_by_who_may_and_by_who_asked() -> None:
    clan, asker, signers = _bank()
    withdrawal = signed(clan, asker, *signers)
    assert refusal_code(lambda: stop(by(signers[1]), withdrawal=withdrawal)) == "forbidden"
    assert stop(by(make_senior(clan)), withdrawal=withdrawal).state == "stopped"
    assert refusal_code(lambda: stop(by(leader_of(clan)), withdrawal=withdrawal)) == "nothing_to_do"
    assert refusal_code(lambda: sign(by(leader_of(clan)), withdrawal=withdrawal)) == "nothing_to_do"
    assert pay_due() == {} and gold_in(clan) == 100_000
    again = asked(clan, asker)
    assert stop(by(asker), withdrawal=again).state == "stopped"


@pytest.mark.parametrize("cause", ["left", "demoted", "short", "unsigned"])
def test_what_cannot_be_paid_comes_to_nothing(cause: str) -> None:
    clan, asker, signers = _bank()
    withdrawal = signed(clan, asker, *(signers if cause != "unsigned" else signers[:1]))
    let_it_wait(withdrawal)
    if cause == "left":
        leave(by(asker))
    elif cause == "demoted":
        change_rank(by(leader_of(clan)), member=asker.id, rank="initiate")
    elif cause == "short":
        withdraw(by(leader_of(clan)), quantity=45_000)
    else:
        Withdrawal.objects.filter(pk=withdrawal).update(asked_at=long_ago(8))
    pay_due()
    found = Withdrawal.objects.get(pk=withdrawal)
    assert (found.state, bool(found.why)) == ("void", True)
    assert gold_in(clan) == (55_000 if cause == "short" else 100_000)


def test_a_payout_that_would_pass_the_end_of_the_numbers_comes_to_nothing() -> None:
    clan, asker, signers = _bank()
    withdrawal = signed(clan, asker, *signers)
    let_it_wait(withdrawal)
    give(asker, "gold", 2**63 - 1 - asker.gold - 10)
    assert pay_due() == {"void": 1} and gold_in(clan) == 100_000

"""A payout, the dues, a gift, a loan and the end of a clan die before each of their statements: all has happened or nothing, the next
run does the rest once, and the ledger holds."""

from itertools import count

import pytest

from clans.actions.donate import donate
from clans.actions.dues import collect_dues, set_dues
from clans.actions.lend import lend
from clans.actions.membership import leave
from clans.actions.pay_out import pay_due
from clans.models import ClanLogEntry, Dues, DuesPayment
from clans.tests.bank import SABRE, gold_in, let_it_wait, long_ago, make_bank, make_senior, put_gold, put_item, signed, state_of
from clans.tests.make import leader_of, make_member, rank_of
from game.actions.shop import Portion
from game.models import Character, Holding, Transfer
from game.queries.ledger_proof import problems
from game.tests.make import by, give, held
from game.tests.races.mortal import Mortal, order_for

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_bank.py"


def _gold(character: Character) -> int:
    return int(Character.objects.get(pk=character.pk).gold)


def test_a_payout_killed_before_any_statement_is_paid_once(mortal: Mortal) -> None:
    clan = make_bank(500_000)
    asker, signer, leader = make_senior(clan), make_senior(clan, "veteran"), leader_of(clan)
    seen = set()
    for dies_at in count(0, 2):
        put_gold(clan, 60_000)
        withdrawal = signed(clan, asker, leader, signer)
        let_it_wait(withdrawal)
        before = (_gold(asker), gold_in(clan))
        mortal.begin(order_for("pay", dies_at))
        died = mortal.end()
        now = (_gold(asker), gold_in(clan))
        is_paid = state_of(withdrawal) == "paid"
        assert now == ((before[0] + 60_000, before[1] - 60_000) if is_paid else before), f"statement {dies_at}"
        assert ClanLogEntry.objects.filter(kind="withdrawal_paid", detail__withdrawal=withdrawal).exists() == is_paid
        seen.add(is_paid)
        pay_due()
        pay_due()
        assert (_gold(asker), state_of(withdrawal)) == (before[0] + 60_000, "paid")
        if not died:
            break
    assert seen == {True, False} and dies_at >= 10 and problems() == []


def test_dues_killed_before_any_statement_are_collected_once(mortal: Mortal) -> None:
    clan = make_bank()
    leader, member = leader_of(clan), make_senior(clan, "initiate")
    set_dues(by(leader), gold=10)
    Dues.objects.update(set_at=long_ago())
    for dies_at in count():
        DuesPayment.objects.all().delete()
        for one in (leader, member):
            give(one, "gold", 10)
        before = gold_in(clan)
        mortal.begin(order_for("dues", dies_at))
        died = mortal.end()
        assert (gold_in(clan) - before, DuesPayment.objects.count()) in ((0, 0), (20, 2)), f"statement {dies_at}"
        collect_dues()
        assert (gold_in(clan) - before, DuesPayment.objects.count()) == (20, 2)
        if not died:
            break
    assert dies_at >= 6 and problems() == []


def test_a_gift_killed_before_any_statement_is_given_once_under_its_key(mortal: Mortal) -> None:
    clan = make_bank()
    giver = leader_of(clan)
    for dies_at in count():
        give(giver, SABRE)
        thing = held(giver, SABRE)
        before, order = gold_in(clan), order_for("donate", dies_at, giver, holding=thing.pk)
        mortal.begin(order)
        died = mortal.end()
        given = Holding.objects.get(pk=thing.pk).account_id == clan.account_id
        assert gold_in(clan) - before == 5 * given, f"statement {dies_at}"
        donate(by(giver, order["key"]), gold=5, items=[Portion(thing.id, 1)])
        assert gold_in(clan) - before == 5 and Holding.objects.get(pk=thing.pk).account_id == clan.account_id
        if not died:
            break
    assert dies_at >= 5 and problems() == []


def test_a_loan_killed_before_any_statement_is_lent_or_not(mortal: Mortal) -> None:
    clan = make_bank()
    member, leader = make_member(clan), leader_of(clan)
    for dies_at in count():
        thing = put_item(clan)
        order = order_for("lend", dies_at, leader, holding=thing, member=member.pk)
        mortal.begin(order)
        died = mortal.end()
        found = Holding.objects.get(pk=thing)
        assert (found.character_id, found.lent_by_id) in ((None, None), (member.pk, clan.account_id)), f"statement {dies_at}"
        lend(by(leader, order["key"]), holding=thing, member=member.id)
        assert Holding.objects.get(pk=thing).lent_by_id == clan.account_id
        if not died:
            break
    assert dies_at >= 7 and problems() == []


def test_the_end_of_a_clan_killed_before_any_statement_leaves_its_bank_whole(mortal: Mortal) -> None:
    for dies_at in count(0, 5):
        clan = make_bank(50)
        thing, heir = put_item(clan), leader_of(clan)
        order = order_for("leave", dies_at, heir)
        mortal.begin(order)
        died = mortal.end()
        gone = rank_of(heir) == ""
        assert (gold_in(clan), Holding.objects.get(pk=thing).account_id) == ((0, None) if gone else (50, clan.account_id))
        leave(by(heir, order["key"]))
        assert gold_in(clan) == 0 and Holding.objects.get(pk=thing).character == heir
        if not died:
            break
    assert dies_at >= 9 and problems() == [] and Transfer.objects.filter(reason="clan_bequest").exists()

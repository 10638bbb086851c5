"""One item is lent, taken back, given away and sold at once. Each guard has a twin without it."""

from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.tests.race import at_once
from clans.actions.donate import donate
from clans.actions.lend import give_back, lend, take_back
from clans.queries import treasury
from clans.tests.bank import SABRE, make_bank, make_senior, put_item
from clans.tests.make import leader_of, make_member
from game.actions import ledger_sql, shop
from game.actions.shop import Portion, sell
from game.models import Character, Holding, Transfer
from game.models.holder import character_of
from game.models.ids import HoldingId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.make import by, give
from game.tests.races.gate import in_turn_through_gate
from game.tests.races.no_locks import without_locks
from game.tests.races.together import read_together, won

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_item_that_is_lent_and_sold_at_once_is_taken_back_or_stays() -> None:
    clan = make_bank()
    thing, member, leader = put_item(clan), make_member(clan), leader_of(clan)
    lend(by(leader), holding=thing, member=member.id)
    for _ in range(3):
        answers = at_once(
            lambda: take_back(by(leader), holding=thing, member=member.id),
            lambda: sell(by(member), portions=[Portion(thing, 1)]),
            lambda: give_back(by(member), holding=thing),
        )
        assert len(won(answers)) == 1 and Holding.objects.get(pk=thing).account_id == clan.account_id
        lend(by(leader), holding=thing, member=member.id)
    assert problems() == []


def test_two_who_lend_one_item_lend_it_once() -> None:
    clan = make_bank()
    thing, one, other, leader = put_item(clan), make_member(clan), make_member(clan), leader_of(clan)
    officer = make_senior(clan)
    answers = at_once(
        lambda: lend(by(leader), holding=thing, member=one.id), lambda: lend(by(officer), holding=thing, member=other.id)
    )
    assert len(won(answers)) == 1 and Holding.objects.get(pk=thing).lent_by_id == clan.account_id


def _two_lend(monkeypatch: pytest.MonkeyPatch) -> tuple[HoldingId, list[Any]]:
    """Two officers lend one item to two members, without locks. Both find it in the bank before one of them lends it."""
    clan = make_bank()
    thing, one, other, leader, officer = (
        put_item(clan),
        make_member(clan),
        make_member(clan),
        leader_of(clan),
        make_senior(clan),
    )
    without_locks(monkeypatch)
    read_together(monkeypatch, treasury, "access_item")
    answers = at_once(
        lambda: lend(by(leader), holding=thing, member=one.id), lambda: lend(by(officer), holding=thing, member=other.id)
    )
    return thing, answers


def test_twin_without_locks_both_find_it_and_only_the_ledger_refuses_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    _, answers = _two_lend(monkeypatch)
    [refused] = [answer for answer in answers if isinstance(answer, GameError)]
    assert refused.code == "not_enough_items" and problems() == []


def test_twin_without_the_ledgers_guard_as_well_it_is_lent_to_both(monkeypatch: pytest.MonkeyPatch) -> None:
    guards = (
        "AND h.account_id IS NOT DISTINCT FROM d.left_account", "AND h.character_id IS NOT DISTINCT FROM d.left_owner",
        "AND (h.lent_by_id IS NULL OR d.owner IS NULL)",
    )  # fmt: skip
    unguarded = ledger_sql.MOVED
    for guard in guards:
        assert guard in unguarded
        unguarded = unguarded.replace(guard, "")
    monkeypatch.setattr(ledger_sql, "MOVED", unguarded)
    thing, answers = _two_lend(monkeypatch)
    assert len(won(answers)) == 2 and problems() != [], "the bank lent it twice"
    _undo_second_loan(thing)


def _undo_second_loan(thing: HoldingId) -> None:
    """The ledger, which is proven after each test, says again what is so."""
    first, second = Transfer.objects.filter(reason="clan_lent", holding=thing).order_by("pk")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_transfer DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM game_transfer WHERE id = %s", [second.pk])
        cursor.execute("ALTER TABLE game_transfer ENABLE TRIGGER USER")
    Holding.objects.filter(pk=thing).update(character=character_of(first.destination))


SOLD = "BEFORE INSERT ON game_transfer"


def _owned() -> tuple[Character, Character, HoldingId]:
    """A leader, and a member who has an item of his or her own."""
    clan = make_bank()
    member = make_senior(clan, "initiate")
    give(member, SABRE, 1)
    return leader_of(clan), member, Holding.objects.filter(character=member, item=SABRE, slot=None).latest("pk").id


def _give_and_borrow(leader: Character, member: Character, thing: HoldingId) -> Any:
    """The member gives the item to the bank, and the leader lends it to the member."""
    donate(by(member), items=[Portion(thing, 1)])
    return lend(by(leader), holding=thing, member=member.id)


def test_an_item_that_is_being_sold_does_not_go_to_the_bank_and_come_back_lent() -> None:
    leader, member, thing = _owned()
    answers = in_turn_through_gate(
        SOLD, "NEW.reason = 'sell'", lambda: sell(by(member), portions=[Portion(thing, 1)]),
        lambda: _give_and_borrow(leader, member, thing),
    )  # fmt: skip
    assert isinstance(answers[1], GameError) and answers[1].code == "not_found"
    sold = Holding.objects.get(pk=thing)
    assert (sold.character_id, sold.account_id, sold.lent_by_id) == (None, None, None) and problems() == []


def _sold_while_lent(monkeypatch: pytest.MonkeyPatch) -> tuple[HoldingId, list[Any]]:
    """Without locks: the sale has checked the item, and sells it when it is lent."""
    leader, member, thing = _owned()
    without_locks(monkeypatch)
    checked, lent, check = Barrier(2), Barrier(2), shop._checked

    def late(*args: Any) -> Any:
        found = check(*args)
        checked.wait(10)
        lent.wait(10)
        return found

    def meanwhile() -> Any:
        checked.wait(10)
        try:
            return _give_and_borrow(leader, member, thing)
        finally:
            lent.wait(10)

    monkeypatch.setattr(shop, "_checked", late)
    return thing, at_once(lambda: sell(by(member), portions=[Portion(thing, 1)]), meanwhile)


def test_twin_without_locks_only_a_constraint_keeps_what_is_lent_from_being_sold(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    thing, (sale, loan) = _sold_while_lent(monkeypatch)
    assert loan.lent and sale.code == "lent" and "a_lent_item_only_goes_back" in caplog.text, (
        "the sale got as far as its last statement"
    )
    assert Holding.objects.get(pk=thing).lent_by_id is not None and problems() == []

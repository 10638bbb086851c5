"""Many give at once, two last signatures, a payout and what gets in its way. Each guard has a twin without it."""

from functools import partial
from threading import Barrier
from typing import Any

import pytest

from accounts.tests.race import at_once
from clans.actions import pay_out
from clans.actions.donate import donate
from clans.actions.dues import collect_dues, set_dues
from clans.actions.found import disband
from clans.actions.membership import expel
from clans.actions.pay_out import pay_due
from clans.actions.sign import sign, stop
from clans.actions.withdraw import withdraw
from clans.models import Clan, Dues
from clans.models.ids import WithdrawalId
from clans.queries import treasury
from clans.tests.bank import asked, gold_in, let_it_wait, long_ago, make_bank, make_senior, signed, state_of
from clans.tests.make import leader_of
from game.actions import ledger_sql
from game.models import Character, LedgerAccount, Transfer
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.make import by
from game.tests.races.gate import at_once_through_gate, in_turn_through_gate
from game.tests.races.no_locks import without_locks
from game.tests.races.together import note_conflicts, read_together, won

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, MEMBERS = 20, 200
PAYS = "BEFORE UPDATE ON game_ledgeraccount"


def _gold(character: Character) -> int:
    return int(Character.objects.get(pk=character.pk).gold)


def test_two_hundred_give_at_once_while_dues_come_in_and_gold_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    clan = make_bank(100_000)
    Clan.objects.filter(pk=clan.pk).update(level=20)
    clan.refresh_from_db()
    half = 30
    people = [make_senior(clan, "initiate") for _ in range(half)]
    leader = leader_of(clan)
    set_dues(by(leader), gold=2)
    Dues.objects.update(set_at=long_ago())
    conflicts = note_conflicts(monkeypatch)
    rounds = MEMBERS // half + 1

    def give_all(part: list[Character]) -> None:
        for person in part:
            for _ in range(rounds):
                donate(by(person), gold=3)

    def take() -> None:
        for _ in range(10):
            withdraw(by(leader), quantity=7)

    before = gold_in(clan) + sum(_gold(person) for person in [*people, leader])
    parts = [people[start::THREADS] for start in range(THREADS)]
    answers = at_once(*[partial(give_all, part) for part in parts], take, collect_dues)
    assert not [a for a in answers if isinstance(a, Exception)] and conflicts == []
    assert Transfer.objects.filter(reason="clan_donation", quantity=3).count() == half * rounds >= MEMBERS
    assert gold_in(clan) == 100_000 + half * rounds * 3 - 70 + 2 * (half + 1)
    assert gold_in(clan) + sum(_gold(person) for person in [*people, leader]) == before and problems() == []


GIVERS = 8


def _all_give_through_gate(clan: Clan) -> list[Any]:
    """Every statement that adds to the bank has begun before the first of them is done."""
    people = [make_senior(clan, "initiate") for _ in range(GIVERS)]
    return at_once_through_gate(PAYS, "true", *[partial(donate, by(person), gold=3) for person in people])


def test_those_who_wait_for_each_other_at_the_bank_all_add_to_it() -> None:
    clan = make_bank(1_000)
    assert len(won(_all_give_through_gate(clan))) == GIVERS and gold_in(clan) == 1_000 + GIVERS * 3 and problems() == []


def test_twin_without_adding_to_what_the_row_has_then_gifts_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    clan = make_bank(1_000)
    seen = "(SELECT b.gold FROM game_ledgeraccount b WHERE b.id = a.id)"
    stale = ledger_sql.ACCOUNT_GOLD.replace("gold = a.gold + d.gold", f"gold = {seen} + d.gold")
    assert stale != ledger_sql.ACCOUNT_GOLD
    monkeypatch.setattr(ledger_sql, "ACCOUNT_GOLD", stale)
    assert len(won(_all_give_through_gate(clan))) == GIVERS, "each is told that it was taken"
    assert gold_in(clan) == 1_000 + 3, "each wrote what it had read before, and one gift"
    assert problems() != []
    LedgerAccount.objects.filter(pk=clan.account_id).update(gold=1_000 + GIVERS * 3)


def _last_signatures() -> tuple[Clan, WithdrawalId, list[Character]]:
    clan = make_bank(200_000)
    asker = make_senior(clan)
    signers = [leader_of(clan), make_senior(clan, "veteran"), make_senior(clan, "veteran")]
    return clan, signed(clan, asker, signers[0]), signers[1:]


GATE = "BEFORE INSERT ON clans_withdrawalsignature"


def test_two_last_signatures_at_once_make_one_payout() -> None:
    clan, withdrawal, (one, other) = _last_signatures()
    answers = in_turn_through_gate(
        GATE, "true", lambda: sign(by(one), withdrawal=withdrawal), lambda: sign(by(other), withdrawal=withdrawal)
    )
    assert sorted(answer.signatures for answer in won(answers)) == [2, 3]
    let_it_wait(withdrawal)
    paid = at_once(pay_due, pay_due)
    assert sum(one.get("paid", 0) for one in paid) == 1 and gold_in(clan) == 140_000


def test_twin_without_locks_the_two_last_ones_do_not_see_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    clan = make_bank(200_000)
    asker, one, other = make_senior(clan), leader_of(clan), make_senior(clan, "veteran")
    withdrawal = asked(clan, asker)
    without_locks(monkeypatch)
    read_together(monkeypatch, treasury, "signers")
    won(at_once(lambda: sign(by(one), withdrawal=withdrawal), lambda: sign(by(other), withdrawal=withdrawal)))
    assert state_of(withdrawal) == "asked", "each counted one signature: nobody began the waiting time"


def _due() -> tuple[Clan, Character, Character, WithdrawalId]:
    """A withdrawal that is due: the clan, the asker, a signer."""
    clan = make_bank(100_000)
    asker, signer = make_senior(clan), make_senior(clan, "veteran")
    withdrawal = signed(clan, asker, leader_of(clan), signer)
    let_it_wait(withdrawal)
    return clan, asker, signer, withdrawal


def test_a_payout_and_a_stop_at_once_do_one_of_both() -> None:
    clan, _, _, withdrawal = _due()
    leader = leader_of(clan)
    answers = in_turn_through_gate(PAYS, "true", pay_due, lambda: stop(by(leader), withdrawal=withdrawal))
    assert answers[0] == {"paid": 1} and isinstance(answers[1], GameError)
    assert (gold_in(clan), state_of(withdrawal)) == (40_000, "paid")


def test_twin_without_locks_both_go_on_and_only_a_constraint_refuses_the_payout(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clan, _, _, withdrawal = _due()
    leader = leader_of(clan)
    without_locks(monkeypatch)
    paid_first = Barrier(2)
    objection = pay_out._objection

    def late(*args: Any) -> str:
        found = objection(*args)
        paid_first.wait(10)
        paid_first.wait(10)
        return found

    def stop_meanwhile() -> Any:
        paid_first.wait(10)
        try:
            return stop(by(leader), withdrawal=withdrawal)
        finally:
            paid_first.wait(10)

    monkeypatch.setattr(pay_out, "_objection", late)
    answers = at_once(pay_due, stop_meanwhile)
    assert answers[1].state == "stopped" and gold_in(clan) == 100_000
    assert "a_signed_withdrawal_says_when_it_is_due" in caplog.text, "the payout got as far as its last statement"


def test_a_payout_waits_for_the_expulsion_of_a_signer_and_is_not_paid() -> None:
    clan, _, signer, withdrawal = _due()
    leader = leader_of(clan)
    answers = in_turn_through_gate(
        "BEFORE UPDATE ON clans_clan", "NEW.size < OLD.size", lambda: expel(by(leader), member=signer.id), pay_due
    )
    won(answers)
    assert (gold_in(clan), state_of(withdrawal)) == (100_000, "asked")


def test_a_clan_that_is_disbanded_during_a_payout_pays_before_or_not_at_all() -> None:
    clan, asker, _, withdrawal = _due()
    leader = leader_of(clan)
    before = _gold(asker)
    answers = in_turn_through_gate(PAYS, "true", pay_due, lambda: disband(by(leader), name=clan.name))
    won(answers)
    assert (_gold(asker) - before, gold_in(clan), state_of(withdrawal)) == (60_000, 0, "paid") and problems() == []


def test_a_limit_holds_for_two_withdrawals_at_once() -> None:
    clan = make_bank(10_000, daily_gold=100)
    officer = make_senior(clan)
    answers = in_turn_through_gate(
        PAYS, "true", lambda: withdraw(by(officer), quantity=80), lambda: withdraw(by(officer), quantity=80)
    )
    assert len(won(answers)) == 1 and gold_in(clan) == 9_920


def test_twin_without_locks_the_limit_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    clan = make_bank(10_000, daily_gold=100)
    officer = make_senior(clan)
    without_locks(monkeypatch)
    read_together(monkeypatch, treasury, "taken_by")
    answers = at_once(lambda: withdraw(by(officer), quantity=80), lambda: withdraw(by(officer), quantity=80))
    assert len(won(answers)) == 2 and gold_in(clan) == 9_840

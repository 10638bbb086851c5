"""What becomes of a bank when its clan ends."""

import pytest
from django.db import transaction

from accounts.actions.erase import erase
from accounts.queries.rank import Rank
from clans.actions.bequest import clan_ends
from clans.actions.donate import donate
from clans.actions.found import disband
from clans.actions.members import end_clan
from clans.actions.membership import leave
from clans.actions.pay_out import pay_due
from clans.models import Withdrawal
from clans.queries.bank_proof import banks_of_ended_clans
from clans.tests.bank import DRAUGHT, SABRE, gold_in, let_it_wait, make_bank, make_senior, put_item, signed, state_of
from clans.tests.make import leader_of, make_clan
from game.actions.character import let_go
from game.actions.reversal import reverse
from game.actions.transaction import TransactionContext
from game.models import Character, Holding, Transfer
from game.rules.errors import GameError
from game.tests.make import by, give, owner_of
from game.tests.staff import by as staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("how", ["disbanded", "left", "let go", "erased"])
def test_what_the_bank_holds_goes_to_the_last_one(how: str) -> None:
    clan = make_bank(500)
    sabre = put_item(clan, SABRE)
    put_item(clan, DRAUGHT, 4)
    heir = leader_of(clan)
    before = heir.gold
    if how == "disbanded":
        disband(by(heir), name=clan.name)
    elif how == "left":
        leave(by(heir))
    elif how == "let go":
        let_go(by(heir))
    else:
        erase(user_id=owner_of(heir).pk)
    heir.refresh_from_db()
    refund = 500 if how == "disbanded" else 0
    assert (heir.gold - before, gold_in(clan)) == (500 + refund, 0)
    assert Holding.objects.get(pk=sabre).character == heir
    assert Holding.objects.get(character=heir, item=DRAUGHT).quantity == 7


def test_open_withdrawals_end_with_the_clan() -> None:
    clan = make_bank(70_000)
    asker, signer = make_senior(clan), make_senior(clan, "veteran")
    withdrawal = signed(clan, asker, leader_of(clan), signer)
    let_it_wait(withdrawal)
    disband(by(leader_of(clan)), name=clan.name)
    assert (state_of(withdrawal), Withdrawal.objects.get(pk=withdrawal).why) == ("void", "The clan ended.")
    assert pay_due() == {}


def test_what_nobody_can_get_goes_to_the_world() -> None:
    clan = make_bank(500)
    sabre = put_item(clan, SABRE)
    heir = leader_of(clan)
    give(heir, "gold", 2**63 - 1 - heir.gold - 100)
    disband_as(clan.pk, heir)
    heir.refresh_from_db()
    assert heir.gold == 2**63 - 1
    assert Transfer.objects.get(destination="sink:clan", reason="clan_bequest").quantity == 400
    assert Holding.objects.get(pk=sabre).character == heir
    other = make_bank(500)
    put_item(other, SABRE)
    disband_as(other.pk, leader_of(other), to_nobody=True)
    assert gold_in(other) == 0 and Holding.objects.filter(account=other.account).count() == 0


def disband_as(pk: int, leader: Character, *, to_nobody: bool = False) -> None:
    from clans.models import Clan

    with transaction.atomic():
        context = TransactionContext()
        context.lock_characters([leader.id])
        end_clan(context.lock_shared(Clan, [pk])[0], None if to_nobody else leader.id)


def test_the_staff_cannot_put_anything_into_the_bank_of_a_clan_that_ended() -> None:
    clan = make_bank(500)
    master = make_staff(Rank.GAME_MASTER)
    leader = leader_of(clan)
    leave(by(leader))
    line = Transfer.objects.get(reason="clan_bequest")
    with pytest.raises(GameError) as refused:
        reverse(staff(master), transfer=line.pk, whole=True)
    assert refused.value.code == "invalid" and gold_in(clan) == 0


def test_a_gift_to_a_living_clan_is_reversed() -> None:
    clan = make_bank()
    leader = leader_of(clan)
    donate(by(leader), gold=10)
    reverse(staff(make_staff(Rank.GAME_MASTER)), transfer=Transfer.objects.get(reason="clan_donation").pk, whole=True)
    assert gold_in(clan) == 0


def test_the_proof_finds_a_bank_that_outlives_its_clan(monkeypatch: pytest.MonkeyPatch) -> None:
    from clans.actions import members

    clan = make_clan()
    donate(by(leader_of(clan)), gold=7)
    monkeypatch.setattr(members, "on_disbanding", [])
    heir = leader_of(clan)
    leave(by(heir))
    assert banks_of_ended_clans(None) == [f"clan:{clan.account_id}: the clan ended, and its bank holds something"]
    assert banks_of_ended_clans(["clan:0"]) == []
    with transaction.atomic():
        context = TransactionContext()
        context.lock_characters([heir.id])
        clan_ends(context.lock_shared(type(clan), [clan.pk])[0], heir.id)
    assert banks_of_ended_clans(None) == []

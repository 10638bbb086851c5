"""Lent items: worn, given back, taken back, and nothing else."""

import pytest
from django.db import IntegrityError, transaction

from accounts.actions.erase import erase
from accounts.queries.rank import Rank
from clans.actions.donate import donate
from clans.actions.found import disband
from clans.actions.lend import give_back, lend, take_back
from clans.actions.membership import expel, leave
from clans.models import Clan
from clans.tests.bank import SABRE, make_bank, make_senior, put_item
from clans.tests.make import leader_of, make_member
from game.actions import ledger
from game.actions.character import let_go
from game.actions.forge import upgrade
from game.actions.inventory import equip
from game.actions.mail import send
from game.actions.reversal import reverse
from game.actions.shop import Portion, sell
from game.actions.staff_goods import take_item
from game.models import Character, Holding, Transfer
from game.models.ids import HoldingId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.letters import refusal_code
from game.tests.make import by, give, make_character, owner_of
from game.tests.staff import by as staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db(transaction=True)


def _lent(item: str = SABRE) -> tuple[Clan, Character, HoldingId]:
    """A clan, a member, and what it lent him or her."""
    clan = make_bank()
    thing, member = put_item(clan, item), make_member(clan)
    lend(by(leader_of(clan)), holding=thing, member=member.id)
    return clan, member, thing


def _is_back(clan: Clan, thing: HoldingId) -> bool:
    found = Holding.objects.get(pk=thing)
    return (found.account_id, found.character_id, found.lent_by_id, found.slot) == (clan.account_id, None, None, None)


def test_a_lent_item_is_worn_and_goes_back_as_it_is() -> None:
    clan, member, thing = _lent()
    Holding.objects.filter(pk=thing).update(upgrade=5)
    equip(by(member), holding=thing)
    give(member, "gold", 1_000)
    Character.objects.filter(pk=member.pk).update(hunts=member.hunts + 4)
    before = Holding.objects.get(pk=thing).durability
    give_back(by(member), holding=thing)
    assert _is_back(clan, thing)
    assert (Holding.objects.get(pk=thing).upgrade, Holding.objects.get(pk=thing).durability) == (5, before - 4)
    assert refusal_code(lambda: give_back(by(member), holding=thing)) == "not_found"


def test_a_lent_item_is_taken_back_also_while_it_is_worn() -> None:
    clan, member, thing = _lent()
    equip(by(member), holding=thing)
    assert refusal_code(lambda: take_back(by(member), holding=thing, member=member.id)) == "forbidden"
    take_back(by(leader_of(clan)), holding=thing, member=member.id)
    assert _is_back(clan, thing)
    assert refusal_code(lambda: take_back(by(leader_of(clan)), holding=thing, member=member.id)) == "not_found"


def test_a_lent_item_cannot_leave_its_member_in_any_other_way() -> None:
    clan, member, thing = _lent()
    Character.objects.filter(pk=member.pk).update(level=20)
    member.refresh_from_db()
    other, master = make_character(level=10), make_staff(Rank.GAME_MASTER)
    lines = Transfer.objects.filter(holding=thing).order_by("pk")
    given, loan = lines.get(reason="test"), lines.get(reason="clan_lent")
    assert refusal_code(lambda: sell(by(member), portions=[Portion(thing, 1)])) == "lent"
    assert refusal_code(lambda: donate(by(member), items=[Portion(thing, 1)])) == "lent"
    goods = [Portion(thing, 1)]
    assert refusal_code(lambda: send(by(member), to=other.id, subject="Take it", text="It is mine.", items=goods)) == "lent"
    assert refusal_code(lambda: take_item(staff(master, "why"), character=member.id, holding=thing, quantity=1)) == "lent"
    assert refusal_code(lambda: reverse(staff(master, "why"), transfer=loan.pk, whole=False)) == "invalid"
    assert refusal_code(lambda: reverse(staff(master, "why"), transfer=given.pk, whole=False)) == "not_enough_items"
    assert refusal_code(lambda: lend(by(leader_of(clan)), holding=thing, member=member.id)) == "not_found"
    found = Holding.objects.get(pk=thing)
    assert (found.character, found.lent_by_id) == (member, clan.account_id) and problems() == []


def test_the_ledger_itself_moves_a_lent_item_only_back() -> None:
    _, member, thing = _lent()
    other, stranger = make_character(), make_bank()
    for destination in (ledger.of(other.id), "sink:sold", f"clan:{stranger.account_id}"):
        with pytest.raises((GameError, IntegrityError)), transaction.atomic():
            ledger.post([ledger.Move(ledger.of(member.id), destination, SABRE, 1, thing)], reason="test")
    assert Holding.objects.get(pk=thing).character == member


def test_upgrades_of_a_lent_item_stay_with_it() -> None:
    _, member, thing = _lent()
    give(member, "gold", 10_000)
    upgrade(by(member), holding=thing)
    give_back(by(member), holding=thing)
    assert Holding.objects.get(pk=thing).upgrade == 1


@pytest.mark.parametrize("how", ["leaves", "is expelled", "is let go", "is erased", "the clan is disbanded"])
def test_a_loan_ends_when_its_member_goes(how: str) -> None:
    clan, member, thing = _lent()
    equip(by(member), holding=thing)
    leader = leader_of(clan)
    if how == "leaves":
        leave(by(member))
    elif how == "is expelled":
        expel(by(leader), member=member.id)
    elif how == "is let go":
        let_go(by(member))
    elif how == "is erased":
        erase(user_id=owner_of(member).pk)
    else:
        disband(by(leader), name=clan.name)
        found = Holding.objects.get(pk=thing)
        assert (found.character, found.lent_by_id) == (leader, None)
        return
    assert _is_back(clan, thing)


def test_only_what_can_be_worn_is_lent_and_only_to_members() -> None:
    clan = make_bank()
    leader = leader_of(clan)
    draughts, thing = put_item(clan, "cellar-draught", 2), put_item(clan)
    member = make_member(clan)
    assert refusal_code(lambda: lend(by(leader), holding=draughts, member=member.id)) == "invalid"
    assert refusal_code(lambda: lend(by(leader), holding=thing, member=make_character().id)) == "not_found"
    assert refusal_code(lambda: lend(by(member), holding=thing, member=member.id)) == "forbidden"
    assert lend(by(make_senior(clan)), holding=thing, member=member.id).lent

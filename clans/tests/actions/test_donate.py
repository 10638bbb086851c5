"""Gifts to the bank of a clan."""

import pytest

from clans.actions.clan_level import count_levels
from clans.actions.donate import donate
from clans.tests.bank import DRAUGHT, SABRE, gold_in, make_bank, put_item
from clans.tests.make import leader_of, make_member
from game.actions.shop import Portion
from game.models import Character, Holding, LedgerAccount, Transfer
from game.models.holder import of, of_clan
from game.models.ids import AccountId
from game.models.transfer import GOLD
from game.rules.errors import GameError
from game.tests.make import by, give, held, make_character, owner_of

pytestmark = pytest.mark.django_db(transaction=True)


def _refusal(giver: Character, gold: int = 0, items: list[Portion] | None = None) -> tuple[str, str | None]:
    with pytest.raises(GameError) as refused:
        donate(by(giver), gold=gold, items=items or [])
    return refused.value.code, refused.value.field


def test_gold_and_things_go_to_the_bank_and_an_instance_stays_the_same_row() -> None:
    clan = make_bank()
    giver = make_member(clan)
    give(giver, "gold", 100)
    give(giver, SABRE)
    sabre, draughts = held(giver, SABRE), held(giver, DRAUGHT)
    Holding.objects.filter(pk=sabre.pk).update(upgrade=5, durability=7)
    giver.refresh_from_db()
    answer = donate(by(giver), gold=60, items=[Portion(sabre.id, 1), Portion(draughts.id, 2)])
    assert (answer.gold, answer.items, gold_in(clan)) == (giver.gold - 60, 2, 60)
    moved = Holding.objects.get(pk=sabre.pk)
    assert (moved.account_id, moved.character_id, moved.upgrade, moved.durability) == (clan.account_id, None, 5, 7)
    assert Holding.objects.get(account=clan.account, item=DRAUGHT).quantity == 2
    given = Transfer.objects.filter(destination=of_clan(AccountId(clan.account_id)), asset=GOLD)
    assert list(given.values_list("source", "quantity", "reason")) == [(of(giver.id), 60, "clan_donation")]
    count_levels()
    clan.refresh_from_db()
    assert clan.contribution == 60


def test_the_same_request_again_gives_once() -> None:
    clan = make_bank()
    giver = leader_of(clan)
    assert donate(by(giver, "give-0001"), gold=5) == donate(by(giver, "give-0001"), gold=5)
    assert gold_in(clan) == 5 and Transfer.objects.filter(reason="clan_donation").count() == 1


def test_what_cannot_be_given_is_refused_by_field() -> None:
    clan = make_bank()
    giver = make_member(clan)
    give(giver, SABRE)
    sabre, worn, draughts = held(giver, SABRE), Holding.objects.get(character=giver, slot="weapon"), held(giver, DRAUGHT)
    assert _refusal(giver) == ("invalid", "gold")
    assert _refusal(giver, gold=-1) == ("invalid", "gold")
    assert _refusal(giver, gold=10**9) == ("not_enough_gold", "gold")
    assert _refusal(giver, items=[Portion(worn.id, 1)]) == ("worn", "items")
    assert _refusal(giver, items=[Portion(draughts.id, 99)]) == ("not_enough_items", "items")
    assert _refusal(giver, items=[Portion(sabre.id, 1), Portion(sabre.id, 1)]) == ("invalid", "items")
    assert _refusal(giver, items=[Portion(put_item(clan), 1)]) == ("not_found", "items")
    assert _refusal(make_character(level=10), gold=1) == ("no_clan", None)
    Character.objects.filter(pk=giver.pk).update(level=2)
    assert _refusal(giver, gold=1) == ("level_too_low", None)
    owner = owner_of(giver)
    owner.is_guest = True
    owner.save()
    assert _refusal(giver, gold=1) == ("forbidden", None)


def test_a_bank_at_the_end_of_the_numbers_refuses_and_nothing_is_lost() -> None:
    clan = make_bank()
    rich, giver = leader_of(clan), make_member(clan)
    give(rich, "gold", 2**63 - 1 - leader_of(clan).gold)
    donate(by(rich), gold=2**63 - 1)
    giver.refresh_from_db()
    assert _refusal(giver, gold=1) == ("too_much", "gold")
    assert LedgerAccount.objects.get(pk=clan.account_id).gold == 2**63 - 1
    before = giver.gold
    giver.refresh_from_db()
    assert giver.gold == before

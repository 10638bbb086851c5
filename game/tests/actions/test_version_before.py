"""The statements of the version before (without accounts, letters and receipts of users) on this version's tables, beside its
actions: docs/releases.md. They are copied, because that code is gone."""

from typing import Any

import pytest
from django.db import connection, transaction

from accounts.queries.rank import Rank
from game.actions import forge, ledger
from game.actions.hunt import hunt
from game.actions.inventory import equip
from game.actions.letter_goods import claim
from game.actions.reversal import reverse
from game.actions.shop import Portion, sell
from game.actions.staff_letter_return import return_letter
from game.models import Character, Holding, Receipt, Transfer
from game.models.ids import HoldingId
from game.queries.ledger_proof import problems
from game.queries.sheet import worn_by
from game.rules.errors import GameError
from game.tests.letters import DRAUGHT, SWORD, gold_of, make_sender, make_sword, path_of, send_letter
from game.tests.make import by, give, held, make_character
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db

SALE = """
WITH written AS (
    INSERT INTO game_transfer (source, destination, asset, quantity, holding, reverses_id, reason, reference)
    VALUES (%(code)s, 'sink:sold', %(item)s, 1, %(holding)s, NULL, 'sell', ''),
        ('faucet:resale', %(code)s, 'gold', %(gold)s, NULL, NULL, 'sell', '')
), purse AS (
    UPDATE game_character c SET gold = c.gold + d.gold, gold_earned = c.gold_earned + greatest(d.gold, 0)
    FROM unnest(%(ids)s::bigint[], %(golds)s::bigint[]) AS d(id, gold) WHERE c.id = d.id AND d.gold <> 0
), handed_over AS (
    DELETE FROM game_holding h USING unnest(%(leaving)s::bigint[], %(ids)s::bigint[]) AS d(id, owner)
    WHERE h.id = d.id AND h.character_id = d.owner AND NOT h.stacked AND h.slot IS NULL RETURNING 1
) SELECT count(*) FROM handed_over"""
FIND = """
WITH written AS (
    INSERT INTO game_transfer (source, destination, asset, quantity, holding, reverses_id, reason, reference)
    VALUES ('faucet:hunt', %(code)s, %(stack)s, 2, NULL, NULL, 'hunt', 'battle:1'),
        ('faucet:hunt', %(code)s, %(item)s, 1, %(holding)s, NULL, 'hunt', 'battle:1')
), more AS (
    INSERT INTO game_holding (character_id, item, quantity, stacked, durability, upgrade)
    VALUES (%(character)s, %(stack)s, 2, true, 0, 0)
    ON CONFLICT (character_id, item) WHERE stacked DO UPDATE SET quantity = game_holding.quantity + excluded.quantity
), made AS (
    INSERT INTO game_holding (id, character_id, item, quantity, stacked, durability, upgrade)
    VALUES (%(holding)s, %(character)s, %(item)s, 1, false, 60, 0)
) SELECT 1"""
RECEIPT = """INSERT INTO game_receipt (character_id, key, action, digest, answer)
    VALUES (%(by)s, %(key)s, %(action)s, %(digest)s, %(answer)s)"""


def run_before(sql: str, **params: Any) -> int:
    """The first number that the statement returns; 0 without one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0]) if cursor.description else 0


def sell_before(character: Character, holding: HoldingId, gold: int) -> None:
    gone = run_before(
        SALE, code=ledger.of(character.id), item=SWORD, holding=holding, gold=gold, ids=[character.pk], golds=[gold],
        leaving=[holding],
    )  # fmt: skip
    assert gone == 1, f"{gone} items were there"  # the version before then refused, and wrote nothing
    assert not Holding.objects.filter(pk=holding).exists()


def test_what_the_version_before_finds_and_answers_is_used_by_this_one() -> None:
    me, friend = make_sender(), make_character()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('game_holding_id_seq')")
        holding = HoldingId(cursor.fetchone()[0])
    run_before(FIND, code=ledger.of(me.id), character=me.pk, stack=DRAUGHT, item=SWORD, holding=holding)
    run_before(RECEIPT, by=me.pk, key="before-key-1", action="hunt", digest=b"0" * 16, answer="{}")
    assert held(me, DRAUGHT).quantity == 5 and Receipt.objects.get(key="before-key-1").user is None
    letter = send_letter(me, friend, items=[Portion(holding, 1), Portion(held(me, DRAUGHT).id, 5)])
    claim(by(friend), letter=letter)
    assert (
        Holding.objects.get(pk=holding).character_id == friend.pk and held(friend, DRAUGHT).quantity == 8 and problems() == []
    )
    with pytest.raises(GameError, match="used for another request"):
        hunt(by(me, "before-key-1"), place="old-mill")


def test_an_item_that_the_version_before_sold_comes_back_with_its_upgrades_and_can_be_sent_and_sold() -> None:
    me, friend, master = make_sender(gold=10_000), make_character(level=9), make_staff(Rank.GAME_MASTER)
    sword = make_sword(me)
    forge.upgrade(by(me), holding=sword)
    gold, earned = gold_of(me), Character.objects.get(pk=me.pk).gold_earned
    sell_before(me, sword, 30)
    assert problems() == []
    sold = Transfer.objects.get(destination="sink:sold", holding=sword)
    for line in (sold, Transfer.objects.get(source="faucet:resale")):
        reverse(by_staff(master), transfer=line.pk, whole=False)
    with pytest.raises(GameError, match="taken back before"):
        reverse(by_staff(master), transfer=sold.pk, whole=False)
    back = Holding.objects.get(pk=sword)
    assert (back.character_id, back.upgrade, back.item) == (me.pk, 1, SWORD) and back.durability > 0
    assert gold_of(me) == gold and Character.objects.get(pk=me.pk).gold_earned == earned
    claim(by(friend), letter=send_letter(me, friend, items=[Portion(sword, 1)]))
    equip(by(friend), holding=sword)
    assert path_of(sword)[-1] == ledger.of(friend.id) and problems() == []


def test_an_item_that_came_by_letter_is_sold_by_the_version_before_and_the_letter_is_then_not_returned() -> None:
    me, friend, master = make_sender(), make_character(), make_staff(Rank.GAME_MASTER)
    sword = make_sword(me)
    letter = send_letter(me, friend, items=[Portion(sword, 1)], gold=5)
    claim(by(friend), letter=letter)
    sell_before(friend, sword, 30)
    with pytest.raises(GameError, match="moved on since"):
        return_letter(by_staff(master), letter=letter)
    reverse(by_staff(master), transfer=Transfer.objects.get(destination="sink:sold").pk, whole=False)
    return_letter(by_staff(master), letter=letter)
    assert Holding.objects.get(pk=sword).character_id == me.pk and problems() == []


def test_an_item_that_this_version_sold_is_not_seen_or_moved_by_the_version_before() -> None:
    me = make_sender()
    sword = make_sword(me)
    sell(by(me), portions=[Portion(sword, 1)])
    assert Holding.objects.get(pk=sword).holder is None
    with pytest.raises(AssertionError, match="0 items were there"), transaction.atomic():
        sell_before(me, sword, 30)
    give(me, DRAUGHT)
    sell(by(me), portions=[Portion(held(me, DRAUGHT).id, 1)])
    assert problems() == []


def test_what_the_version_before_does_to_wear_is_put_right_by_a_repair_and_loses_nothing() -> None:
    """It counts hunts alone, so the hits in raids of one who puts an item on with it are worn off at once, and no more."""
    hunter = make_character(hunts=20, raid_hits=7, gold=10_000)
    weapon = hunter.holdings.get(slot="weapon")
    whole = weapon.durability
    Holding.objects.filter(pk=weapon.pk).update(worn_from=hunter.hunts)
    assert worn_by(hunter)["weapon"].left == whole - 7
    forge.repair(by(hunter), holding=weapon.id)
    weapon.refresh_from_db()
    assert (weapon.durability, weapon.worn_from) == (whole, hunter.fights)
    assert weapon.durability - (hunter.hunts - hunter.fights) == whole + 7, "as the version before reads it"
    assert problems() == []

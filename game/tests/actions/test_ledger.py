"""The ledger: what it refuses, the codes of its holders, and items that stay themselves wherever they go."""

from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from game.actions import ledger
from game.actions.letter_goods import claim
from game.actions.letter_return import return_unclaimed
from game.actions.optimistic_action import OptimisticContext
from game.actions.shop import Portion
from game.content import catalogue
from game.models import Character, Holding, LedgerAccount, Transfer
from game.models.ids import CharacterId, HoldingId
from game.models.transfer import GOLD
from game.rules.errors import GameError
from game.tests.letters import DRAUGHT, SWORD, gold_of, make_older, make_sender, make_sword, path_of, send_letter
from game.tests.make import by, give, held, make_character


def test_only_a_characters_holder_is_read_back_as_a_character() -> None:
    assert ledger.character_of(ledger.of(CharacterId(12))) == 12
    assert [ledger.character_of(code) for code in ("faucet:hunt", "sink:shop", "escrow:12", "clan:12")] == [None] * 4


@pytest.mark.django_db
def test_a_stack_that_is_too_small_is_refused_and_the_transaction_rolls_back() -> None:
    character = make_character()
    stack = held(character, "cellar-draught")
    before = Transfer.objects.count()
    move = ledger.Move(ledger.of(character.id), "sink:used", stack.item, stack.quantity + 1)
    with pytest.raises(GameError) as refused, transaction.atomic():
        ledger.post([move], reason="test")
    assert refused.value.code == "not_enough_items" and held(character, stack.item).quantity == stack.quantity
    assert Transfer.objects.count() == before


@pytest.mark.django_db
def test_an_optimistic_action_gives_to_its_own_character_only() -> None:
    character, other = make_character(), make_character()
    for move in (
        ledger.Move(ledger.of(character.id), "sink:shop", GOLD, 1), ledger.Move("faucet:hunt", ledger.of(other.id), GOLD, 1),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="own character"):
            ledger.give(OptimisticContext(character), [move], reason="test", reference="")


# --- balances -----------------------------------------------------------------------------------------------------


def make_account(kind: str, *, gold: int = 0, draughts: int = 0) -> str:
    """The code of an account that the staff gave something to."""
    code = str(LedgerAccount.objects.create(kind=kind))
    for asset, quantity in ((GOLD, gold), (DRAUGHT, draughts)):
        if quantity:
            ledger.post([ledger.Move("faucet:staff", code, asset, quantity)], reason="test")
    return code


def make_holder(kind: str) -> str:
    """The code of a holder with 60 gold and 3 draughts."""
    return ledger.of(make_character().id) if kind == "character" else make_account(kind, gold=60, draughts=3)


def balance_of(holder: str) -> tuple[int, int]:
    """Gold and draughts, read from the rows."""
    kind, _, number = holder.partition(":")
    rows = Character if kind == "character" else LedgerAccount
    owner = {"character_id": number} if kind == "character" else {"account_id": number}
    stack = Holding.objects.filter(item=DRAUGHT, **owner).values_list("quantity", flat=True).first()
    return rows.objects.values_list("gold", flat=True).get(pk=number), stack or 0


KINDS = {"character": "gold_never_negative", "escrow": "account_gold_never_negative", "clan": "account_gold_never_negative"}
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.mark.django_db
@each_kind
def test_no_holder_gives_more_gold_than_it_has(kind: str) -> None:
    with transaction.atomic():
        holder = make_holder(kind)
        before = balance_of(holder)
        with pytest.raises(IntegrityError, match=KINDS[kind]), transaction.atomic():
            ledger.post([ledger.Move(holder, "sink:staff", GOLD, before[0] + 1)], reason="test")
        assert balance_of(holder) == before == (60, 3)
        ledger.post([ledger.Move(holder, "sink:staff", GOLD, 60)], reason="test")
        assert balance_of(holder) == (0, 3)
        transaction.set_rollback(True)  # an escrow that no letter names


@pytest.mark.django_db
@each_kind
def test_twin_without_the_constraint_a_balance_is_negative(kind: str) -> None:
    with transaction.atomic():
        holder = make_holder(kind)
        table = "game_character" if kind == "character" else "game_ledgeraccount"
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {KINDS[kind]}")
        ledger.post([ledger.Move(holder, "sink:staff", GOLD, 61)], reason="test")
        assert balance_of(holder)[0] == -1
        transaction.set_rollback(True)


@pytest.mark.django_db
@each_kind
def test_no_holder_gives_more_of_a_stack_than_it_has(kind: str) -> None:
    with transaction.atomic():
        holder = make_holder(kind)
        for quantity in (4, 2**62):
            with pytest.raises(GameError) as refused, transaction.atomic():
                ledger.post([ledger.Move(holder, "sink:used", DRAUGHT, quantity)], reason="test")
            assert refused.value.code == "not_enough_items" and balance_of(holder) == (60, 3)
        ledger.post([ledger.Move(holder, "sink:used", DRAUGHT, 3)], reason="test")
        assert balance_of(holder) == (60, 0)
        transaction.set_rollback(True)


@pytest.mark.django_db
@each_kind
def test_a_balance_beyond_the_largest_number_is_refused_and_nothing_moves(kind: str) -> None:
    with transaction.atomic():
        holder = make_holder(kind)
        for asset, there in ((GOLD, 60), (DRAUGHT, 3)):
            with pytest.raises(DataError), transaction.atomic():
                ledger.post([ledger.Move("faucet:staff", holder, asset, 2**63 - there)], reason="test")
            assert balance_of(holder) == (60, 3)
        ledger.post([ledger.Move("faucet:staff", holder, GOLD, 2**63 - 1 - 60)], reason="test")
        assert balance_of(holder)[0] == 2**63 - 1
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("quantity", [0, -1])
def test_a_movement_of_nothing_or_less_is_refused_by_the_database(quantity: int) -> None:
    one, other = make_character(), make_character()
    for asset in (GOLD, DRAUGHT):
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.post([ledger.Move(ledger.of(one.id), ledger.of(other.id), asset, quantity)], reason="test")
    assert (gold_of(one), gold_of(other)) == (60, 60)


@pytest.mark.django_db
def test_gold_that_comes_and_goes_in_one_entry_is_counted_once() -> None:
    one, other = make_character(), make_character()
    here, there = ledger.of(one.id), ledger.of(other.id)
    ledger.post([ledger.Move(here, there, GOLD, 60), ledger.Move(there, here, GOLD, 50)], reason="test")
    assert (gold_of(one), gold_of(other)) == (50, 70)
    ledger.post([ledger.Move(here, there, GOLD, 50), ledger.Move(there, here, GOLD, 50)], reason="test")
    assert (gold_of(one), gold_of(other)) == (50, 70)


# --- instances ----------------------------------------------------------------------------------------------------


def sword_of(character: Character) -> HoldingId:
    return make_sword(character, upgrade=4, durability=17)


def state_of(holding: HoldingId) -> dict[str, Any]:
    return dict(Holding.objects.filter(pk=holding).values("item", "upgrade", "durability", "quantity", "stacked", "slot").get())


@pytest.mark.django_db
def test_an_instance_keeps_its_number_upgrade_and_wear_wherever_it_goes() -> None:
    character, other = make_character(), make_character()
    sword = sword_of(character)
    state, rows = state_of(sword), Holding.objects.count()
    with transaction.atomic():
        accounts = [str(LedgerAccount.objects.create(kind=kind)) for kind in ("escrow", "clan")]
        way = [ledger.of(character.id), *accounts, ledger.of(other.id), "sink:sold", ledger.of(other.id), *accounts[::-1],
               "sink:staff", accounts[1], ledger.of(character.id)]  # fmt: skip
        for source, destination in pairwise(way):
            assert ledger.post([ledger.Move(source, destination, SWORD, 1, sword)], reason="test") == []
            held_now = Holding.objects.get(pk=sword)
            assert held_now.holder == (None if destination.startswith("sink:") else destination) and state_of(sword) == state
    assert path_of(sword) == ["faucet:staff", *way] and Holding.objects.count() == rows


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["another character", "an escrow", "the world"])
def test_an_instance_leaves_only_the_holder_that_has_it(source: str) -> None:
    character, other = make_character(), make_character()
    sword, lines = sword_of(character), Transfer.objects.count()
    with transaction.atomic():
        sources = {
            "another character": ledger.of(other.id), "an escrow": str(LedgerAccount.objects.create(kind="escrow")),
            "the world": "sink:sold",
        }  # fmt: skip
        with pytest.raises(GameError) as refused, transaction.atomic():
            ledger.post([ledger.Move(sources[source], f"clan:{10**6}", SWORD, 1, sword)], reason="test")
        assert refused.value.code == "not_enough_items" and Transfer.objects.count() == lines
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_an_instance_moves_neither_twice_in_an_entry_nor_without_being_named_nor_while_it_is_worn() -> None:
    character, other = make_character(), make_character()
    here, there, worn = ledger.of(character.id), ledger.of(other.id), character.holdings.get(slot="weapon")
    sword = sword_of(character)
    twice = [ledger.Move(here, there, SWORD, 1, sword), ledger.Move(there, here, SWORD, 1, sword)]
    for moves in (twice, [ledger.Move(here, there, SWORD, 1)]):
        with pytest.raises(ValueError, match="instance"):
            ledger.post(moves, reason="test")
    for holding in (worn.id, HoldingId(2**62)):
        with pytest.raises(GameError), transaction.atomic():
            ledger.post([ledger.Move(here, there, worn.item, 1, holding)], reason="test")
    assert path_of(sword) == ["faucet:staff", here] and character.holdings.filter(slot="weapon").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("back", [False, True], ids=["claimed", "returned"])
def test_goods_that_left_the_catalogue_meanwhile_are_still_claimed_or_returned(
    monkeypatch: pytest.MonkeyPatch, *, back: bool
) -> None:
    sender, recipient = make_sender(), make_sender()
    sword = sword_of(sender)
    state = state_of(sword)
    give(sender, "mill-rat-pelt", 5)
    letter = send_letter(sender, recipient, items=[Portion(sword, 1), Portion(held(sender, "mill-rat-pelt").id, 4)])
    left = {slug: item for slug, item in catalogue().items.items() if slug not in (SWORD, "mill-rat-pelt")}
    monkeypatch.setattr(catalogue(), "items", MappingProxyType(left))
    if back:
        make_older(letter)
        assert return_unclaimed()["returned"] == 1
    else:
        assert {a.asset for a in claim(by(recipient), letter=letter).attachments} == {SWORD, "mill-rat-pelt"}
    receiver = sender if back else recipient
    assert state_of(sword) == state and Holding.objects.get(pk=sword).character_id == receiver.pk
    assert held(receiver, "mill-rat-pelt").quantity == (5 if back else 4)
    again = send_letter(receiver, recipient if back else sender, items=[Portion(sword, 1)])
    assert again > letter, "it can be sent on as what it is"

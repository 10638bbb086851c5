"""The proof of the ledger finds each kind of fault, in the whole ledger and among the holders that are named."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from msgspec import Struct

from game.actions import ledger
from game.actions.shop import Portion, sell
from game.models import Character, Holding, Letter
from game.models.ids import HoldingId, LetterId
from game.models.transfer import GOLD
from game.queries import ledger_proof
from game.queries.ledger_proof import CHECKS, problems
from game.tests.letters import DRAUGHT, SWORD, escrow_of, make_sender, make_sword, send_letter
from game.tests.make import by, held

pytestmark = pytest.mark.django_db


class Scene(Struct, frozen=True):
    """A letter with gold, a stack and an instance waits in its escrow; the sender still has one instance and sold another."""

    sender: Character
    recipient: Character
    letter: LetterId
    escrow: str
    sent: HoldingId
    kept: HoldingId
    sold: HoldingId

    @property
    def account(self) -> str:
        return self.escrow.removeprefix("escrow:")

    @property
    def holders(self) -> list[str]:
        return [self.escrow, ledger.of(self.sender.id), ledger.of(self.recipient.id)]


@pytest.fixture
def scene() -> Scene:
    sender, recipient = make_sender(), make_sender()
    sent, kept, sold = make_sword(sender), make_sword(sender), make_sword(sender)
    sell(by(sender), portions=[Portion(sold, 1)])
    goods = [Portion(held(sender, DRAUGHT).id, 2), Portion(sent, 1)]
    letter = send_letter(sender, recipient, gold=70, items=goods)
    return Scene(sender, recipient, letter, escrow_of(letter), sent, kept, sold)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0, "the fault was not made"


def moved(source: str, destination: str, asset: str, holding: int | None = None, quantity: int = 1) -> str:
    """SQL that writes a movement and no balance."""
    return (
        "INSERT INTO game_transfer (source, destination, asset, quantity, holding, reason, reference) VALUES "
        f"('{source}', '{destination}', '{asset}', {quantity}, {holding or 'NULL'}, 'test', '')"
    )


def jumps(s: Scene) -> list[str]:
    sender, recipient = ledger.of(s.sender.id), ledger.of(s.recipient.id)
    steps = [(s.escrow, sender), (recipient, s.escrow), (s.escrow, recipient), (sender, s.escrow)]
    return [moved(source, destination, SWORD, s.sent) for source, destination in steps]


def emptied(s: Scene) -> None:
    """All of the escrow goes to the recipient, as it should, but the letter stays open."""
    moves = [
        ledger.Move(s.escrow, ledger.of(s.recipient.id), GOLD, 70), ledger.Move(s.escrow, ledger.of(s.recipient.id), DRAUGHT, 2),
        ledger.Move(s.escrow, ledger.of(s.recipient.id), SWORD, 1, s.sent),
    ]  # fmt: skip
    ledger.post(moves, reason="test")


Fault = Callable[[Scene], object]
FAULTS: dict[str, tuple[set[str], Fault]] = {
    "an escrow with too much gold": (
        {"gold"}, lambda s: run(f"UPDATE game_ledgeraccount SET gold = gold + 1 WHERE id = {s.account}"),
    ),
    "an escrow with too little gold": (
        {"gold"}, lambda s: run(f"UPDATE game_ledgeraccount SET gold = gold - 1 WHERE id = {s.account}"),
    ),
    "a character with too much gold": (
        {"gold"}, lambda s: run(f"UPDATE game_character SET gold = gold + 1 WHERE id = {s.sender.pk}"),
    ),
    "gold that moved to a holder without a row": (
        {"gold"}, lambda s: run(moved(ledger.of(s.sender.id), "clan:999999", GOLD)),
    ),
    "an escrow with another kind": (
        {"gold", "stacks and items", "who has each item"},
        lambda s: run(f"UPDATE game_ledgeraccount SET kind = 'clan' WHERE id = {s.account}"),
    ),
    "a larger stack in an escrow": (
        {"stacks and items"},
        lambda s: run(f"UPDATE game_holding SET quantity = quantity + 1 WHERE account_id = {s.account} AND stacked"),
    ),
    "a stack that is gone from an escrow": (
        {"stacks and items"}, lambda s: run(f"DELETE FROM game_holding WHERE account_id = {s.account} AND stacked"),
    ),
    "a larger stack of a character": (
        {"stacks and items"},
        lambda s: run(f"UPDATE game_holding SET quantity = quantity + 1 WHERE character_id = {s.sender.pk} AND stacked"),
    ),
    "an instance that is gone": ({"stacks and items"}, lambda s: run(f"DELETE FROM game_holding WHERE id = {s.kept}")),
    "an instance that lies with another character": (
        {"stacks and items", "who has each item"},
        lambda s: run(f"UPDATE game_holding SET character_id = {s.recipient.pk} WHERE id = {s.kept}"),
    ),
    "an instance that left its escrow by itself": (
        {"stacks and items", "who has each item"},
        lambda s: run(f"UPDATE game_holding SET character_id = {s.recipient.pk}, account_id = NULL WHERE id = {s.sent}"),
    ),
    "two instances that were exchanged": (
        {"who has each item"},
        lambda s: run(
            f"UPDATE game_holding SET character_id = CASE id WHEN {s.sent} THEN {s.sender.pk} END, "
            f"account_id = CASE id WHEN {s.kept} THEN {s.account} END WHERE id IN ({s.sent}, {s.kept})"
        ),
    ),
    "an instance that became something else": (
        {"stacks and items", "who has each item"},
        lambda s: run(f"UPDATE game_holding SET item = 'iron-dirk' WHERE id = {s.sent}"),
    ),
    "an instance that came from nowhere": (
        {"stacks and items", "who has each item"},
        lambda s: run(
            "INSERT INTO game_holding (character_id, item, quantity, stacked, durability, upgrade) "
            f"VALUES ({s.sender.pk}, '{SWORD}', 1, false, 1, 0)"
        ),
    ),
    "an instance that was sold and is held again": (
        {"stacks and items", "who has each item"},
        lambda s: run(f"UPDATE game_holding SET character_id = {s.sender.pk} WHERE id = {s.sold}"),
    ),
    "a history that begins with somebody": (
        {"history of each item", "stacks and items"},
        lambda s: run(moved(ledger.of(s.sender.id), "sink:sold", SWORD, 999_999_999)),
    ),
    "a history with a step that is missing": (
        {"history of each item", "stacks and items"}, lambda s: run(moved(ledger.of(s.sender.id), s.escrow, SWORD, s.sent)),
    ),
    "a history that jumps from one to another and back, so that all balances are right": (
        {"history of each item"}, lambda s: run(";".join(jumps(s))),
    ),
    "goods in the escrow of a letter that is closed": (
        {"escrows"}, lambda s: run(f"UPDATE game_letter SET state = 'claimed', settled_at = now() WHERE id = {s.letter}"),
    ),
    "goods in an escrow that nothing names": (
        {"escrows"},
        lambda s: run(f"UPDATE game_letter SET state = 'plain', escrow_id = NULL, expires_at = NULL WHERE id = {s.letter}"),
    ),
    "an open letter whose escrow is empty": ({"escrows"}, emptied),
}  # fmt: skip
every_fault = pytest.mark.parametrize("fault", FAULTS)


def found_by(holders: list[str] | None) -> set[str]:
    return {name for name, check in CHECKS.items() if check(holders)}


def test_what_the_actions_do_is_proven(scene: Scene) -> None:
    assert problems() == problems(scene.holders) == []
    assert Letter.objects.get().is_unclaimed and Holding.objects.filter(account__isnull=False).count() == 2


@every_fault
def test_each_fault_is_found_by_the_checks_that_are_there_for_it(scene: Scene, fault: str) -> None:
    checks, make = FAULTS[fault]
    with transaction.atomic():
        make(scene)
        found, words = found_by(None), problems()
        each = [problem for check in CHECKS.values() for problem in check(None)]
        transaction.set_rollback(True)
    assert found == checks and words == each and all(len(problem) > 20 for problem in words)


@every_fault
def test_each_fault_is_found_when_only_the_holders_that_are_concerned_are_proven(scene: Scene, fault: str) -> None:
    _, make = FAULTS[fault]
    holders = [*scene.holders, "clan:999999", f"clan:{scene.account}"]
    with transaction.atomic():
        make(scene)
        found = problems(holders)
        transaction.set_rollback(True)
    assert found


def test_a_fault_of_somebody_else_is_not_told_when_only_some_are_proven(scene: Scene) -> None:
    other = make_sender()
    with transaction.atomic():
        run(f"UPDATE game_character SET gold = gold + 1 WHERE id = {other.pk}")
        found = problems(scene.holders), problems([ledger.of(other.id)])
        transaction.set_rollback(True)
    gold = Character.objects.get(pk=other.pk).gold
    assert found == ([], [f"character:{other.pk} holds {gold + 1} gold, its movements say {gold}"])


def test_the_proof_is_one_statement_and_so_is_each_check(scene: Scene) -> None:
    with CaptureQueriesContext(connection) as captured:
        problems()
        problems(scene.holders)
        found_by(None)
    of_other_apps = len(CHECKS) - len(ledger_proof._WORDS)
    assert len(captured) == 2 * (1 + of_other_apps) + len(CHECKS) and len(CHECKS) >= 5


def test_no_holders_is_nothing_and_not_everything(scene: Scene) -> None:
    with transaction.atomic():
        run(f"UPDATE game_ledgeraccount SET gold = gold + 1 WHERE id = {scene.account}")
        found = problems([]), problems(None)
        transaction.set_rollback(True)
    assert found[0] == [] and len(found[1]) == 1

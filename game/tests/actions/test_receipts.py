"""Receipts: one mechanism for the three kinds of actors. A key acts once, and a repeated request gets the first answer."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection

from accounts.models import User
from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game import actions
from game.actions import receipts
from game.actions.actor import Repeat, UserActor
from game.actions.character import Created, _create
from game.actions.constraints import refusal_of
from game.actions.player_action import Actor
from game.actions.receipts import ReceiptOwner
from game.actions.shop import Bought, buy
from game.actions.staff_action import StaffActor, StaffOutcome
from game.actions.staff_goods import grant_gold
from game.models import Character, Receipt, Transfer
from game.rules.errors import GameError
from game.tests.make import make_character, make_user
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
KEY, OTHER_KEY = "key-00000001", "key-00000002"


class Player:
    """A character who buys."""

    stored_as, key_field, columns = "buy", "idempotency_key", ("character",)

    def __init__(self) -> None:
        self.character = make_character(gold=1000)
        self.owner = ReceiptOwner(character=self.character.id)

    def act(self, key: str, value: int = 1, repeat: Repeat | None = None) -> Bought:
        return buy(Actor(self.character.id, key, repeat=repeat), item="cellar-draught", quantity=value)

    def done(self) -> int:
        return Transfer.objects.filter(reason="buy", asset="gold", source=f"character:{self.character.pk}").count()


class Newcomer:
    """A user who makes a character."""

    stored_as, key_field, columns = "create_character", "idempotency_key", ("user",)

    def __init__(self) -> None:
        self.user = make_user()
        self.owner = ReceiptOwner(user=self.user.id)

    def act(self, key: str, value: int = 1, repeat: Repeat | None = None) -> Created:
        name = f"Radu_{self.user.pk}_{key[-1:]}"
        wanted: dict[str, Any] = {"name": name, "faction": "vampire", "class_slug": "courtblade", "emblem": value, "key": key}
        return _create(UserActor(self.user.id, key, repeat), **wanted)

    def done(self) -> int:
        return Character.objects.filter(user=self.user).count()


class Staff:
    """A game master who gives gold."""

    stored_as, key_field, columns = "grant_gold", "key", ("user",)

    def __init__(self) -> None:
        self.user, self.character = make_staff(Rank.GAME_MASTER), make_character()
        self.owner = ReceiptOwner(user=self.user.id)

    def act(self, key: str, value: int = 1, repeat: Repeat | None = None) -> StaffOutcome:
        return grant_gold(StaffActor(self.user.id, "a good reason", key), character=self.character.id, quantity=value)

    def done(self) -> int:
        return Transfer.objects.filter(reason="staff", destination=f"character:{self.character.pk}").count()


Someone = Player | Newcomer | Staff
everybody = pytest.mark.parametrize("kind", [Player, Newcomer, Staff])


def plain(answer: Any) -> Any:
    """The answer without what tells a staff member that the form was sent before."""
    return (answer.audit, answer.waits) if isinstance(answer, StaffOutcome) else answer


@everybody
def test_a_repeated_request_acts_once_and_gets_the_first_answer(kind: type[Someone]) -> None:
    someone = kind()
    first = someone.act(KEY)
    assert plain(someone.act(KEY)) == plain(someone.act(KEY)) == plain(first) and someone.done() == 1
    receipt = Receipt.objects.get(key=KEY)
    assert receipt.action == someone.stored_as
    assert tuple(name for name in ("character", "user") if getattr(receipt, f"{name}_id")) == someone.columns


@everybody
def test_a_key_that_is_used_for_another_request_is_refused_and_nothing_is_done(kind: type[Someone]) -> None:
    someone = kind()
    first = someone.act(KEY)
    with pytest.raises(GameError) as refused:
        someone.act(KEY, value=2)
    assert (refused.value.code, refused.value.field) == ("key_reused", someone.key_field) and someone.done() == 1
    assert plain(someone.act(KEY)) == plain(first), "the first request is still answered"


@everybody
def test_two_at_once_with_one_key_act_once_and_get_the_same_answer(kind: type[Someone]) -> None:
    for number in range(3):
        someone, key = kind(), f"key-0000000{number}"
        one, other = at_once(*[partial(someone.act, key)] * 2)
        assert plain(one) == plain(other) and someone.done() == 1
        if isinstance(one, StaffOutcome):
            assert sorted([one.again, other.again]) == [False, True]


@everybody
def test_twin_two_at_once_with_two_keys_act_twice(kind: type[Someone]) -> None:
    someone = kind()
    answers = at_once(lambda: someone.act(KEY), lambda: someone.act(OTHER_KEY))
    assert not [a for a in answers if isinstance(a, Exception)] and someone.done() == 2


@everybody
def test_two_at_once_with_one_key_and_other_values_act_once_and_one_is_refused(kind: type[Someone]) -> None:
    someone = kind()
    answers = at_once(lambda: someone.act(KEY, 1), lambda: someone.act(KEY, 2))
    assert [a.code for a in answers if isinstance(a, GameError)] == ["key_reused"] and someone.done() == 1


@everybody
@pytest.mark.parametrize("key", ["", "short", "x" * 65, "key 00000001", "key-0000\0001", "schlüssel-1"])
def test_a_key_of_the_wrong_shape_is_refused_by_name(kind: type[Someone], key: str) -> None:
    someone = kind()
    with pytest.raises(GameError) as refused:
        someone.act(key)
    assert (refused.value.code, refused.value.field) == ("invalid", someone.key_field) and someone.done() == 0


@pytest.mark.parametrize("kind", [Player, Newcomer])
def test_a_key_is_its_actors_own(kind: type[Player | Newcomer]) -> None:
    one, other = kind(), kind()
    one.act(KEY)
    other.act(KEY)
    assert (one.done(), other.done()) == (1, 1) and Receipt.objects.filter(key=KEY).count() == 2


def test_the_audit_has_each_key_once_so_that_of_a_colleague_is_refused() -> None:
    one, other = Staff(), Staff()
    one.act(KEY)
    with pytest.raises(GameError) as refused:
        other.act(KEY)
    assert (refused.value.code, refused.value.field) == ("key_reused", "key") and (one.done(), other.done()) == (1, 0)


@everybody
def test_a_refused_request_leaves_no_receipt_and_its_key_is_still_good(kind: type[Someone]) -> None:
    someone = kind()
    with pytest.raises(GameError):
        someone.act(KEY, value=-1)
    assert receipts.find(someone.owner, KEY) is None
    someone.act(KEY)
    assert receipts.find(someone.owner, KEY) is not None and someone.done() == 1


@pytest.mark.parametrize("kind", [Player, Newcomer])
def test_who_asks_is_told_when_the_key_was_first_used(kind: type[Player | Newcomer]) -> None:
    someone, repeat = kind(), Repeat()
    someone.act(KEY, repeat=repeat)
    assert repeat.at is None
    someone.act(KEY, repeat=repeat)
    assert repeat.at == Receipt.objects.get(key=KEY).at


def test_a_user_and_a_character_of_one_number_do_not_share_a_key() -> None:
    character = make_character()
    user = User(pk=character.pk, username="same_number")
    user.save(force_insert=not User.objects.filter(pk=user.pk).exists())
    Receipt.objects.create(character=character, key=KEY, action="a", digest=b"1" * 16, answer="{}")
    assert receipts.find(ReceiptOwner(user=user.id), KEY) is None
    Receipt.objects.create(user=user, key=KEY, action="b", digest=b"2" * 16, answer="{}")
    found = receipts.find(ReceiptOwner(user=user.id), KEY), receipts.find(ReceiptOwner(character=character.id), KEY)
    assert [receipt.digest[:2] for receipt in found if receipt] == ["32", "31"]


@pytest.mark.parametrize("owners", [{}, {"character": True, "user": True}], ids=["nobody", "both"])
def test_a_receipt_has_one_actor(owners: dict[str, bool]) -> None:
    character = make_character()
    whose = {"character": character, "user": character.user}
    with pytest.raises(IntegrityError, match="a_receipt_has_one_actor"):
        Receipt.objects.create(key=KEY, action="a", digest=b"1" * 16, answer="{}", **{name: whose[name] for name in owners})


def test_refusals_of_the_database_are_worded_in_one_place_and_receipts_are_written_in_one() -> None:
    folder = Path(actions.__path__[0])
    code = {path.name: path.read_text() for path in folder.glob("*.py")}
    assert len(code) > 30

    def naming(words: str) -> set[str]:
        return {name for name, text in code.items() if words in text}

    assert naming("refusal_of(") == {"constraints.py", "receipts.py"}
    assert naming("INSERT INTO game_receipt") == {"receipts.py", "chat.py"}
    assert naming("first_answer(") == {
        "receipts.py",
        "chat.py",
        "player_action.py",
        "optimistic_action.py",
        "user_action.py",
        "staff_action.py",
    }


NEGATIVE = {
    "gold_never_negative": "UPDATE game_character SET gold = -1",
    "account_gold_never_negative": "INSERT INTO game_ledgeraccount (kind, gold) VALUES ('escrow', -1)",
}


@pytest.mark.parametrize("constraint", NEGATIVE)
@pytest.mark.parametrize("by_staff", [False, True])
def test_gold_that_is_not_there_is_a_refusal_whoever_holds_it(constraint: str, *, by_staff: bool) -> None:
    make_character()
    with pytest.raises(IntegrityError, match=constraint) as broken, connection.cursor() as cursor:
        cursor.execute(NEGATIVE[constraint])
    refusal = refusal_of(broken.value, by_staff=by_staff)
    assert isinstance(refusal, GameError) and refusal.code == "not_enough_gold"

"""Staff send letters of the city."""

from functools import partial
from typing import Any

import pytest

from accounts.actions.erase import erase
from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions import staff_goods
from game.actions.letter_goods import claim
from game.actions.staff_grants import given_alone
from game.actions.staff_letters import CityItem, send_letter
from game.content import catalogue
from game.models import Character, Letter, Notice
from game.models.ids import CharacterId
from game.rules.errors import GameError
from game.rules.staff_limits import ALONE_MAX, GOLD_MAX
from game.tests.letters import id_of
from game.tests.make import by as player
from game.tests.make import held, make_character, owner_of
from game.tests.staff import by, make_staff
from game.tests.staff_letters import DRAUGHT, MITTS, city_letter, goods_of, refused

pytestmark = pytest.mark.django_db
DEAR = max(catalogue().items.values(), key=lambda item: item.price)


@pytest.fixture
def master() -> User:
    return make_staff(Rank.GAME_MASTER)


def test_a_letter_of_the_city_brings_gold_and_items_that_did_not_exist(master: User) -> None:
    character = make_character()
    before = goods_of(character)
    letter = city_letter(master, character, gold=50, cellar_draught=3, fingerless_wool_mitts=2)
    assert (letter.sender, letter.recipient, letter.subject, letter.state) == (None, character, "A prize", "open")
    assert goods_of(character) == before
    assert "The city" in Notice.objects.get(character=character).text
    claim(player(character), letter=id_of(letter))
    gold, holdings = goods_of(character)
    assert gold == before[0] + 50 and holdings.count((MITTS, 1)) == before[1].count((MITTS, 1)) + 2
    assert held(character, DRAUGHT).quantity == 3 + dict(before[1])[DRAUGHT]
    assert Character.objects.get(pk=character.pk).gold_earned == character.gold_earned


def test_a_letter_of_the_city_may_bring_nothing(master: User) -> None:
    letter = city_letter(master, make_character())
    assert (letter.state, letter.escrow, given_alone(master)) == ("plain", None, 0)


def test_the_audit_keeps_what_was_given_and_not_the_words(master: User) -> None:
    character = make_character()
    letter = city_letter(master, character, gold=50)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target, entry.reason) == ("staff.send_letter", f"character:{character.pk}", "a good reason")
    assert entry.detail == {
        "character": character.pk,
        "gold": 50,
        "items": entry.detail["items"],
        "letter": letter.pk,
        "worth": 50,
    }
    assert "tournament" not in str(entry.detail)


def test_letters_and_grants_count_together_towards_what_one_person_gives_alone(master: User) -> None:
    character = make_character()
    city_letter(master, character, gold=ALONE_MAX - 10)
    assert given_alone(master) == ALONE_MAX - 10
    with pytest.raises(GameError) as refusal:
        city_letter(master, character, gold=11)
    assert (refusal.value.code, refusal.value.field) == ("forbidden", "gold")
    assert "10 more alone" in refusal.value.message and "grant the rest" in refusal.value.message
    assert staff_goods.grant_gold(by(master), character=character.id, quantity=11).waits
    city_letter(master, character)
    assert Letter.objects.count() == 2


def test_items_count_at_their_price(master: User) -> None:
    character, many = make_character(), ALONE_MAX // DEAR.price + 1
    send = partial(send_letter, character=character.id, subject="A prize", text="For you.")
    assert refused(master, send, items=[CityItem(DEAR.slug, many)]).code == ("forbidden" if many <= 50 else "invalid")
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("params", "field"), [
    ({"gold": -1}, "gold"), ({"gold": GOLD_MAX + 1}, "gold"), ({"gold": 10**30}, "gold"),
    ({"items": [CityItem("no-such-thing", 1)]}, "items"), ({"items": [CityItem(DRAUGHT, 0)]}, "items"),
    ({"items": [CityItem(DRAUGHT, 10_000)]}, "items"), ({"items": [CityItem(MITTS, 51)]}, "items"),
    ({"items": [CityItem(DRAUGHT, 1)] * 2}, "items"), ({"items": [CityItem(DRAUGHT, 1)] * 11}, "items"),
    ({"subject": " \0 "}, "subject"), ({"subject": "x" * 81}, "subject"), ({"text": ""}, "text"), ({"text": "x" * 5_000_000}, "text"),
])  # fmt: skip
def test_bad_input_names_the_field_and_sends_nothing(master: User, params: dict[str, Any], field: str) -> None:
    character = make_character()
    error = refused(master, send_letter, **({"character": character.id, "subject": "A prize", "text": "For you."} | params))
    assert (error.code, error.field) == ("invalid", field)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("state", ["unknown", "let go", "erased"])
def test_nobody_is_sent_a_letter_who_cannot_read_it(master: User, state: str) -> None:
    character = make_character()
    number = CharacterId(2**40) if state == "unknown" else character.id
    if state == "let go":
        Character.objects.filter(pk=character.pk).update(deleted_at=character.created_at)
    elif state == "erased":
        erase(user_id=owner_of(character).pk)
    assert refused(master, send_letter, character=number, subject="A prize", text="For you.").code == "not_found"


def test_a_form_that_is_sent_twice_sends_one_letter(master: User) -> None:
    character = make_character()
    for again in (False, True):
        done = send_letter(by(master, key="same-form-1"), character=character.id, subject="A", text="B", gold=5)
        assert done.again == again
    assert Letter.objects.count() == 1 and given_alone(master) == 5

"""Letters that the API does not send: each refusal with its code, status and field, and nothing is written."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from game.actions import character as characters
from game.actions.inventory import equip
from game.models import Letter, Transfer
from game.models.transfer import GOLD
from game.rules import mail as rules
from game.tests.api.letters import assert_refused, body
from game.tests.api.talk import Program, make_program, owner_of
from game.tests.letters import make_letter
from game.tests.make import by, give, held, make_character, make_user

pytestmark = pytest.mark.django_db
SABRE, DRAUGHT = "clerks-sabre", "cellar-draught"
BIGINT = 2**63
NO_COUNT = [-1, -BIGINT, BIGINT, 2**64, -(2**70), 1.0, 1.5, 1e308, True, "1", "", [1], {}]
"""What is no whole number of a bigint column. Each field is also tested with 0 and null."""


@pytest.fixture
def me() -> Program:
    return make_program(level=5, gold=100)


@pytest.fixture
def you() -> Program:
    return make_program()


@pytest.fixture
def nothing_written() -> Iterator[None]:
    yield
    assert not Letter.objects.exists() and not Transfer.objects.filter(reason__startswith="letter").exists()


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("fields", "status", "code", "field"),
    [
        ({"to": "Nobody_at_all"}, 404, "not_found", "to"),
        ({"to": "   "}, 404, "not_found", "to"),
        ({"to": ""}, 400, "invalid", "to"),
        ({"to": "a" * 255}, 400, "invalid", "to"),
        ({"to": 7}, 400, "invalid", "to"),
        ({"to": None}, 400, "invalid", "to"),
        ({"to": ["Wick"]}, 400, "invalid", "to"),
        ({"subject": ""}, 400, "invalid", "subject"),
        ({"subject": " \n\t "}, 400, "invalid", "subject"),
        ({"subject": "\u202e\u200b"}, 400, "invalid", "subject"),
        ({"subject": "s" * 81}, 400, "invalid", "subject"),
        ({"subject": ["s"]}, 400, "invalid", "subject"),
        ({"text": ""}, 400, "invalid", "text"),
        ({"text": " \n "}, 400, "invalid", "text"),
        ({"text": "t" * 2001}, 400, "invalid", "text"),
        ({"text": None}, 400, "invalid", "text"),
        ({"gold": 161}, 409, "not_enough_gold", "gold"),
        ({"gold": BIGINT - 1}, 409, "not_enough_gold", "gold"),
        ({"gold": None}, 400, "invalid", "gold"),
        ({"items": None}, 400, "invalid", "items"),
        ({"items": {}}, 400, "invalid", "items"),
        ({"items": [1]}, 400, "invalid", "items[0]"),
        ({"items": [{"id": 1}]}, 400, "invalid", "items[0].quantity"),
        ({"items": [{"quantity": 1}]}, 400, "invalid", "items[0].id"),
        ({"items": [{"id": 1, "quantity": 1, "slot": "weapon"}]}, 400, "invalid", "items[0].slot"),
        ({"items": [{"id": n, "quantity": 1} for n in range(1, 12)]}, 400, "invalid", "items"),
        ({"items": [{"id": BIGINT - 1, "quantity": BIGINT - 1}]}, 404, "not_found", "items"),
        ({"answers": BIGINT - 1}, 404, "not_found", "answers"),
        ({"answers": 0}, 400, "invalid", "answers"),
        ({"expires_at": "2099-01-01T00:00:00Z"}, 400, "invalid", "expires_at"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_letter_with_a_wrong_field_is_refused(
    me: Program, you: Program, fields: dict[str, Any], status: int, code: str, field: str
) -> None:
    assert_refused(me.post("mail", body(you, **fields), key="letter-01"), status, code, field)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("field", ["to", "subject", "text"])
def test_a_letter_without_a_field_is_refused(me: Program, you: Program, field: str) -> None:
    assert_refused(me.post("mail", {name: value for name, value in body(you).items() if name != field}), 400, "invalid", field)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("number", NO_COUNT, ids=repr)
def test_what_is_no_whole_number_within_bigint_is_refused_with_its_field(me: Program, you: Program, number: Any) -> None:
    draughts = held(me.character, DRAUGHT).pk
    for field, fields in (
        ("gold", {"gold": number}), ("answers", {"answers": number}),
        ("items[0].id", {"items": [{"id": number, "quantity": 1}]}),
        ("items[0].quantity", {"items": [{"id": draughts, "quantity": number}]}),
        ("items[1].quantity", {"items": [{"id": draughts, "quantity": 1}, {"id": draughts + 1, "quantity": number}]}),
    ):  # fmt: skip
        assert_refused(me.post("mail", body(you, **fields)), 400, "invalid", field)
    for id, quantity, field in ((0, 1, "id"), (None, 1, "id"), (draughts, 0, "quantity"), (draughts, None, "quantity")):
        assert_refused(
            me.post("mail", body(you, items=[{"id": id, "quantity": quantity}])), 400, "invalid", f"items[0].{field}"
        )


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("field", ["to", "subject", "text"])
def test_texts_that_no_column_holds_are_refused(me: Program, you: Program, field: str) -> None:
    assert_refused(me.post("mail", body(you, **{field: "a\0b"})), 400, "invalid", field)
    assert_refused(me.post("mail", body(you, **{field: "a" * 60_000})), 400, "invalid", field)
    for raw in (rb"\ud800", rb"\udc00\ud800", b"\xed\xa0\x80", b"\xff\xfe"):
        whole = ", ".join(f'"{name}": "{name}"' for name in ("to", "subject", "text") if name != field).encode()
        answer = me.post("mail", b'{%b, "%b": "%b"}' % (whole, field.encode(), raw))
        assert (answer.status, answer.code) == (400, "invalid"), raw
    too_large = me.post("mail", body(you, **{field: "a" * 5_000_000}))
    assert_refused(too_large, 413, "too_large", None)


def test_the_longest_letter_is_sent_and_one_of_every_script(me: Program, you: Program) -> None:
    longest = {"subject": "🦇" * rules.SUBJECT_MAX, "text": "ж" * rules.TEXT_MAX}
    for fields in (longest, {"text": "עברית العربية 日本語 \N{ZERO WIDTH JOINER} e\u0301"}):
        answer = me.post("mail", body(you, **fields))
        assert answer.status == 201, answer.json
    assert Letter.objects.filter(**longest).count() == 1


def test_the_whole_of_ones_gold_is_sent_and_comes(me: Program, you: Program) -> None:
    most = BIGINT - 1 - 60
    give(me.character, GOLD, most - 160)
    sent = me.post("mail", body(you, gold=most))
    assert (sent.status, sent.json["gold"]) == (201, 0)
    claimed = you.post(f"mail/{sent.json['id']}/claim")
    assert (claimed.status, claimed.json["received"], claimed.json["gold"]) == (200, most, BIGINT - 1)


@pytest.mark.usefixtures("nothing_written")
def test_nobody_writes_to_themselves_or_to_somebody_who_is_gone(me: Program, you: Program) -> None:
    assert_refused(me.post("mail", body(me)), 400, "invalid", "to")
    characters.let_go(by(you.character))
    assert_refused(me.post("mail", body(you)), 404, "not_found", "to")


@pytest.mark.usefixtures("nothing_written")
def test_items_that_cannot_be_sent_are_refused_and_nothing_moves(me: Program, you: Program) -> None:
    draughts, theirs = held(me.character, DRAUGHT), held(you.character, DRAUGHT)
    give(me.character, SABRE)
    worn = held(me.character, SABRE)
    equip(by(me.character), holding=worn.id)
    for portions, status, code in (
        ([(draughts, 4)], 409, "not_enough_items"), ([(draughts, 1), (theirs, 1)], 404, "not_found"),
        ([(draughts, 1), (draughts, 1)], 400, "invalid"), ([(worn, 1)], 409, "worn"),
    ):  # fmt: skip
        items = [{"id": holding.pk, "quantity": quantity} for holding, quantity in portions]
        assert_refused(me.post("mail", body(you, items=items)), status, code, "items")
    assert_refused(me.post("mail", body(you, items=[{"id": worn.pk, "quantity": 2}])), 409, "worn", "items")


@pytest.mark.usefixtures("nothing_written")
def test_guests_and_beginners_send_nothing_but_words(you: Program) -> None:
    beginner, guest = make_program(level=2), Program(make_character(make_user(is_guest=True), level=5))
    for program, code in ((beginner, "level_too_low"), (guest, "forbidden")):
        draughts = [{"id": held(program.character, DRAUGHT).pk, "quantity": 1}]
        assert_refused(program.post("mail", body(you, gold=1)), 403, code, "items")
        assert_refused(program.post("mail", body(you, items=draughts)), 403, code, "items")
    assert [program.post("mail", body(you)).status for program in (beginner, guest)] == [201, 201]
    Letter.objects.all().delete()


@pytest.mark.usefixtures("nothing_written")
def test_the_muted_and_the_banned_write_no_letters(me: Program, you: Program) -> None:
    account = User.objects.filter(pk=owner_of(me.character).pk)
    until = timezone.now() + timedelta(days=1)
    account.update(muted_until=until)
    assert_refused(me.post("mail", body(you)), 403, "forbidden", None)
    account.update(muted_until=None, banned_until=until)
    assert_refused(me.post("mail", body(you)), 403, "banned", None)


def test_the_twenty_first_letter_of_a_day_to_people_who_never_answered_waits(me: Program, you: Program) -> None:
    for _ in range(rules.STRANGERS_A_DAY):
        assert me.post("mail", body(you)).status == 201
    refused = me.post("mail", body(you))
    assert_refused(refused, 429, "too_fast", None)
    assert 86_000 < refused.json["error"]["retry_after"] <= 86_400
    assert refused.response["Retry-After"] == str(refused.json["error"]["retry_after"])
    assert you.post("mail", body(me)).status == 201
    assert me.post("mail", body(you)).status == 201


def test_a_letter_answers_one_between_the_two_only(me: Program, you: Program) -> None:
    between_others = make_letter(make_character(), you.character)
    assert_refused(me.post("mail", body(you, answers=between_others.pk)), 404, "not_found", "answers")
    assert Letter.objects.count() == 1

"""Refusals of mail in the API: each with its code, status and field, and nothing is changed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from game.actions import character as characters
from game.actions.inventory import equip
from game.actions.letter_delivery import Delivery, deliver
from game.models import Character, Letter, Report, Transfer
from game.models.ids import CharacterId
from game.models.transfer import GOLD
from game.rules import mail as rules
from game.rules import report
from game.tests.api.talk import Answer, Program, make_program, owner_of
from game.tests.make import by, give, held, make_character, make_user
from game.tests.make_letter import make_letter

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


def letter_to(you: Program, **fields: Any) -> dict[str, Any]:
    return {"to": you.character.name, "subject": "A word", "text": "Meet me at the mill."} | fields


def nothing(answer: Answer, status: int, code: str, field: str | None) -> None:
    assert (answer.status, answer.code, answer.field) == (status, code, field), answer.json
    assert answer.json["error"]["message"]


@pytest.fixture
def nothing_written() -> Iterator[None]:
    yield
    assert not Letter.objects.exists() and not Transfer.objects.filter(reason__startswith="letter").exists()


# --- a letter that is not sent ------------------------------------------------------------------------------------


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
    nothing(me.post("mail", letter_to(you, **fields), key="letter-01"), status, code, field)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("field", ["to", "subject", "text"])
def test_a_letter_without_a_field_is_refused(me: Program, you: Program, field: str) -> None:
    nothing(me.post("mail", {name: value for name, value in letter_to(you).items() if name != field}), 400, "invalid", field)


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
        nothing(me.post("mail", letter_to(you, **fields)), 400, "invalid", field)
    for id, quantity, field in ((0, 1, "id"), (None, 1, "id"), (draughts, 0, "quantity"), (draughts, None, "quantity")):
        nothing(me.post("mail", letter_to(you, items=[{"id": id, "quantity": quantity}])), 400, "invalid", f"items[0].{field}")


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("field", ["to", "subject", "text"])
def test_texts_that_no_column_holds_are_refused(me: Program, you: Program, field: str) -> None:
    nothing(me.post("mail", letter_to(you, **{field: "a\0b"})), 400, "invalid", field)
    nothing(me.post("mail", letter_to(you, **{field: "a" * 60_000})), 400, "invalid", field)
    for raw in (rb"\ud800", rb"\udc00\ud800", b"\xed\xa0\x80", b"\xff\xfe"):
        whole = ", ".join(f'"{name}": "{name}"' for name in ("to", "subject", "text") if name != field).encode()
        answer = me.post("mail", b'{%b, "%b": "%b"}' % (whole, field.encode(), raw))
        assert (answer.status, answer.code) == (400, "invalid"), raw
    too_large = me.post("mail", letter_to(you, **{field: "a" * 5_000_000}))
    nothing(too_large, 413, "too_large", None)


def test_the_longest_letter_is_sent_and_one_of_every_script(me: Program, you: Program) -> None:
    longest = {"subject": "🦇" * rules.SUBJECT_MAX, "text": "ж" * rules.TEXT_MAX}
    for fields in (longest, {"text": "עברית العربية 日本語 \N{ZERO WIDTH JOINER} e\u0301"}):
        answer = me.post("mail", letter_to(you, **fields))
        assert answer.status == 201, answer.json
    assert Letter.objects.filter(**longest).count() == 1


def test_the_whole_of_ones_gold_is_sent_and_comes(me: Program, you: Program) -> None:
    most = BIGINT - 1 - 60
    give(me.character, GOLD, most - 160)
    sent = me.post("mail", letter_to(you, gold=most))
    assert (sent.status, sent.json["gold"]) == (201, 0)
    claimed = you.post(f"mail/{sent.json['id']}/claim")
    assert (claimed.status, claimed.json["received"], claimed.json["gold"]) == (200, most, BIGINT - 1)


@pytest.mark.usefixtures("nothing_written")
def test_nobody_writes_to_themselves_or_to_somebody_who_is_gone(me: Program, you: Program) -> None:
    nothing(me.post("mail", letter_to(me)), 400, "invalid", "to")
    characters.let_go(by(you.character))
    nothing(me.post("mail", letter_to(you)), 404, "not_found", "to")


@pytest.mark.usefixtures("nothing_written")
def test_items_that_cannot_be_sent(me: Program, you: Program) -> None:
    draughts, theirs = held(me.character, DRAUGHT), held(you.character, DRAUGHT)
    give(me.character, SABRE)
    worn = held(me.character, SABRE)
    equip(by(me.character), holding=worn.id)
    for portions, status, code in (
        ([(draughts, 4)], 409, "not_enough_items"), ([(draughts, 1), (theirs, 1)], 404, "not_found"),
        ([(draughts, 1), (draughts, 1)], 400, "invalid"), ([(worn, 1)], 409, "worn"),
    ):  # fmt: skip
        items = [{"id": holding.pk, "quantity": quantity} for holding, quantity in portions]
        nothing(me.post("mail", letter_to(you, items=items)), status, code, "items")
    nothing(me.post("mail", letter_to(you, items=[{"id": worn.pk, "quantity": 2}])), 409, "worn", "items")


@pytest.mark.usefixtures("nothing_written")
def test_guests_and_beginners_send_nothing_but_words(you: Program) -> None:
    beginner, guest = make_program(level=2), Program(make_character(make_user(is_guest=True), level=5))
    for program, code in ((beginner, "level_too_low"), (guest, "forbidden")):
        draughts = [{"id": held(program.character, DRAUGHT).pk, "quantity": 1}]
        nothing(program.post("mail", letter_to(you, gold=1)), 403, code, "items")
        nothing(program.post("mail", letter_to(you, items=draughts)), 403, code, "items")
    assert [program.post("mail", letter_to(you)).status for program in (beginner, guest)] == [201, 201]
    Letter.objects.all().delete()


@pytest.mark.usefixtures("nothing_written")
def test_the_muted_and_the_banned_write_no_letters(me: Program, you: Program) -> None:
    account = User.objects.filter(pk=owner_of(me.character).pk)
    until = timezone.now() + timedelta(days=1)
    account.update(muted_until=until)
    nothing(me.post("mail", letter_to(you)), 403, "forbidden", None)
    account.update(muted_until=None, banned_until=until)
    nothing(me.post("mail", letter_to(you)), 403, "banned", None)


def test_the_twenty_first_letter_of_a_day_to_people_who_never_answered_waits(me: Program, you: Program) -> None:
    for _ in range(rules.STRANGERS_A_DAY):
        assert me.post("mail", letter_to(you)).status == 201
    refused = me.post("mail", letter_to(you))
    nothing(refused, 429, "too_fast", None)
    assert 86_000 < refused.json["error"]["retry_after"] <= 86_400
    assert refused.response["Retry-After"] == str(refused.json["error"]["retry_after"])
    assert you.post("mail", letter_to(me)).status == 201
    assert me.post("mail", letter_to(you)).status == 201


def test_a_letter_answers_one_between_the_two_only(me: Program, you: Program) -> None:
    between_others = make_letter(make_character(), you.character)
    nothing(me.post("mail", letter_to(you, answers=between_others.pk)), 404, "not_found", "answers")
    assert Letter.objects.count() == 1


# --- what is refused of a letter that exists ----------------------------------------------------------------------


def test_goods_leave_a_letter_once(me: Program, you: Program) -> None:
    claimed, taken = (make_letter(me.character, you.character, gold=5).pk for _ in range(2))
    assert you.post(f"mail/{claimed}/claim").status == 200 and me.post(f"mail/{taken}/take_back").status == 200
    for letter in (claimed, taken):
        nothing(you.post(f"mail/{letter}/claim"), 409, "already_claimed", "id")
        nothing(me.post(f"mail/{letter}/take_back"), 409, "already_claimed", "id")


def test_a_letter_with_nothing_in_it_gives_nothing(me: Program, you: Program) -> None:
    letter = make_letter(me.character, you.character).pk
    nothing(you.post(f"mail/{letter}/claim"), 409, "nothing_to_do", "id")
    nothing(me.post(f"mail/{letter}/take_back"), 409, "nothing_to_do", "id")


def test_a_letter_with_something_unclaimed_in_it_is_not_deleted(me: Program, you: Program) -> None:
    letter = make_letter(me.character, you.character, gold=5).pk
    for program in (me, you):
        nothing(program.delete(f"mail/{letter}"), 409, "unclaimed", "id")
        assert program.get(f"mail/{letter}").status == 200


@pytest.mark.parametrize("asset", [GOLD, DRAUGHT])
def test_more_than_an_account_can_hold_stays_in_the_letter(me: Program, you: Program, asset: str) -> None:
    give(you.character, asset, BIGINT - 1 - (60 if asset == GOLD else 3))
    draughts = held(me.character, DRAUGHT).id
    letter = make_letter(me.character, you.character, gold=5, items={draughts: 1}).pk
    refused = you.post(f"mail/{letter}/claim", key="claim-001")
    assert (refused.status, refused.code) == (409, "too_much")
    assert you.get(f"mail/{letter}").json["state"] == "open"
    back = me.post(f"mail/{letter}/take_back")
    assert (back.status, back.json["received"], back.json["gold"]) == (200, 5, 160)


def test_a_report_is_refused_of_ones_own_letter_and_of_the_city_s(me: Program, you: Program) -> None:
    own = make_letter(me.character, you.character).pk
    city = Delivery(sender=None, recipient=CharacterId(me.character.pk), from_name="The city", subject="Dues", text="Pay.")
    for letter in (own, deliver(city, source="faucet:staff")):
        nothing(me.post(f"mail/{letter}/report", {"reason": "spam"}), 403, "forbidden", "id")
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "reason"), ({"reason": "boredom"}, "reason"), ({"reason": None}, "reason"), ({"reason": ["spam"]}, "reason"),
        ({"reason": "spam\0"}, "reason"), ({"reason": "spam", "remark": "r" * 301}, "remark"),
        ({"reason": "spam", "remark": "\0"}, "remark"), ({"reason": "spam", "remark": None}, "remark"),
        ({"reason": "spam", "letter": 1}, "letter"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_report_with_a_wrong_field_is_refused(me: Program, you: Program, sent: dict[str, Any], field: str) -> None:
    letter = make_letter(you.character, me.character).pk
    nothing(me.post(f"mail/{letter}/report", sent), 400, "invalid", field)
    assert not Report.objects.exists()


@pytest.mark.parametrize("verb", ["", "/read", "/claim", "/take_back", "/report"])
@pytest.mark.parametrize("number", ["0", "-1", "01", "1.0", str(BIGINT), "9" * 5000, "१"])
def test_a_number_that_no_letter_can_have_is_404(me: Program, verb: str, number: str) -> None:
    answer = me.ask("POST" if verb else "GET", f"/api/v1/mail/{number}{verb}")
    nothing(answer, 404, "not_found", None)


@pytest.mark.parametrize("verb", ["read", "claim", "take_back"])
@pytest.mark.parametrize("sent", [{"gold": 1}, [1], b"null", b"{", b"\xff"], ids=repr)
def test_a_call_that_takes_no_body_refuses_one(me: Program, you: Program, verb: str, sent: Any) -> None:
    letter = make_letter(me.character, you.character, gold=5)
    answer = (me if verb == "take_back" else you).post(f"mail/{letter.pk}/{verb}", sent)
    assert (answer.status, answer.code) == (400, "invalid")
    letter.refresh_from_db()
    assert (letter.state, letter.read_at) == ("open", None)


# --- the folders --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("box=outbox", "box"), ("box=", "box"), ("box=inbox&box=sent", "box"), ("box=INBOX", "box"), ("box=inbox%00", "box"),
        ("before=0", "before"), ("before=-1", "before"), ("before=", "before"), ("before=1.0", "before"),
        ("before=1e3", "before"), ("before=01", "before"), ("before=null", "before"), (f"before={10**18}", "before"),
        (f"before={BIGINT}", "before"), ("before=" + "9" * 900, "before"), ("before=%00", "before"),
("before=1&before=2", "before"), ("before[]=1", "before[]"), ("page=2", "page"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_folder_that_is_asked_for_wrongly_is_refused(me: Program, query: str, field: str) -> None:
    nothing(me.get(f"mail?{query}"), 400, "invalid", field)


def test_the_ends_of_the_ids_are_empty_or_whole_pages(me: Program, you: Program) -> None:
    make_letter(me.character, you.character)
    assert you.get("mail?before=1").json == {"unread": 1, "letters": [], "next": None}
    assert len(you.get(f"mail?before={10**18 - 1}").json["letters"]) == 1


def test_mail_needs_a_token_and_a_character() -> None:
    nobody = Program()
    calls = [("GET", "mail"), ("POST", "mail"), ("GET", "mail/1"), ("DELETE", "mail/1")]
    calls += [("POST", f"mail/1/{verb}") for verb in ("read", "claim", "take_back", "report")]
    for method, path in calls:
        nothing(nobody.ask(method, f"/api/v1/{path}"), 401, "not_logged_in", None)
    program = make_program()
    Character.objects.filter(pk=program.character.pk).update(deleted_at=timezone.now())
    for method, path in calls:
        answer = program.ask(method, f"/api/v1/{path}", {} if method == "POST" else None)
        assert (answer.status, answer.code) in ((409, "no_character"), (400, "invalid")), path
    assert program.get("mail").code == "no_character"


# --- what the document promises -----------------------------------------------------------------------------------


def test_the_document_has_the_limits_of_the_rules() -> None:
    schemas = Client().get("/api/schema/").json()["components"]["schemas"]
    letter, filed = schemas["NewLetter"]["properties"], schemas["LetterReport"]["properties"]
    assert letter["subject"]["maxLength"] == rules.SUBJECT_MAX and letter["text"]["maxLength"] == rules.TEXT_MAX
    assert letter["items"]["maxItems"] == rules.ATTACHMENTS_MAX and letter["gold"]["maximum"] == rules.GOLD_MAX
    assert set(filed["reason"]["enum"]) == report.REASONS.keys() and filed["remark"]["maxLength"] == report.REMARK_MAX


def test_the_document_explains_every_state_of_a_letter() -> None:
    words = Client().get("/api/schema/").json()["components"]["schemas"]["LetterEntry"]["description"]
    assert len(Letter.STATES) == 6 and [state for state in Letter.STATES if state not in words] == []

"""What the API refuses of a letter that exists: each refusal with its code, status and field."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from game.actions.letter_delivery import Delivery, deliver
from game.models import Character, Letter, Report
from game.models.ids import CharacterId
from game.models.transfer import GOLD
from game.rules import mail as rules
from game.rules import report
from game.tests.api.letters import assert_refused
from game.tests.api.talk import Program, make_program
from game.tests.letters import make_letter
from game.tests.make import give, held

pytestmark = pytest.mark.django_db
DRAUGHT = "cellar-draught"
BIGINT = 2**63


@pytest.fixture
def me() -> Program:
    return make_program(level=5, gold=100)


@pytest.fixture
def you() -> Program:
    return make_program()


def test_goods_leave_a_letter_once(me: Program, you: Program) -> None:
    claimed, taken = (make_letter(me.character, you.character, gold=5).pk for _ in range(2))
    assert you.post(f"mail/{claimed}/claim").status == 200 and me.post(f"mail/{taken}/take_back").status == 200
    for letter in (claimed, taken):
        assert_refused(you.post(f"mail/{letter}/claim"), 409, "already_claimed", "id")
        assert_refused(me.post(f"mail/{letter}/take_back"), 409, "already_claimed", "id")


def test_a_letter_with_nothing_in_it_is_not_claimed(me: Program, you: Program) -> None:
    letter = make_letter(me.character, you.character).pk
    assert_refused(you.post(f"mail/{letter}/claim"), 409, "nothing_to_do", "id")
    assert_refused(me.post(f"mail/{letter}/take_back"), 409, "nothing_to_do", "id")


def test_a_letter_with_something_unclaimed_in_it_is_not_deleted(me: Program, you: Program) -> None:
    letter = make_letter(me.character, you.character, gold=5).pk
    for program in (me, you):
        assert_refused(program.delete(f"mail/{letter}"), 409, "unclaimed", "id")
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


def test_ones_own_letter_and_a_letter_of_the_city_cannot_be_reported(me: Program, you: Program) -> None:
    own = make_letter(me.character, you.character).pk
    city = Delivery(sender=None, recipient=CharacterId(me.character.pk), from_name="The city", subject="Dues", text="Pay.")
    for letter in (own, deliver(city, source="faucet:staff")):
        assert_refused(me.post(f"mail/{letter}/report", {"reason": "spam"}), 403, "forbidden", "id")
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
    assert_refused(me.post(f"mail/{letter}/report", sent), 400, "invalid", field)
    assert not Report.objects.exists()


@pytest.mark.parametrize("verb", ["", "/read", "/claim", "/take_back", "/report"])
@pytest.mark.parametrize("number", ["0", "-1", "01", "1.0", str(BIGINT), "9" * 5000, "१"])
def test_a_number_that_no_letter_can_have_is_404(me: Program, verb: str, number: str) -> None:
    answer = me.ask("POST" if verb else "GET", f"/api/v1/mail/{number}{verb}")
    assert_refused(answer, 404, "not_found", None)


@pytest.mark.parametrize("verb", ["read", "claim", "take_back"])
@pytest.mark.parametrize("sent", [{"gold": 1}, [1], b"null", b"{", b"\xff"], ids=repr)
def test_a_call_that_takes_no_body_refuses_one(me: Program, you: Program, verb: str, sent: Any) -> None:
    letter = make_letter(me.character, you.character, gold=5)
    answer = (me if verb == "take_back" else you).post(f"mail/{letter.pk}/{verb}", sent)
    assert (answer.status, answer.code) == (400, "invalid")
    letter.refresh_from_db()
    assert (letter.state, letter.read_at) == ("open", None)


def test_the_document_has_the_limits_of_the_rules() -> None:
    schemas = Client().get("/api/schema/").json()["components"]["schemas"]
    letter, filed = schemas["NewLetter"]["properties"], schemas["LetterReport"]["properties"]
    assert letter["subject"]["maxLength"] == rules.SUBJECT_MAX and letter["text"]["maxLength"] == rules.TEXT_MAX
    assert letter["items"]["maxItems"] == rules.ATTACHMENTS_MAX and letter["gold"]["maximum"] == rules.GOLD_MAX
    assert set(filed["reason"]["enum"]) == report.REASONS.keys() and filed["remark"]["maxLength"] == report.REMARK_MAX


def test_the_document_explains_every_state_of_a_letter() -> None:
    words = Client().get("/api/schema/").json()["components"]["schemas"]["LetterEntry"]["description"]
    assert len(Letter.STATES) == 6 and [state for state in Letter.STATES if state not in words] == []


def test_mail_needs_a_token_and_a_character() -> None:
    nobody = Program()
    calls = [("GET", "mail"), ("POST", "mail"), ("GET", "mail/1"), ("DELETE", "mail/1")]
    calls += [("POST", f"mail/1/{verb}") for verb in ("read", "claim", "take_back", "report")]
    for method, path in calls:
        assert_refused(nobody.ask(method, f"/api/v1/{path}"), 401, "not_logged_in", None)
    program = make_program()
    Character.objects.filter(pk=program.character.pk).update(deleted_at=timezone.now())
    for method, path in calls:
        answer = program.ask(method, f"/api/v1/{path}", {} if method == "POST" else None)
        assert (answer.status, answer.code) in ((409, "no_character"), (400, "invalid")), path
    assert program.get("mail").code == "no_character"

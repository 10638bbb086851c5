"""Letters in the API: what is sent, and what can be done with a letter; each call with its statements."""

import pytest

from game.models import Letter, Notice, Report, ReportFiling
from game.tests.api.letters import CUTTER, DRAUGHT, PELT, START, attached, body, goods, make_sender, sent, shown
from game.tests.api.talk import Program, make_program
from game.tests.make import give, held, holds

pytestmark = pytest.mark.django_db
MORE_ITEMS = (
    "wet-quay-cutlass", "ropewalk-falchion", "porters-hatchet", "shutter-axe", "sextons-maul", "paving-rammer", "mill-clapper",
)  # fmt: skip


@pytest.fixture
def me() -> Program:
    return make_sender()


@pytest.fixture
def you() -> Program:
    return make_program()


def test_a_letter_with_gold_and_three_items_is_sent_in_eight_statements(me: Program, you: Program) -> None:
    answer = me.post("mail", body(you, **goods(me)), key="letter-01")
    letter = Letter.objects.get()
    assert (answer.status, answer.json) == (201, {"id": letter.pk, "gold": START + 100 - 40})
    assert len(answer.statements) == 8
    assert (letter.sender, letter.recipient, letter.state) == (me.character, you.character, "open")
    assert not holds(me.character, CUTTER) and not holds(me.character, DRAUGHT) and held(me.character, PELT).quantity == 1
    assert Notice.objects.get(character=you.character, link__contains="mail").link == f"/play/mail/{letter.pk}/"


def test_a_letter_without_goods_is_sent_in_seven_statements(me: Program, you: Program) -> None:
    answer = me.post("mail", body(you), key="letter-01")
    assert (answer.status, answer.json, len(answer.statements)) == (
        201,
        {"id": Letter.objects.get().pk, "gold": START + 100},
        7,
    )


def test_the_recipient_is_named_in_any_case(me: Program, you: Program) -> None:
    name = you.character.name
    for written in (name.upper(), name.lower(), f"  {name} "):
        assert me.post("mail", body(you, to=written)).status == 201
    assert Letter.objects.filter(recipient=you.character).count() == 3


def test_a_reply_names_the_letter_that_it_answers(me: Program, you: Program) -> None:
    first = sent(me, you)
    reply = sent(you, me, answers=first)
    assert [me.get(f"mail/{letter}").json["answers"] for letter in (first, reply)] == [None, first]
    assert sent(you, me, answers=None) > reply


def test_both_sides_see_a_letter_in_full_in_two_statements(me: Program, you: Program) -> None:
    text = "<b>Meet me</b>\n\tat the “mill” & bring {{ bread }} 🦇"
    letter = sent(me, you, text=text)
    for program in (me, you):
        answer = program.get(f"mail/{letter}")
        read = None if program is me else False
        assert (answer.status, answer.json) == (200, shown(letter, me, you, read=read) | {"text": text, "answers": None})
        assert len(answer.statements) == 2


def test_looking_marks_nothing_as_read_and_a_call_does(me: Program, you: Program) -> None:
    letter = sent(me, you)
    for path in ("mail", f"mail/{letter}", "mail?box=sent"):
        assert you.get(path).status == 200
    assert you.ask("HEAD", f"/api/v1/mail/{letter}").status == 200
    assert you.get("mail").json["unread"] == 1
    answer = you.post(f"mail/{letter}/read", key="read-0001")
    assert (answer.status, answer.json, len(answer.statements)) == (200, {"id": letter, "read": True}, 6)
    assert you.get("mail").json["unread"] == 0 and you.get(f"mail/{letter}").json["read"] is True
    read_at = Letter.objects.get().read_at
    assert you.post(f"mail/{letter}/read").json == {"id": letter, "read": True} and Letter.objects.get().read_at == read_at


def test_goods_are_claimed_in_eight_statements(me: Program, you: Program) -> None:
    holding = held(me.character, CUTTER).pk
    letter = sent(me, you, **goods(me))
    answer = you.post(f"mail/{letter}/claim", key="claim-001")
    came = {"id": letter, "attachments": attached(holding), "received": 40, "gold": START + 40}
    assert (answer.status, answer.json, len(answer.statements)) == (200, came, 8)
    assert held(you.character, CUTTER).pk == holding and held(you.character, PELT).quantity == 2
    entry = you.get(f"mail/{letter}").json
    assert (entry["state"], entry["read"], entry["gold"], entry["attachments"]) == ("claimed", True, 40, attached(holding))


def test_goods_are_taken_back_in_seven_statements(me: Program, you: Program) -> None:
    holding = held(me.character, CUTTER).pk
    letter = sent(me, you, **goods(me))
    answer = me.post(f"mail/{letter}/take_back", key="back-0001")
    came = {"id": letter, "attachments": attached(holding), "received": 40, "gold": START + 100}
    assert (answer.status, answer.json, len(answer.statements)) == (200, came, 7)
    assert held(me.character, PELT).quantity == 3 and held(me.character, DRAUGHT).quantity == 3
    entry = you.get(f"mail/{letter}").json
    assert (entry["state"], entry["read"]) == ("taken_back", False)


def test_ten_items_take_no_more_statements_than_one(me: Program, you: Program) -> None:
    for item in MORE_ITEMS:
        give(me.character, item)
    portions = [{"id": held(me.character, item).pk, "quantity": 1} for item in (PELT, CUTTER, DRAUGHT, *MORE_ITEMS)]
    for count in (1, 10):
        letter = me.post("mail", body(you, items=portions[:count]), key=f"letter-{count}-of")
        claimed = you.post(f"mail/{letter.json['id']}/claim", key=f"claim-{count}-of")
        assert (len(letter.statements), len(claimed.statements), len(claimed.json["attachments"])) == (8, 8, count)


def test_a_side_deletes_its_own_copy_in_five_statements(me: Program, you: Program) -> None:
    letter = sent(me, you)
    answer = you.delete(f"mail/{letter}", key="delete-01")
    assert (answer.status, answer.response.content, len(answer.statements)) == (204, b"", 5)
    assert you.get("mail").json == {"unread": 0, "letters": [], "next": None}
    assert you.get(f"mail/{letter}").status == 404 and you.delete(f"mail/{letter}").status == 404
    assert [entry["id"] for entry in me.get("mail?box=sent").json["letters"]] == [letter]
    assert me.delete(f"mail/{letter}").status == 204 and me.get(f"mail/{letter}").status == 404


def test_a_letter_is_reported_once_for_a_reason_and_day(me: Program, you: Program) -> None:
    letter = sent(me, you)
    answer = you.post(f"mail/{letter}/report", {"reason": "fraud", "remark": "begs for gold"}, key="report-01")
    assert (answer.status, answer.json, len(answer.statements)) == (200, {"id": letter, "again": False}, 12)
    assert ReportFiling.objects.get().remark == "begs for gold"
    again = you.post(f"mail/{letter}/report", {"reason": "fraud"})
    assert (again.status, again.json) == (200, {"id": letter, "again": True})
    assert you.post(f"mail/{letter}/report", {"reason": "spam"}).json == {"id": letter, "again": False}
    assert Report.objects.count() == 2


def test_the_sender_is_not_told_whether_a_letter_was_read_or_deleted(me: Program, you: Program) -> None:
    letter = sent(me, you)
    paths = (f"mail/{letter}", "mail?box=sent")
    before = [me.get(path).json for path in paths]
    assert before[0]["read"] is None and you.get(f"mail/{letter}").json["read"] is False
    assert you.post(f"mail/{letter}/read").status == 200 and you.delete(f"mail/{letter}").status == 204
    assert [me.get(path).json for path in paths] == before

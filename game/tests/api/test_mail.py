"""Mail in the API: what each call answers, in how many statements, and what a repeated key gets."""

from datetime import datetime
from typing import Any

import pytest

from game.actions import character as characters
from game.actions.letter_delivery import Delivery, deliver
from game.models import Letter, Notice, Report, ReportFiling
from game.models.ids import CharacterId, LetterId
from game.tests.api.talk import Program, make_program
from game.tests.make import by, give, held, holds
from game.tests.make_letter import make_letter

pytestmark = pytest.mark.django_db
CUTTER, PELT, DRAUGHT = "excise-cutter", "mill-rat-pelt", "cellar-draught"
MORE_ITEMS = (
    "wet-quay-cutlass", "ropewalk-falchion", "porters-hatchet", "shutter-axe", "sextons-maul", "paving-rammer", "mill-clapper",
)  # fmt: skip
START = 60
"""Gold that a new character has."""


@pytest.fixture
def me() -> Program:
    program = make_program(level=5, gold=100)
    give(program.character, CUTTER)
    give(program.character, PELT, 3)
    return program


@pytest.fixture
def you() -> Program:
    return make_program()


def goods(program: Program) -> dict[str, Any]:
    """Gold and three items as a call sends them: a thing, a part of a stack, the whole of a stack."""
    portions = ((CUTTER, 1), (PELT, 2), (DRAUGHT, 3))
    return {"gold": 40, "items": [{"id": held(program.character, item).pk, "quantity": n} for item, n in portions]}


def body(to: Program, **more: Any) -> dict[str, Any]:
    return {"to": to.character.name, "subject": "A word", "text": "Meet me at the mill."} | more


def sent(by_whom: Program, to: Program, **more: Any) -> int:
    """The id of a letter that was sent by a call."""
    answer = by_whom.post("mail", body(to, **more))
    assert answer.status == 201, answer.json
    number: int = answer.json["id"]
    return number


def shown(letter: int, sender: Program | None, recipient: Program, **more: Any) -> dict[str, Any]:
    """A letter without goods as a folder shows it."""
    return {
        "id": letter, "from": None if sender is None else sender.character.name, "to": recipient.character.name,
        "subject": "A word", "sent_at": time_of(Letter.objects.get(pk=letter).sent_at), "read": False, "state": "plain",
        "attachments": [], "gold": 0, "expires_at": None,
    } | more  # fmt: skip


def time_of(moment: datetime | None) -> str:
    assert moment is not None
    return moment.isoformat().replace("+00:00", "Z")


def attached(holding: int) -> list[dict[str, Any]]:
    """The items of `goods` as an answer shows them."""
    stacks = [{"item": item, "quantity": n, "upgrade": 0, "holding": None} for item, n in ((PELT, 2), (DRAUGHT, 3))]
    return [{"item": CUTTER, "quantity": 1, "upgrade": 0, "holding": holding}, *stacks]


# --- sending ------------------------------------------------------------------------------------------------------


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
        assert me.post("mail", body(you) | {"to": written}).status == 201
    assert Letter.objects.filter(recipient=you.character).count() == 3


def test_a_reply_names_the_letter_that_it_answers(me: Program, you: Program) -> None:
    first = sent(me, you)
    reply = sent(you, me, answers=first)
    assert [me.get(f"mail/{letter}").json["answers"] for letter in (first, reply)] == [None, first]
    assert sent(you, me, answers=None) > reply


# --- the folders --------------------------------------------------------------------------------------------------


def test_a_folder_shows_letters_newest_first_in_three_statements(me: Program, you: Program) -> None:
    assert you.get("mail").json == {"unread": 0, "letters": [], "next": None}
    holding = held(me.character, CUTTER).pk
    first, second = sent(me, you), sent(me, you, **goods(me))
    reply = sent(you, me)
    entries = [
        shown(
            second, me, you, state="open", attachments=attached(holding), gold=40,
            expires_at=time_of(Letter.objects.get(pk=second).expires_at),
        ),
        shown(first, me, you),
    ]  # fmt: skip
    for program, box, unread, letters in (
        (you, "inbox", 2, entries), (me, "sent", 1, entries),
        (me, "inbox", 1, [shown(reply, you, me)]), (you, "sent", 2, [shown(reply, you, me)]),
    ):  # fmt: skip
        answer = program.get(f"mail?box={box}")
        assert (answer.status, answer.json) == (200, {"unread": unread, "letters": letters, "next": None}), box
        assert len(answer.statements) == 3
    assert you.get("mail").json == you.get("mail?box=inbox").json


def test_a_letter_of_the_city_is_from_null(me: Program) -> None:
    letter = deliver(
        Delivery(
            sender=None, recipient=CharacterId(me.character.pk), from_name="The city", subject="A word", text="Pay your dues."
        ),
        source="faucet:staff",
    )
    assert me.get("mail").json["letters"] == [shown(letter, None, me)]
    assert me.get(f"mail/{letter}").json == shown(letter, None, me) | {"text": "Pay your dues.", "answers": None}


def write(sender: Program, recipient: Program, count: int) -> None:
    """Letters without goods, beyond the limit of a day."""
    Letter.objects.bulk_create([
        Letter(sender=sender.character, recipient=recipient.character, subject=f"Word {n}", text="-") for n in range(count)
    ])  # fmt: skip


@pytest.mark.parametrize("box", ["inbox", "sent"])
def test_pages_show_each_of_120_letters_once(me: Program, you: Program, box: str) -> None:
    write(me, you, 120)
    write(you, me, 3)
    reader = you if box == "inbox" else me
    pages, before = [], ""
    for _ in range(3):
        answer = reader.get(f"mail?box={box}{before}")
        assert len(answer.statements) == 3
        pages.append([entry["subject"] for entry in answer.json["letters"]])
        before = f"&before={answer.json['next']}"
    assert before == "&before=None" and [len(page) for page in pages] == [50, 50, 20]
    assert [subject for page in pages for subject in page] == [f"Word {n}" for n in reversed(range(120))]


def test_the_last_page_has_no_next_also_when_it_is_full(me: Program, you: Program) -> None:
    write(me, you, 50)
    page = you.get("mail").json
    assert len(page["letters"]) == 50 and page["next"] is None
    write(me, you, 1)
    page = you.get("mail").json
    assert page["next"] == page["letters"][-1]["id"]
    assert [entry["subject"] for entry in you.get(f"mail?before={page['next']}").json["letters"]] == ["Word 0"]


def test_letters_that_come_or_go_between_two_pages_neither_hide_nor_repeat_others(me: Program, you: Program) -> None:
    write(me, you, 60)
    first = you.get("mail").json
    write(me, you, 5)
    assert you.delete(f"mail/{first['next']}").status == 204
    second = you.get(f"mail?before={first['next']}").json["letters"]
    assert [entry["subject"] for entry in second] == [f"Word {n}" for n in reversed(range(10))]


# --- one letter ---------------------------------------------------------------------------------------------------


def test_both_sides_see_a_letter_in_full_in_two_statements(me: Program, you: Program) -> None:
    text = "<b>Meet me</b>\n\tat the “mill” & bring {{ bread }} 🦇"
    letter = sent(me, you, text=text)
    for program in (me, you):
        answer = program.get(f"mail/{letter}")
        assert (answer.status, answer.json) == (200, shown(letter, me, you) | {"text": text, "answers": None})
        assert len(answer.statements) == 2


def test_looking_marks_nothing_as_read_and_a_call_does(me: Program, you: Program) -> None:
    letter = sent(me, you)
    for path in ("mail", f"mail/{letter}", "mail?box=sent"):
        assert you.get(path).status == 200
    assert you.ask("HEAD", f"/api/v1/mail/{letter}").status == 200
    assert you.get("mail").json["unread"] == 1
    answer = you.post(f"mail/{letter}/read", key="read-0001")
    assert (answer.status, answer.json, len(answer.statements)) == (200, {"id": letter, "read": True}, 5)
    assert you.get("mail").json["unread"] == 0 and me.get(f"mail/{letter}").json["read"] is True
    read_at = Letter.objects.get().read_at
    assert you.post(f"mail/{letter}/read").json == {"id": letter, "read": True} and Letter.objects.get().read_at == read_at


def test_goods_are_claimed_in_eight_statements(me: Program, you: Program) -> None:
    holding = held(me.character, CUTTER).pk
    letter = sent(me, you, **goods(me))
    answer = you.post(f"mail/{letter}/claim", key="claim-001")
    came = {"id": letter, "attachments": attached(holding), "received": 40, "gold": START + 40}
    assert (answer.status, answer.json, len(answer.statements)) == (200, came, 8)
    assert held(you.character, CUTTER).pk == holding and held(you.character, PELT).quantity == 2
    entry = me.get(f"mail/{letter}").json
    assert (entry["state"], entry["read"], entry["gold"], entry["attachments"]) == ("claimed", True, 40, attached(holding))


def test_goods_are_taken_back_in_eight_statements(me: Program, you: Program) -> None:
    holding = held(me.character, CUTTER).pk
    letter = sent(me, you, **goods(me))
    answer = me.post(f"mail/{letter}/take_back", key="back-0001")
    came = {"id": letter, "attachments": attached(holding), "received": 40, "gold": START + 100}
    assert (answer.status, answer.json, len(answer.statements)) == (200, came, 8)
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
    assert (answer.status, answer.json, len(answer.statements)) == (200, {"id": letter, "again": False}, 11)
    assert ReportFiling.objects.get().remark == "begs for gold"
    again = you.post(f"mail/{letter}/report", {"reason": "fraud"})
    assert (again.status, again.json) == (200, {"id": letter, "again": True})
    assert you.post(f"mail/{letter}/report", {"reason": "spam"}).json == {"id": letter, "again": False}
    assert Report.objects.count() == 2


# --- the same key again -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["send", "read", "claim", "take_back", "delete", "report"])
def test_a_repeated_key_gets_the_first_answer_and_does_nothing_again(me: Program, you: Program, verb: str) -> None:
    letter = sent(me, you, gold=40) if verb in ("claim", "take_back") else sent(me, you)
    program = me if verb in ("send", "take_back") else you
    path = "mail" if verb == "send" else f"mail/{letter}" + ("" if verb == "delete" else f"/{verb}")
    sends = {"send": body(you, gold=7), "report": {"reason": "spam"}}.get(verb)
    answers = [
        program.ask("DELETE" if verb == "delete" else "POST", f"/api/v1/{path}", sends, key="same-key-1") for _ in range(3)
    ]
    assert answers[0].status == {"send": 201, "delete": 204}.get(verb, 200)
    assert [(a.status, a.json) for a in answers[1:]] == [(answers[0].status, answers[0].json)] * 2
    assert Letter.objects.count() == 1 + (verb == "send")
    # The token, and the lock with the receipt; before it the name and the user of a letter that is sent.
    assert len(answers[1].statements) == (4 if verb == "send" else 2)


def test_a_key_of_another_request_is_409(me: Program, you: Program) -> None:
    letter, other = sent(me, you), sent(me, you)
    first = body(you, gold=5)
    assert me.post("mail", first, key="same-key-1").status == 201
    for change in ({"gold": 6}, {"subject": "Two words"}, {"text": "No."}, {"answers": letter}, {"items": goods(me)["items"]}):
        refused = me.post("mail", first | change, key="same-key-1")
        assert (refused.status, refused.code, refused.field) == (409, "key_reused", "idempotency_key"), change
    assert you.post(f"mail/{letter}/read", key="same-key-2").status == 200
    for path in (f"mail/{other}/read", f"mail/{letter}/claim", f"mail/{letter}/take_back"):
        assert you.post(path, key="same-key-2").code == "key_reused", path
    assert you.delete(f"mail/{letter}", key="same-key-2").code == "key_reused"
    assert Letter.objects.count() == 3


def test_a_repeated_key_gets_the_first_answer_when_the_recipient_is_gone_by_then(me: Program, you: Program) -> None:
    first = me.post("mail", body(you), key="same-key-1")
    characters.let_go(by(you.character))
    again = me.post("mail", body(you), key="same-key-1")
    assert (again.status, again.json) == (201, first.json)
    fresh = me.post("mail", body(you), key="other-key-1")
    assert (fresh.status, fresh.code, fresh.field) == (404, "not_found", "to")


def test_a_letter_keeps_no_more_than_one_answer_per_sender_and_key(me: Program, you: Program) -> None:
    """Keys are the character's: another one may use the same."""
    assert me.post("mail", body(you), key="same-key-1").status == 201
    assert you.post("mail", body(me), key="same-key-1").status == 201
    assert Letter.objects.count() == 2


# --- the letters of others ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["another's", "none", "beyond every row"])
def test_a_letter_of_others_is_404_for_every_call(me: Program, you: Program, letter: str) -> None:
    made = make_letter(me.character, you.character, gold=5)
    number = {"another's": made.pk, "none": LetterId(made.pk + 1), "beyond every row": 2**63 - 1}[letter]
    stranger = make_program(level=5)
    answers = [stranger.get(f"mail/{number}"), stranger.delete(f"mail/{number}")]
    answers += [stranger.post(f"mail/{number}/{verb}") for verb in ("read", "claim", "take_back")]
    answers.append(stranger.post(f"mail/{number}/report", {"reason": "spam"}))
    assert [(a.status, a.code) for a in answers] == [(404, "not_found")] * 6
    assert {a.field for a in answers} == {"id"}
    assert Letter.objects.filter(pk=made.pk, state="open", read_at=None, deleted_by_recipient_at=None).exists()
    assert stranger.get("mail").json["letters"] == [] == stranger.get("mail?box=sent").json["letters"]


def test_each_side_has_its_own_verbs(me: Program, you: Program) -> None:
    letter = sent(me, you, gold=5)
    for program, verb in ((me, "read"), (me, "claim"), (you, "take_back")):
        refused = program.post(f"mail/{letter}/{verb}")
        assert (refused.status, refused.code, refused.field) == (404, "not_found", "id"), verb
    assert Letter.objects.get().state == "open"

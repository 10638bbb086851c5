"""Mail in the API: what a repeated key gets, and that the letters of others are out of reach."""

import pytest

from game.actions import character as characters
from game.models import Letter
from game.models.ids import LetterId
from game.tests.api.letters import body, goods, make_sender, sent
from game.tests.api.talk import Program, make_program
from game.tests.letters import make_letter
from game.tests.make import by

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Program:
    return make_sender()


@pytest.fixture
def you() -> Program:
    return make_program()


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

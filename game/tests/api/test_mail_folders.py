"""The two folders of mail in the API: what they show, and their pages."""

import pytest

from game.actions.letter_delivery import Delivery, deliver
from game.models import Letter
from game.models.ids import CharacterId
from game.tests.api.letters import CUTTER, assert_refused, attached, goods, make_sender, sent, shown, time_of
from game.tests.api.talk import Program, make_program
from game.tests.letters import make_letter
from game.tests.make import held

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Program:
    return make_sender()


@pytest.fixture
def you() -> Program:
    return make_program()


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
        (you, "inbox", 2, entries), (me, "sent", 1, [entry | {"read": None} for entry in entries]),
        (me, "inbox", 1, [shown(reply, you, me)]), (you, "sent", 2, [shown(reply, you, me, read=None)]),
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


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("box=outbox", "box"), ("box=", "box"), ("box=inbox&box=sent", "box"), ("box=INBOX", "box"), ("box=inbox%00", "box"),
        ("before=0", "before"), ("before=-1", "before"), ("before=", "before"), ("before=1.0", "before"),
        ("before=1e3", "before"), ("before=01", "before"), ("before=null", "before"), (f"before={10**18}", "before"),
        (f"before={2**63}", "before"), ("before=" + "9" * 900, "before"), ("before=%00", "before"),
("before=1&before=2", "before"), ("before[]=1", "before[]"), ("page=2", "page"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_folder_that_is_asked_for_wrongly_is_refused(me: Program, query: str, field: str) -> None:
    assert_refused(me.get(f"mail?{query}"), 400, "invalid", field)


def test_the_ends_of_the_ids_are_empty_or_whole_pages(me: Program, you: Program) -> None:
    make_letter(me.character, you.character)
    assert you.get("mail?before=1").json == {"unread": 1, "letters": [], "next": None}
    assert len(you.get(f"mail?before={10**18 - 1}").json["letters"]) == 1

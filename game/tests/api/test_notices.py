"""Notices in the API: read page by page, marked as read, and chosen."""

import pytest
from allauth.account.models import EmailAddress

from game.actions.notices import notify
from game.models import Notice
from game.tests.api.talk import Program, make_program
from game.tests.letters import make_letter
from game.tests.make import make_character, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Program:
    return make_program()


def test_notices_are_read_page_by_page_with_their_kinds_in_three_statements(me: Program) -> None:
    for n in range(55):
        notify(me.character.id, f"news {n}", "/play/log/", kind="staff" if n else "reward")
    make_letter(make_character(), me.character)
    first = me.get("notices")
    assert (first.status, len(first.statements), first.json["unread"], first.json["unread_letters"]) == (200, 3, 56, 1)
    second = me.get(f"notices?before={first.json['next']}")
    found = first.json["notices"] + second.json["notices"]
    assert len(found) == 56 and second.json["next"] is None
    assert found[0]["kind"] == "letter" and found[-1] | {"id": 0, "at": ""} == {
        "id": 0, "at": "", "kind": "reward", "text": "news 0", "link": "/play/log/", "read": False,
    }  # fmt: skip
    assert [n["text"] for n in me.get("notices?kind=reward").json["notices"]] == ["news 0"]


def test_only_the_named_notices_of_the_own_character_are_marked(me: Program) -> None:
    other = make_program()
    for who in (me, other):
        notify(who.character.id, "one")
        notify(who.character.id, "two")
    mine, theirs = (Notice.objects.filter(character=who.character).order_by("pk")[0].pk for who in (me, other))
    answer = me.post("notices/read", {"ids": [mine, theirs]}, key="read-0001")
    assert (answer.status, answer.json) == (200, {"count": 1})
    assert me.post("notices/read", {"ids": [mine, theirs]}, key="read-0001").json == {"count": 1}
    assert me.post("notices/read", {"ids": [mine]}).json == {"count": 0}
    assert (me.get("notices").json["unread"], other.get("notices").json["unread"]) == (1, 2)


@pytest.mark.parametrize(
    "body", [{}, {"ids": []}, {"ids": list(range(1, 102))}, {"ids": ["x"]}, {"ids": [0]}, {"ids": [1], "all": True}]
)
def test_a_wrong_list_is_refused(me: Program, body: dict[str, object]) -> None:
    assert me.post("notices/read", body).refusal == (400, "invalid")


def test_choices_are_read_and_set_and_a_kind_that_is_left_out_stays(me: Program) -> None:
    assert me.get("notices/choices").json == {"choices": dict.fromkeys(
        ("letter", "raid_begins", "raid_pays", "missions", "reward", "clan", "friend", "chat", "staff"), "page",
    )}  # fmt: skip
    EmailAddress.objects.create(user=owner_of(me.character), email="me@example.org", verified=True, primary=True)
    assert me.put("notices/choices", {"missions": "none", "staff": "mail"}).json["choices"]["staff"] == "mail"
    assert me.put("notices/choices", {"letter": "mail"}).json["choices"]["missions"] == "none"
    assert me.get("notices/choices").json["choices"]["letter"] == "mail"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"letter": "pigeon"}, "letter"),
        ({"staff": "none"}, "staff"),
        ({"weather": "page"}, "weather"),
        ({"letter": "mail"}, "letter"),
    ],
)
def test_a_choice_that_is_not_possible_is_refused_by_its_field(me: Program, body: dict[str, str], field: str) -> None:
    assert me.put("notices/choices", body).field_refusal == (400, "invalid", field)

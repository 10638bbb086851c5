"""Rooms in the API: listed, read in both directions, written in with a key, and refused."""

import pytest

from game.models import ChatMessage, ChatSeen
from game.tests.api.talk import Program, make_program
from game.tests.chat import make_faction_room, make_messages, make_private_room, make_talker, say_in
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Program:
    program = make_program()
    type(program.character).objects.filter(pk=program.character.pk).update(level=3)
    return program


def test_rooms_are_listed_with_what_is_unread_in_two_statements(me: Program) -> None:
    room = make_faction_room(me.character.faction)
    say_in(room, make_talker(faction=me.character.faction))
    answer = me.get("chat")
    assert answer.status == 200 and len(answer.statements) == 2
    assert [r | {"at": ""} for r in answer.json["rooms"]] == [{
        "id": room, "kind": "faction", "title": me.character.faction, "last": 1, "seen": 0, "at": "", "slow_seconds": 0, "writes": True,
    }]  # fmt: skip
    assert me.post(f"chat/{room}/seen", {"number": 1}).status == 204 and me.get("chat").json["rooms"][0]["seen"] == 1


def test_messages_are_read_in_both_directions_each_once(me: Program) -> None:
    room = make_faction_room(me.character.faction)
    make_messages(room, [make_talker(faction=me.character.faction)], 120)
    backwards: list[int] = []
    path = f"chat/{room}"
    while path:
        answer = me.get(path)
        assert len(answer.statements) == 2
        backwards = [m["number"] for m in answer.json["messages"]] + backwards
        path = f"chat/{room}?before={backwards[0]}" if answer.json["more"] else ""
    forwards: list[int] = []
    more = True
    while more:
        page = me.get(f"chat/{room}?after={forwards[-1] if forwards else 0}").json
        forwards += [m["number"] for m in page["messages"]]
        more = page["more"]
    assert backwards == forwards == list(range(1, 121))
    assert not ChatSeen.objects.exists()
    assert me.get(f"chat/{room}?after=1&before=5").field_refusal == (400, "invalid", "after")


def test_a_message_is_said_once_by_its_key_and_taken_back(me: Program) -> None:
    room = make_faction_room(me.character.faction)
    first = me.post(f"chat/{room}", {"text": "good evening"}, key="say-00001")
    assert first.status == 201 and first.json["number"] == 1
    assert me.post(f"chat/{room}", {"text": "good evening"}, key="say-00001").json == first.json
    assert me.post(f"chat/{room}", {"text": "else"}, key="say-00001").refusal == (409, "key_reused")
    assert me.delete(f"chat/messages/{first.json['id']}").status == 204
    found = me.get(f"chat/{room}").json["messages"]
    assert [(m["from"], m["text"], m["state"]) for m in found] == [(me.character.name, "", "taken_back")]


def test_a_private_room_is_opened_by_a_name(me: Program) -> None:
    other = make_character()
    opened = me.post("chat", {"with": other.name})
    assert opened.status == 201 and me.post("chat", {"with": other.name}).json == opened.json
    assert me.post("chat", {"with": "nobody_x"}).field_refusal == (404, "not_found", "to")
    assert me.get("chat").json["rooms"][-1]["title"] == other.name


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": "x" * 256}, {"text": 5}, {"text": "a\0b"}, {"text": "hi", "more": 1}, {"text": " "}]
)
def test_a_wrong_message_is_refused(me: Program, body: dict[str, object]) -> None:
    assert me.post(f"chat/{make_faction_room(me.character.faction)}", body).refusal == (400, "invalid")
    assert not ChatMessage.objects.exists()


def test_the_rooms_and_messages_of_others_are_not_found(me: Program) -> None:
    one = make_talker()
    room = make_private_room(one, make_talker())
    sent = say_in(room, one, "secret")
    for answer in (
        me.get(f"chat/{room}"), me.post(f"chat/{room}", {"text": "hello"}), me.post(f"chat/{room}/seen", {"number": 1}),
        me.delete(f"chat/messages/{sent.id}"),
    ):  # fmt: skip
        assert answer.refusal == (404, "not_found")

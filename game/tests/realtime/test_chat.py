"""Rooms of a chat through real servers: who joins, what arrives in which order, and that a socket ends with the membership."""

import asyncio
import json
from typing import Any

import pytest
from django.test import Client
from websockets.asyncio.client import ClientConnection, connect

from accounts.actions.erase import erase
from accounts.actions.sessions import end_all
from accounts.queries.rank import Rank
from game.actions import chat as actions
from game.actions.chat import take_back
from game.actions.chat_rooms import tell_members_changed
from game.actions.staff_chat import hide_message
from game.models import Block, ChatMember
from game.realtime.messages import CloseCode
from game.tests import staff
from game.tests.chat import make_faction_room, make_private_room, make_talker, say_in
from game.tests.make import by, owner_of
from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import RoomServer, closed_with, message, numbered
from game.tests.realtime.sessions import do, keys_of_the_servers  # noqa: F401 (a fixture)
from game.tests.views.browsers import make_player

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def watch(server: RoomServer, room: int, client: Client | None) -> connect:
    headers = {"Cookie": f"sessionid={client.cookies['sessionid'].value}"} if client is not None else {}
    url = f"ws://127.0.0.1:{server.port}/ws/chat/{room}/"
    return connect(url, additional_headers=headers, compression=None, ping_interval=None)


async def first(socket: ClientConnection, seq: int) -> dict[str, Any]:
    found = await message(socket)
    assert (found["type"], found["seq"]) == ("chat.snapshot", seq), found
    return found


def test_each_message_reaches_all_in_the_room_once_and_in_order_from_two_processes(servers: dict[str, RoomServer]) -> None:
    room, one, two = make_faction_room(), make_player(level=3), make_player(level=3)
    say_in(room, one.character, "from before")

    async def hear(socket: ClientConnection) -> list[tuple[int, str]]:
        heard: list[tuple[int, str]] = []
        while len(heard) < 20:
            frame = await numbered(socket, 20)
            assert frame["type"] == "chat.update" and frame["seq"] == frame["message"]["number"]
            heard.append((frame["seq"], frame["message"]["text"]))
        return heard

    def talk(who: str) -> None:
        player = one if who == "one" else two
        for n in range(10):
            say_in(room, player.character, f"<b>{who}</b> {n}")

    async def play() -> None:
        async with watch(servers["uvicorn"], room, one.client) as a, watch(servers["second"], room, two.client) as b:
            assert (await first(a, 1))["withdrawn"] == []
            await first(b, 1)
            work = asyncio.gather(do(lambda: talk("one")), do(lambda: talk("two")))
            at_a, at_b = await asyncio.gather(hear(a), hear(b))
            await work
            assert at_a == at_b and [number for number, _ in at_a] == list(range(2, 22))
            for who in ("one", "two"):
                assert [text for _, text in at_a if who in text] == [f"<b>{who}</b> {n}" for n in range(10)]

    run_apart(play())


def test_a_frame_has_the_list_item_of_the_page_escaped_and_without_a_form(server: RoomServer) -> None:
    room, one = make_faction_room(), make_player(level=3)

    async def play() -> None:
        async with watch(server, room, one.client) as socket:
            await first(socket, 0)
            await do(lambda: say_in(room, one.character, "<script>alert(1)</script>"))
            html = (await numbered(socket))["message"]["html"]
            assert html.startswith("<li") and "<script" not in html and "&lt;script&gt;" in html and "<form" not in html

    run_apart(play())


def test_what_is_taken_back_or_hidden_is_told_without_its_text(server: RoomServer) -> None:
    room, one = make_faction_room(), make_player(level=3)
    sent = [say_in(room, one.character) for _ in range(2)]

    async def play() -> None:
        async with watch(server, room, one.client) as socket:
            await first(socket, 2)
            await do(lambda: take_back(by(one.character), message=sent[0].id))
            told = await message(socket)
            assert (told["type"], told["withdrawn"]) == ("chat.state", [[1, "taken_back"]])
            await do(lambda: hide_message(staff.by(staff.make_staff(Rank.MODERATOR)), message=sent[1].id))
            while (withdrawn := (await message(socket))["withdrawn"]) == told["withdrawn"]:
                pass  # the same may be told twice
            assert withdrawn == [[1, "taken_back"], [2, "hidden"]]
        async with watch(server, room, one.client) as socket:
            assert (await first(socket, 2))["withdrawn"] == [[1, "taken_back"], [2, "hidden"]]

    run_apart(play())


def test_who_blocked_the_author_gets_only_the_number_also_after_a_block_in_the_meantime(server: RoomServer) -> None:
    room, one, two, author = make_faction_room(), make_player(), make_player(), make_talker()
    secret = make_talker(user=owner_of(author))
    Block.objects.create(user=owner_of(one.character), blocked=owner_of(author), character=author)

    def block_too() -> None:
        Block.objects.create(user=owner_of(two.character), blocked=owner_of(author), character=author)
        tell_members_changed([two.character.id])

    async def play() -> None:
        async with watch(server, room, one.client) as a, watch(server, room, two.client) as b:
            await first(a, 0)
            await first(b, 0)
            await do(lambda: say_in(room, secret, "boo"))
            assert {**(await numbered(a)), "sent_at": 0} == {"type": "chat.skipped", "seq": 1, "sent_at": 0}
            assert (await numbered(b))["message"]["text"] == "boo"
            await a.send(json.dumps({"type": "resume", "seq": 0}))
            assert (await numbered(a))["type"] == "chat.skipped", "also what is repeated"
            await do(block_too)
            for _ in range(20):  # the hub looks at the members in a thread
                await do(lambda: say_in(room, author))
                if (await numbered(b))["type"] == "chat.skipped":
                    break
            else:
                pytest.fail("the block never counted")

    run_apart(play())


def test_a_client_that_missed_frames_gets_them_after_its_last_one(server: RoomServer) -> None:
    room, one = make_faction_room(), make_player(level=3)

    async def play() -> None:
        async with watch(server, room, one.client) as socket:
            await first(socket, 0)
            for _ in range(3):
                await do(lambda: say_in(room, one.character))
            assert [(await numbered(socket))["seq"] for _ in range(3)] == [1, 2, 3]
            await socket.send(json.dumps({"type": "resume", "seq": 1}))
            assert [(await numbered(socket))["seq"] for _ in range(2)] == [2, 3]

    run_apart(play())


def test_a_change_that_nobody_was_told_of_is_found_by_the_numbers(server: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when Redis is away."""
    room, one = make_faction_room(), make_player(level=3)
    monkeypatch.setattr(actions, "on_room_changed", [])

    async def play() -> None:
        async with watch(server, room, one.client) as socket:
            await first(socket, 0)
            await do(lambda: say_in(room, one.character, "unheard"))
            assert (await numbered(socket, 12))["message"]["text"] == "unheard"

    run_apart(play())


def test_nobody_joins_the_room_of_others(server: RoomServer) -> None:
    player, private = make_player(), make_private_room(make_talker(), make_talker())

    async def closed(room: int, client: Client | None) -> int:
        async with watch(server, room, client) as socket:
            return await closed_with(socket)

    async def play() -> list[int]:
        return [
            await closed(make, client)
            for make, client in ((wolves, player.client), (private, player.client), (10**12, player.client), (wolves, None))
        ]

    wolves = make_faction_room("werewolf")
    assert run_apart(play()) == [CloseCode.NO_SUCH_ROOM] * 3 + [CloseCode.NOT_LOGGED_IN]


def test_a_socket_is_closed_when_the_membership_or_the_session_ends(server: RoomServer) -> None:
    one, two, three = make_player(level=3), make_player(level=3), make_player(level=3)
    room = make_private_room(one.character, two.character)
    ChatMember.objects.create(room_id=room, character=three.character)
    say_in(room, one.character)

    def expel() -> None:
        ChatMember.objects.filter(character=two.character).delete()
        tell_members_changed([two.character.id])

    async def play() -> None:
        async with (
            watch(server, room, one.client) as a, watch(server, room, two.client) as b, watch(server, room, three.client) as c,
        ):  # fmt: skip
            for socket in (a, b, c):
                await first(socket, 1)
            await do(expel)
            assert await closed_with(b) == CloseCode.NO_SUCH_ROOM
            await do(lambda: end_all(owner_of(three.character)))
            assert await closed_with(c) == CloseCode.NOT_LOGGED_IN
            await do(lambda: say_in(room, one.character, "still here"))
            assert (await numbered(a))["message"]["text"] == "still here"

    run_apart(play())


def test_an_erased_author_is_told_of_in_open_rooms(server: RoomServer) -> None:
    room, reader, author = make_faction_room(), make_player(), make_talker()
    say_in(room, author, "remember me")

    async def play() -> None:
        async with watch(server, room, reader.client) as socket:
            await first(socket, 1)
            await do(lambda: erase(user_id=owner_of(author).pk))
            assert (await message(socket))["withdrawn"] == [[1, "erased"]]

    run_apart(play())

"""Sockets on a room, through real servers: the first frame, updates in order in every process, resume, metrics."""

import asyncio
import json
from pathlib import Path

import pytest

from game.realtime.publish import publish
from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import RoomServer, advance, closed_with, message, update, write_state
from vvw_site.tests.tiers import until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_first_frame_is_the_state_and_then_every_update_follows(server: RoomServer, rooms: Path) -> None:
    async def play() -> list[int]:
        write_state(rooms, 1, 10)
        async with server.connect(1) as socket:
            assert await message(socket) == {"type": "test.snapshot", "seq": 10}
            for seq in (11, 12, 13):
                advance(rooms, 1, seq)
            return [(await message(socket))["seq"] for _ in range(3)]

    assert run_apart(play()) == [11, 12, 13]


def test_processes_on_three_ports_give_their_sockets_the_same_frames(servers: dict[str, RoomServer], rooms: Path) -> None:
    async def play() -> list[list[int]]:
        write_state(rooms, 2, 0)
        one, two, three = (servers[name].connect(2) for name in ("uvicorn", "second", "daphne"))
        async with one as first, two as second, three as third:
            sockets = [first, second, third]
            for socket in sockets:
                assert (await message(socket))["type"] == "test.snapshot"
            for seq in range(1, 9):
                advance(rooms, 2, seq)
            return [[(await message(socket))["seq"] for _ in range(8)] for socket in sockets]

    assert run_apart(play()) == [list(range(1, 9))] * 3


def test_background_work_publishes_to_the_sockets_of_every_process(servers: dict[str, RoomServer], rooms: Path) -> None:
    """All three processes count room 77 up at once, as the ticker of a raid folds in all of them."""

    async def play() -> list[list[int]]:
        write_state(rooms, 77, 0)
        async with servers["uvicorn"].connect(77) as one, servers["daphne"].connect(77) as two:
            return [[(await message(socket))["seq"] for _ in range(15)] for socket in (one, two)]

    try:
        for seqs in run_apart(play()):
            assert seqs == sorted(seqs) and seqs[-1] - seqs[0] >= 14
    finally:
        (rooms / "77").unlink()


def test_many_sockets_that_open_a_room_at_once_share_one_read(server: RoomServer, rooms: Path) -> None:
    room = 30 if "uvicorn" in server.log.name else 31

    async def play() -> None:
        write_state(rooms, room, 4)
        sockets = await asyncio.gather(*(server.connect(room) for _ in range(40)))
        assert [(await message(socket))["seq"] for socket in sockets] == [4] * 40
        for socket in sockets:
            await socket.close()

    run_apart(play())
    assert server.reads(room) <= 2


def test_a_client_that_missed_updates_gets_them_again(server: RoomServer, rooms: Path) -> None:
    async def play() -> list[int]:
        write_state(rooms, 3, 0)
        async with server.connect(3) as socket:
            await message(socket)
            for seq in range(1, 6):
                advance(rooms, 3, seq)
            assert [(await message(socket))["seq"] for _ in range(5)] == [1, 2, 3, 4, 5]
            await socket.send('{"type":"resume","seq":2}')
            return [(await message(socket))["seq"] for _ in range(3)]

    assert run_apart(play()) == [3, 4, 5]


def test_a_client_that_is_too_far_behind_or_ahead_gets_a_snapshot(server: RoomServer, rooms: Path) -> None:
    async def play() -> list[str]:
        write_state(rooms, 4, 100)
        async with server.connect(4) as socket:
            await message(socket)
            found = []
            for seq in (7, 900):
                await socket.send(json.dumps({"type": "resume", "seq": seq}))
                found.append((await message(socket))["type"])
            return found

    assert run_apart(play()) == ["test.snapshot", "test.snapshot"]


def test_a_client_that_has_everything_gets_a_heartbeat(server: RoomServer, rooms: Path) -> None:
    async def play() -> dict[str, object]:
        write_state(rooms, 5, 8)
        async with server.connect(5) as socket:
            await message(socket)
            await socket.send('{"type":"resume","seq":8}')
            found: dict[str, object] = json.loads(await socket.recv())
            return found

    answer = run_apart(play())
    assert (answer["type"], answer["seq"]) == ("heartbeat", 8)


def test_after_a_lost_frame_everyone_gets_the_new_state(server: RoomServer, rooms: Path) -> None:
    """Update 21 was published while this process did not hear it."""

    async def play() -> list[tuple[str, int]]:
        write_state(rooms, 6, 20)
        async with server.connect(6) as socket:
            await message(socket)
            write_state(rooms, 6, 22)
            publish("test:6", update(22))
            first = await message(socket)
            advance(rooms, 6, 23)
            second = await message(socket)
            return [(one["type"], one["seq"]) for one in (first, second)]

    assert run_apart(play()) == [("test.snapshot", 22), ("test.update", 23)]


def test_an_unknown_room_is_closed_with_its_code(server: RoomServer) -> None:
    async def play() -> int:
        async with server.connect(404) as socket:
            return await closed_with(socket)

    assert run_apart(play()) == 4404


def test_a_room_that_cannot_be_read_asks_its_clients_to_come_back_later(server: RoomServer) -> None:
    async def play() -> int:
        async with server.connect(500) as socket:
            return await closed_with(socket)

    assert run_apart(play()) == 1013


def test_sockets_and_frames_of_rooms_are_counted(server: RoomServer, rooms: Path) -> None:
    figures = server.caller().figures
    before = figures()

    async def play() -> None:
        write_state(rooms, 7, 0)
        async with server.connect(7) as one, server.connect(7) as two:
            for socket in (one, two):
                await message(socket)
            advance(rooms, 7, 1)
            for socket in (one, two):
                await message(socket)
            await one.send('{"type":"resume","seq":0}')
            await message(one)
            now = await asyncio.to_thread(figures)
            assert now("sockets_open", route="test") - before("sockets_open", route="test") == 2
            frames = {way: now("socket_frames_total", route="test", way=way) for way in ("in", "out")}
            was = {way: before("socket_frames_total", route="test", way=way) for way in ("in", "out")}
            assert (frames["in"] - was["in"], frames["out"] - was["out"]) == (1, 5)

    run_apart(play())
    until(lambda: figures()("sockets_open", route="test") == before("sockets_open", route="test"), 20)

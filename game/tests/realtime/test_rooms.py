"""Sockets on a room, through real servers: the first frame, updates in order in every process, resume."""

import asyncio
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from game.tests.realtime.servers import RoomServer, advance, message, write_state

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_first_frame_is_the_state_and_then_every_update_follows(server: RoomServer, rooms: Path) -> None:
    async def play() -> list[int]:
        write_state(rooms, 1, 10)
        async with server.connect(1) as socket:
            first = await message(socket)
            assert first == {"type": "test.snapshot", "seq": 10}
            for seq in (11, 12, 13):
                advance(rooms, 1, seq)
            return [(await message(socket))["seq"] for _ in range(3)]

    assert asyncio.run(play()) == [11, 12, 13]


def test_two_processes_give_their_sockets_the_same_frames(servers: dict[str, RoomServer], rooms: Path) -> None:
    async def play() -> list[list[int]]:
        write_state(rooms, 2, 0)
        async with (
            servers["uvicorn"].connect(2) as one, servers["second"].connect(2) as two, servers["daphne"].connect(2) as three,
        ):  # fmt: skip
            sockets = [one, two, three]
            for socket in sockets:
                await message(socket)
            for seq in range(1, 9):
                advance(rooms, 2, seq)
            return [[(await message(socket))["seq"] for _ in range(8)] for socket in sockets]

    assert asyncio.run(play()) == [list(range(1, 9))] * 3


def test_a_process_that_writes_gives_its_own_frames_to_all(servers: dict[str, RoomServer], rooms: Path) -> None:
    """The background work of all three processes counts room 77 up, and each publishes through its hub."""

    async def play() -> list[list[int]]:
        write_state(rooms, 77, 0)
        async with servers["uvicorn"].connect(77) as one, servers["daphne"].connect(77) as two:
            return [[(await message(socket))["seq"] for _ in range(15)] for socket in (one, two)]

    try:
        for seqs in asyncio.run(play()):
            assert seqs == sorted(seqs) and seqs[-1] - seqs[0] >= 14
    finally:
        (rooms / "77").unlink()


def test_an_unknown_room_is_closed_with_its_code(server: RoomServer) -> None:
    async def play() -> int:
        async with server.connect(404) as socket:
            with pytest.raises(ConnectionClosed) as closed:
                await message(socket)
            assert closed.value.rcvd
            return closed.value.rcvd.code

    assert asyncio.run(play()) == 4404

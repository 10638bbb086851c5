"""A process that ends tells its clients to come back, and closes them one after the other."""

import asyncio
import itertools
import signal
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import RoomServer, advance, message, room_server, write_state

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_sockets_are_told_to_reconnect_and_closed_spread_out(rooms: Path) -> None:
    async def follow(server: RoomServer) -> tuple[float, float, int, int]:
        """Until the server closes: `within`, the time of the close, its code, and the last seq."""
        within, seq = 0.0, 0
        async with server.connect(50) as socket:
            try:
                while True:
                    got = await message(socket, 20)
                    within, seq = got.get("within", within), got.get("seq", seq)
            except ConnectionClosed as closed:
                assert closed.rcvd
                return within, time.monotonic(), closed.rcvd.code, seq

    async def play(server: RoomServer) -> list[tuple[float, float, int, int]]:
        write_state(rooms, 50, 0)
        clients = [asyncio.create_task(follow(server)) for _ in range(20)]
        await asyncio.sleep(1)
        server.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        with pytest.raises(OSError):
            await server.connect(50)  # it accepts nobody any more
        await asyncio.to_thread(advance, rooms, 50, 1)
        return await asyncio.gather(*clients)

    with room_server("uvicorn", rooms, "--drain", "3") as server:
        ended = run_apart(play(server))
        assert server.process.wait(10) in (0, -signal.SIGTERM)
        assert "Traceback" not in server.log.read_text()
    assert {(within, code) for within, _, code, _ in ended} == {(27.0, 1012)}
    times = sorted(at for _, at, _, _ in ended)
    assert 2 < times[-1] - times[0] < 4
    assert max(b - a for a, b in itertools.pairwise(times)) < 1
    assert {seq for *_, seq in ended} == {0, 1}, "Sockets that are still open get updates."


def test_a_process_without_sockets_ends_at_once(rooms: Path) -> None:
    with room_server("uvicorn", rooms) as server:
        began = time.monotonic()
        server.process.terminate()
        server.process.wait(10)
        assert time.monotonic() - began < 3

"""Clients that flood, send junk, never read or fall silent are closed with a documented code, and nobody else notices."""

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import RoomServer, advance, closed_with, message, room_server, write_state
from vvw_site.tests.tiers import Caller

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def beside_a_good_client(
    server: RoomServer, rooms: Path, room: int, misbehave: Callable[[ClientConnection], Awaitable[None]]
) -> int:
    """The code that the bad client gets. A good client in the same room gets every update meanwhile, each within a second."""

    async def play() -> int:
        write_state(rooms, room, 0)
        async with server.connect(room) as good:
            # It is closed by the server. Closing it here too fails now and then, while a long frame is still on its way.
            bad = await server.connect(room)
            await message(good)
            await message(bad)

            async def watch() -> None:
                for seq in range(1, 6):
                    await asyncio.to_thread(advance, rooms, room, seq)
                    assert (await message(good, seconds=1))["seq"] == seq

            async def be_bad() -> int:
                with contextlib.suppress(ConnectionClosed):
                    await misbehave(bad)
                return await closed_with(bad, seconds=20)

            code, _ = await asyncio.gather(be_bad(), watch())
            return code

    return run_apart(play())


def test_a_flood_of_ten_thousand_messages_is_closed(server: RoomServer, rooms: Path) -> None:
    async def flood(bad: ClientConnection) -> None:
        for _ in range(10_000):
            await bad.send('{"type":"resume","seq":0}')

    # A client that still writes may get the reset before it has read the code.
    assert any(beside_a_good_client(server, rooms, 11, flood) == 4429 for _ in range(3))


def test_twenty_messages_are_no_flood(server: RoomServer, rooms: Path) -> None:
    async def play() -> str:
        write_state(rooms, 12, 3)
        async with server.connect(12) as client:
            await message(client)
            for _ in range(20):
                await client.send('{"type":"resume","seq":3}')
            for _ in range(20):
                answer = await client.recv()
            return str(answer)

    assert json.loads(run_apart(play()))["type"] == "heartbeat"


@pytest.mark.parametrize("size", [4097, 5_000_000])
def test_a_frame_above_4_kb_is_closed(server: RoomServer, rooms: Path, size: int) -> None:
    async def send(bad: ClientConnection) -> None:
        await bad.send("x" * size)

    assert beside_a_good_client(server, rooms, 13, send) == 1009


def test_a_message_in_many_frames_above_4_kb_is_closed(server: RoomServer, rooms: Path) -> None:
    async def send(bad: ClientConnection) -> None:
        await bad.send("x" * 100 for _ in range(100))

    assert beside_a_good_client(server, rooms, 14, send) == 1009


@pytest.mark.parametrize(
    "text", ["", "hello", "[]", "{}", '{"type":"resume"}', '{"type":"resume","seq":"1"}', '{"type":"raid.update","seq":1}', "[" * 4000]
)  # fmt: skip
def test_anything_but_a_message_of_the_catalogue_is_closed(server: RoomServer, rooms: Path, text: str) -> None:
    async def send(bad: ClientConnection) -> None:
        await bad.send(text)

    assert beside_a_good_client(server, rooms, 15, send) == 4400


def test_bytes_are_closed(server: RoomServer, rooms: Path) -> None:
    async def send(bad: ClientConnection) -> None:
        await bad.send(b"\x00\xff")

    assert beside_a_good_client(server, rooms, 16, send) == 1003


def test_a_resume_with_an_absurd_number_gets_the_state(server: RoomServer, rooms: Path) -> None:
    async def play() -> list[str]:
        write_state(rooms, 17, 3)
        async with server.connect(17) as client:
            await message(client)
            found = []
            for seq in (-1, -(10**15), 2**62):
                await client.send(json.dumps({"type": "resume", "seq": seq}))
                found.append((await message(client))["type"])
            return found

    assert run_apart(play()) == ["test.snapshot"] * 3


def test_a_page_of_another_host_is_refused_and_a_client_that_is_no_browser_is_not(rooms: Path) -> None:
    write_state(rooms, 18, 3)

    async def play(server: RoomServer) -> int:
        for origin in (None, "http://localhost", "http://localhost:8000", "https://127.0.0.1"):
            async with server.connect(18, origin=origin) as client:
                assert (await message(client))["seq"] == 3
        for origin in ("https://elsewhere.example", "null", "https://localhost.elsewhere.example", "http://[", "http://"):
            with pytest.raises(InvalidStatus) as refused:
                await server.connect(18, origin=origin)
            assert refused.value.response.status_code in (400, 403), origin
        return 1

    from django.conf import settings

    from vvw_site.foundation.keyring import new_key

    production = {
        "DJANGO_SETTINGS_MODULE": "vvw_site.settings.prod", "SECRET_KEY": "0123456789" * 6,
        "SITE_URL": "https://127.0.0.1", "ENCRYPTION_KEYS": f"first:{new_key()}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1", "REDIS_URL": settings.REDIS_URL, "METRICS_TOKEN": "",
    }  # fmt: skip
    for kind in ("uvicorn", "daphne"):
        with room_server(kind, rooms, **production) as server:
            run_apart(play(server))
            assert "Traceback" not in server.log.read_text()


def small_reader(port: int) -> socket.socket:
    """A connection that can hold little that is not read."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", port))
    line.setblocking(False)
    return line


def test_a_socket_that_never_reads_delays_nobody_and_gets_the_newest_state_when_it_reads(
    server: RoomServer, rooms: Path
) -> None:
    async def play() -> tuple[list[int], float]:
        write_state(rooms, 19, 0)
        slowest, fill = 0.0, "x" * 3000
        async with server.connect(19) as good, server.connect(19, sock=small_reader(server.port), max_queue=1) as slow:
            await message(good)
            await message(slow)
            slow.transport.pause_reading()
            for seq in range(1, 201):
                began = time.monotonic()
                advance(rooms, 19, seq, fill)
                assert (await message(good))["seq"] == seq
                slowest = max(slowest, time.monotonic() - began)
            slow.transport.resume_reading()
            got: list[int] = []
            while not got or got[-1] < 200:
                got.append((await message(slow, seconds=10))["seq"])
            return got, slowest

    got, slowest = run_apart(play())
    assert slowest < 1
    assert got == sorted(got) and len(got) < 120, f"It got a backlog, not the newest state: {got}"


def test_a_socket_that_is_stuck_is_closed_and_leaves_nothing(servers: dict[str, RoomServer], rooms: Path) -> None:
    """Both servers in one test, because each has to wait. (The servers of the tests close after two seconds.)"""

    async def stuck(server: RoomServer, room: int) -> int:
        write_state(rooms, room, 0)
        async with server.connect(room, sock=small_reader(server.port), max_queue=1) as slow:
            await message(slow)
            slow.transport.pause_reading()
            for seq in range(1, 201):
                await asyncio.to_thread(advance, rooms, room, seq, "x" * 3000)
            await asyncio.sleep(4)
            slow.transport.resume_reading()
            return await closed_with(slow, 10)

    async def play() -> list[int]:
        return list(await asyncio.gather(stuck(servers["uvicorn"], 20), stuck(servers["daphne"], 21)))

    assert run_apart(play()) == [4408, 4408]


@pytest.mark.parametrize(
    ("kind", "arguments"), [("uvicorn", ["--ping", "1"]), ("daphne", ["--ping-interval", "1", "--ping-timeout", "1"])]
)
def test_a_client_that_does_not_answer_pings_is_dropped(rooms: Path, kind: str, arguments: list[str]) -> None:
    async def play(server: RoomServer) -> None:
        write_state(rooms, 22, 0)
        async with server.connect(22) as good, server.connect(22, close_timeout=0.5) as silent:
            await message(silent)
            silent.transport.pause_reading()
            figures = Caller(server.port).figures
            async with asyncio.timeout(20):
                while (await asyncio.to_thread(figures))("sockets_open", route="test") != 1:
                    await asyncio.sleep(0.2)
            await good.send('{"type":"resume","seq":0}')
            async with asyncio.timeout(5):
                while json.loads(await good.recv())["type"] != "heartbeat":
                    pass

    with room_server(kind, rooms, *arguments) as server:
        run_apart(play(server))

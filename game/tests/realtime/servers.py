"""Servers with sockets as production and `make run` start them, in their own processes, with the rooms of room_server.py."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from game.realtime.frames import Frame
from game.realtime.publish import publish
from vvw_site.foundation.ports import free_port
from vvw_site.tests.tiers import SERVED, Caller, database_url, served

APP = "game.tests.realtime.room_server:application"


class RoomServer:
    """rooms: the folder with the states of its rooms."""

    def __init__(self, port: int, rooms: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.port, self.rooms, self.process, self.log = port, rooms, process, log

    def url(self, room: int) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/test/{room}/"

    def connect(self, room: int, **options: Any) -> connect:
        return connect(self.url(room), **{"compression": None, "ping_interval": None, **options})

    def caller(self) -> Caller:
        return Caller(self.port)

    def reads(self, room: int) -> int:
        """How often the state of the room was read."""
        path = self.rooms / "reads"
        return path.read_text().splitlines().count(str(room)) if path.exists() else 0


@contextmanager
def room_server(kind: str, rooms: Path, *arguments: str, **environment: str) -> Iterator[RoomServer]:
    """kind: "uvicorn" or "daphne". arguments: further ones of its command. PORT: a free one if it is not given."""
    port = int(environment.get("PORT") or free_port())
    commands = {
        "uvicorn": ["deploy.sockets", "--bind", "127.0.0.1", "--port", str(port), "--app", APP],
        "daphne": ["daphne", "-b", "127.0.0.1", "-p", str(port), "--no-server-name", APP],
    }
    given = {
        "DJANGO_SETTINGS_MODULE": SERVED, "DATABASE_URL": database_url(), "TEST_ROOMS": str(rooms),
        "LOG_LEVEL": "WARNING", **environment,
    }  # fmt: skip
    log = rooms / f"{kind}-{port}.log"
    with served([sys.executable, "-m", *commands[kind], *arguments], port, log, given) as process:
        yield RoomServer(port, rooms, process, log)


def write_state(rooms: Path, room: int, seq: int) -> None:
    """Set the state that a snapshot reads."""
    new = rooms / f"{room}.new"
    new.write_text(str(seq))
    new.replace(rooms / str(room))


def update(seq: int, fill: str = "") -> Frame:
    return Frame(seq, json.dumps({"type": "test.update", "seq": seq, "fill": fill}))


def advance(rooms: Path, room: int, seq: int, fill: str = "") -> None:
    """As a fold does: the state is written, then the update is published."""
    write_state(rooms, room, seq)
    publish(f"test:{room}", update(seq, fill))


async def closed_with(socket: ClientConnection, seconds: float = 5) -> int:
    """Read until the server closes; the code that it gave."""
    async with asyncio.timeout(seconds):
        try:
            while True:
                await socket.recv()
        except ConnectionClosed as closed:
            assert closed.rcvd, "The connection ended without a close frame."
            return closed.rcvd.code


async def message(socket: ClientConnection, seconds: float = 5) -> dict[str, Any]:
    """The next message that is no heartbeat."""
    async with asyncio.timeout(seconds):
        while True:
            found: dict[str, Any] = json.loads(await socket.recv())
            if found["type"] != "heartbeat":
                return found


async def numbered(socket: ClientConnection, seconds: float = 5) -> dict[str, Any]:
    """The next message with a number. Those without one may come at any time, also twice (docs/socket.md, point 6)."""
    while True:
        found = await message(socket, seconds)
        if "seq" in found:
            return found

"""`python bench/sockets.py`: the cost of open sockets and of their frames, in one daphne.

It prints the memory of each open socket, the CPU of an answered frame, and the CPU of a frame that a Channels group sends to
all sockets. CPU is that of daphne and Redis; the client is this process. bench/fanout.py compares the hub of rooms with this.
"""

import argparse
import asyncio
import base64
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import cpu, session
from bench.instance import Instance
from tools.terminal import CHECKOUT, UserError, exit_on_error, log_file, short
from vvw_site.foundation.services.children import die_with_parent

PAYLOAD = b"x" * 100
"""About the size of a frame of a raid, in bytes."""
START_SECONDS = 30


class SocketClient:
    """One open WebSocket (RFC 6455). Its text frames have at most 125 bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port: int, address: str) -> "SocketClient":
        client = cls(*await asyncio.open_connection("127.0.0.1", port))
        key = base64.b64encode(os.urandom(16)).decode()
        client.writer.write(
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        head = await client.reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise UserError(f"A socket was answered with {head.split(b' ', 2)[1].decode()}.")
        return client

    def send(self, payload: bytes) -> None:
        self.writer.write(bytes([0x81, 0x80 | len(payload)]) + bytes(4) + payload)

    async def receive(self) -> bytes:
        head = await self.reader.readexactly(2)
        return await self.reader.readexactly(head[1])


@contextmanager
def daphne(port: int) -> Iterator[int]:
    """Run daphne inside the block. Yields its process id. Raises UserError if it does not start."""
    with log_file("sockets").open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "--no-server-name", "bench.socket_server:application"],
            stdout=out, stderr=out, preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    try:
        wait_until_live(process, port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def wait_until_live(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Raises UserError if the server does not start."""
    deadline = time.monotonic() + START_SECONDS
    while not _live(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise UserError(f"The server did not start; its log is {short(log_file('sockets'))}.")
        time.sleep(0.2)


def _live(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/live", timeout=5):
            return True
    except OSError:
        return False


def memory(pid: int) -> float:
    """Resident memory of the process, in kilobytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024


async def measure(port: int, server: int, redis: list[int], size: int, seconds: float) -> dict[str, float]:
    """The figures for `size` open sockets, by name. server, redis: process ids."""
    empty = memory(server)
    listeners = [await SocketClient.open(port, "/ws/broadcast/") for _ in range(size)]
    full = memory(server)
    found = {"kilobytes a socket": (full - empty) / size}

    async def all_receive(clients: list[SocketClient]) -> None:
        await asyncio.gather(*(client.receive() for client in clients))

    async def clocked(rounds: Callable[[], Awaitable[None]], frames_each: int) -> tuple[float, float]:
        """CPU milliseconds of the servers per frame, and frames per second."""
        before, frames, begun = cpu.seconds([server, *redis]), 0, time.monotonic()
        while time.monotonic() - begun < seconds:
            await rounds()
            frames += frames_each
        return (cpu.seconds([server, *redis]) - before) * 1000 / frames, frames / (time.monotonic() - begun)

    async def echo() -> None:
        for client in echoes:
            client.send(PAYLOAD)
        await all_receive(echoes)

    async def broadcast() -> None:
        listeners[0].send(PAYLOAD)
        await all_receive(listeners)

    echoes = [await SocketClient.open(port, "/ws/echo/") for _ in range(20)]
    found["ms a frame in and out"], found["answers a second"] = await clocked(echo, len(echoes))
    found["ms a frame to one of a group"], found["group frames a second"] = await clocked(broadcast, size)
    for client in [*listeners, *echoes]:
        client.writer.close()
    return found


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000], help="numbers of open sockets")
    parser.add_argument("--seconds", type=float, default=6)
    options = parser.parse_args()
    with Instance(session.free_port(), 0) as instance:
        instance.hold_services()
        redis = instance.server_pids()["redis"]
        for size in options.sizes:
            port = session.free_port()
            with daphne(port) as server:
                found = asyncio.run(measure(port, server, redis, size, options.seconds))
            print(f"{size:,} sockets: " + ", ".join(f"{name} {value:,.2f}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())

"""`python bench/fanout.py`: what a frame to all sockets of a room costs, and the memory of silent sockets.

One run compares servers on one machine, with the same client: a plain Channels group on daphne (the first guess), our hub on
daphne (as `make run`), and our hub on the tier `sockets`. CPU is that of the server's process; the client is this one.
"""

import argparse
import asyncio
import base64
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import cpu, session
from bench.instance import Instance
from bench.sockets import memory, wait_until_live
from tools.terminal import CHECKOUT, UserError, exit_on_error, log_file
from vvw_site.foundation.services.children import die_with_parent

SENT, SEQ = re.compile(rb'"sent_at": ?([0-9.]+)'), re.compile(rb'"seq": ?([0-9]+)')
OPENING = 100
"""So many handshakes at once."""


class SocketServerUnderTest(NamedTuple):
    """command: without its port, which replaces PORT. publisher: the command that sends frames, with HZ and SECONDS."""

    name: str
    command: list[str]
    address: str
    publisher: list[str]


ROOMS = "bench.room_server:application"
PUBLISH = ["bench/room_server.py", "HZ", "SECONDS"]
DAPHNE = ["-m", "daphne", "-b", "127.0.0.1", "-p", "PORT", "--no-server-name"]
SERVERS = (
    SocketServerUnderTest("a plain group on daphne", [*DAPHNE, "bench.socket_server:application"], "/ws/broadcast/",
                          ["bench/socket_server.py", "HZ", "SECONDS"]),
    SocketServerUnderTest("our hub on daphne", [*DAPHNE, ROOMS], "/ws/bench/1/", PUBLISH),
    SocketServerUnderTest("our hub on uvicorn", ["-m", "deploy.sockets", "--bind", "127.0.0.1", "--port", "PORT", "--app", ROOMS],
                          "/ws/bench/1/", PUBLISH),
)  # fmt: skip


@contextmanager
def running(server: SocketServerUnderTest, port: int) -> Iterator[int]:
    """Run the server inside the block. Yields its process id. Raises UserError if it does not start."""
    with log_file("sockets").open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *(word.replace("PORT", str(port)) for word in server.command)],
            stdout=out, stderr=out, cwd=CHECKOUT, preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    try:
        wait_until_live(process, port)
        yield process.pid
    finally:
        process.kill()
        process.wait()


@contextmanager
def publishing(server: SocketServerUnderTest, hz: float, seconds: float) -> Iterator[None]:
    words = [word.replace("HZ", str(hz)).replace("SECONDS", str(seconds)) for word in server.publisher]
    process = subprocess.Popen([sys.executable, *words], cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


class Listener(asyncio.Protocol):
    """One socket of the swarm. It opens by hand and looks only for two numbers in what arrives, so that it costs little."""

    def __init__(self, swarm: "Swarm", address: str, port: int) -> None:
        self.swarm, self.head, self.last = swarm, b"", 0
        key = base64.b64encode(os.urandom(16)).decode()
        self.request = (
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        if not self.opened.done():
            self.head += data
            if b"\r\n\r\n" not in self.head:
                return
            if not self.head.startswith(b"HTTP/1.1 101"):
                self.opened.set_exception(UserError(f"A socket was refused: {self.head[:60]!r}"))
                return
            self.opened.set_result(None)
        self.swarm.count(self, data)

    def connection_lost(self, error: Exception | None) -> None:
        self.swarm.lost += 1


class Swarm:
    """Many open sockets. delays: seconds from `sent_at` to the arrival of each update, while `counts`."""

    def __init__(self) -> None:
        self.listeners: list[Listener] = []
        self.delays: list[float] = []
        self.gaps = self.lost = 0
        self.counts = False

    def count(self, listener: Listener, data: bytes) -> None:
        if not self.counts:
            return
        now = time.time()
        for sent in SENT.findall(data):
            self.delays.append(now - float(sent))
        for seq in map(int, SEQ.findall(data)):
            self.gaps += bool(listener.last) and seq > listener.last + 1
            listener.last = seq

    async def open(self, port: int, address: str, size: int) -> float:
        """Open so many sockets more. Returns the seconds that it took."""
        began, gate = time.monotonic(), asyncio.Semaphore(OPENING)

        async def one() -> None:
            async with gate:
                loop = asyncio.get_running_loop()
                _, listener = await loop.create_connection(lambda: Listener(self, address, port), "127.0.0.1", port)
                await asyncio.wait_for(listener.opened, 60)
                self.listeners.append(listener)

        await asyncio.gather(*(one() for _ in range(size)))
        return time.monotonic() - began

    async def listen(self, seconds: float) -> None:
        self.delays.clear()
        self.gaps, self.counts = 0, True
        await asyncio.sleep(seconds)
        self.counts = False

    def close(self) -> None:
        for listener in self.listeners:
            listener.transport.close()


async def fanout(port: int, server: SocketServerUnderTest, pid: int, size: int, hz: float, seconds: float) -> dict[str, float]:
    """The figures of `size` sockets that get `hz` frames a second: CPU and delay of a delivered frame, gaps, lost sockets."""
    swarm = Swarm()
    opening = await swarm.open(port, server.address, size)
    with publishing(server, hz, seconds + 20):
        await swarm.listen(4)  # the publisher starts, and everything is warm
        if not swarm.delays:
            raise UserError(f"No frame arrived from {server.name}.")
        before = cpu.seconds([pid])
        await swarm.listen(seconds)
        used = cpu.seconds([pid]) - before
    delays, lost = sorted(swarm.delays), swarm.lost
    swarm.close()
    return {
        "delivered": len(delays), "ms a delivered frame": used * 1000 / max(1, len(delays)),
        "p50 ms": delays[len(delays) // 2] * 1000, "p99 ms": delays[int(len(delays) * 0.99)] * 1000,
        "gaps": swarm.gaps, "lost": lost, "seconds to open": opening,
    }  # fmt: skip


async def silent(port: int, server: SocketServerUnderTest, pid: int, sizes: list[int]) -> dict[int, float]:
    """Kilobytes of the server for each silent socket, by the number of open ones."""
    swarm, empty, found = Swarm(), memory(pid), {}
    for size in sorted(sizes):
        await swarm.open(port, server.address, size - len(swarm.listeners))
        await asyncio.sleep(2)
        found[size] = (memory(pid) - empty) / size
    swarm.close()
    return found


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sockets", type=int, default=1000)
    parser.add_argument("--hz", type=float, default=4, help="frames a second")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--silent", type=int, nargs="*", default=[1000, 5000], help="numbers of silent sockets")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with Instance(session.free_port(), 0) as instance:
        instance.hold_services()
        costs = {}
        for server in SERVERS:
            with running(server, port := session.free_port()) as pid:
                found = asyncio.run(fanout(port, server, pid, options.sockets, options.hz, options.seconds))
            costs[server.name] = found["ms a delivered frame"]
            print(f"{server.name}: {json.dumps({name: round(value, 4) for name, value in found.items()})}", flush=True)
        plain = costs[SERVERS[0].name]
        for server in SERVERS[1:]:
            print(f"a plain group / {server.name}: {plain / costs[server.name]:.1f}")
        for server in SERVERS[1:]:
            with running(server, port := session.free_port()) as pid:
                kilobytes = asyncio.run(silent(port, server, pid, options.silent))
            print(f"{server.name}, kilobytes a silent socket: " + ", ".join(f"{n:,}: {kb:.1f}" for n, kb in kilobytes.items()))
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())

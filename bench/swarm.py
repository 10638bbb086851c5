"""Many sockets on one room, in a process of its own: counts the frames that arrive, their delays and gaps.

Prints {"opened": N} when all are open, and the counts when standard input closes or the time is over. Uses plain asyncio
streams and parses only the header of each frame, so that the client costs little beside the server.
"""

import argparse
import asyncio
import base64
import json
import os
import re
import resource
import sys
import time
from pathlib import Path

import uvloop

SENT, SEQ = re.compile(rb'"sent_at":\s?([0-9.]+)'), re.compile(rb'"seq":\s?([0-9]+)')
UPDATE = b"raid.update"
OPENING = 100
"""Sockets that are opened at once."""


class Swarm:
    def __init__(self) -> None:
        self.delays: list[float] = []
        self.gaps = self.closed = 0
        self.counting = False


class SwarmSocket(asyncio.Protocol):
    """One socket. The server's frames have no mask. Pings are answered; the pong's payload is the ping's."""

    def __init__(self, swarm: Swarm, request: bytes, opened: asyncio.Future[None]) -> None:
        self.swarm, self.request, self.opened = swarm, request, opened
        self.buffer, self.last = b"", 0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]  # uvloop's transport does not inherit from asyncio.Transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def connection_lost(self, error: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionError("closed during the handshake"))
        elif self.swarm.counting:
            self.swarm.closed += 1

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.opened.done():
            head, end, rest = self.buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.opened.set_exception(ConnectionError(head[:60].decode(errors="replace")))
                return
            self.buffer = rest
            self.opened.set_result(None)
        while frame := self._next_frame():
            self._frame(*frame)

    def _next_frame(self) -> tuple[int, bytes] | None:
        buffer = self.buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1], 2
        if size == 126:
            size, start = int.from_bytes(buffer[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(buffer[2:10], "big"), 10
        if len(buffer) < start + size:
            return None
        self.buffer = buffer[start + size :]
        return buffer[0] & 15, buffer[start : start + size]

    def _frame(self, opcode: int, payload: bytes) -> None:
        if opcode == 9 and self.transport:
            self.transport.write(bytes([0x8A, 0x80 | len(payload)]) + bytes(4) + payload)
        if opcode != 1 or not self.swarm.counting:
            return
        if UPDATE in payload and (sent := SENT.search(payload)):
            self.swarm.delays.append(time.time() - float(sent[1]))
        if seq := SEQ.search(payload):
            number = int(seq[1])
            self.swarm.gaps += self.last > 0 and number > self.last + 1
            self.last = number


async def open_all(swarm: Swarm, options: argparse.Namespace) -> None:
    loop, gate = asyncio.get_running_loop(), asyncio.Semaphore(OPENING)
    key = base64.b64encode(os.urandom(16)).decode()
    cookies = Path(options.cookies).read_text().splitlines() if options.cookies else []

    async def one(nth: int) -> None:
        cookie = f"Cookie: {cookies[nth % len(cookies)]}\r\n" if cookies else ""
        request = (
            f"GET {options.path} HTTP/1.1\r\nHost: 127.0.0.1:{options.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"{cookie}Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        async with gate:
            opened: asyncio.Future[None] = loop.create_future()
            await loop.create_connection(lambda: SwarmSocket(swarm, request, opened), "127.0.0.1", options.port)
            await asyncio.wait_for(opened, 60)

    await asyncio.gather(*(one(nth) for nth in range(options.sockets)))


def at(delays: list[float], share: float) -> int | None:
    """A percentile in milliseconds."""
    return round(delays[min(len(delays) - 1, int(len(delays) * share))] * 1000) if delays else None


async def main(options: argparse.Namespace) -> None:
    swarm = Swarm()
    await open_all(swarm, options)
    print(json.dumps({"opened": options.sockets}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)  # the measurement begins
    swarm.counting = True
    await asyncio.sleep(options.seconds)
    swarm.counting = False
    swarm.delays.sort()
    delays = swarm.delays
    print(json.dumps({
        "deliveries": len(delays), "p50_ms": at(delays, 0.5), "p99_ms": at(delays, 0.99), "gaps": swarm.gaps,
        "closed_by_server": swarm.closed,
    }), flush=True)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--port", type=int, required=True)
    p.add_argument("--path", required=True, help="such as /ws/raids/1/")
    p.add_argument(
        "--cookies", default="", help="a file with the value of a Cookie header for each socket, for rooms that need a session"
    )
    p.add_argument("--sockets", type=int, default=1000)
    p.add_argument("--seconds", type=float, default=20, help="time of the measurement, from the first line of standard input")
    return p


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    uvloop.run(main(parser().parse_args()))

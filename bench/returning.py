"""Sockets that come back as the browser's client does (static/js/live.js): after a random time that grows with each attempt.

Prints {"opened": N} when all are open; after the server was killed and is back, how long the clients took, and how many shook
hands in the busiest second.
"""

import argparse
import asyncio
import base64
import json
import os
import random
import resource
import sys
import time
from collections import Counter

import uvloop

FIRST_SECONDS, MOST_SECONDS = 0.5, 8.0
"""As in static/js/live.js; a test compares."""
OPENING = 100


class ReturningSockets:
    """The clients, and the moments at which each was back."""

    def __init__(self, port: int, path: str) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        self.port = port
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        self.open = 0
        self.back: list[float] = []
        self.attempts: Counter[int] = Counter()

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(self.request)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        if not head.startswith(b"HTTP/1.1 101"):
            writer.close()
            raise ConnectionError("refused")
        await asyncio.wait_for(reader.readexactly(2), 10)  # the first frame: the state has arrived
        return reader, writer

    async def live(self, gate: asyncio.Semaphore) -> None:
        """Open, wait for the end, and come back once."""
        async with gate:
            reader, writer = await self.connect()
        self.open += 1
        while await reader.read(65536):
            pass
        writer.close()
        limit = FIRST_SECONDS
        while True:
            await asyncio.sleep(random.random() * limit)
            limit = min(MOST_SECONDS, limit * 2)
            self.attempts[int(time.time())] += 1
            try:
                _, writer = await self.connect()
            except (OSError, ConnectionError, asyncio.IncompleteReadError, TimeoutError):
                continue
            self.back.append(time.time())
            return


async def main(options: argparse.Namespace) -> None:
    sockets, gate = ReturningSockets(options.port, options.path), asyncio.Semaphore(OPENING)
    clients = [asyncio.create_task(sockets.live(gate)) for _ in range(options.sockets)]
    while sockets.open < options.sockets:
        await asyncio.sleep(0.05)
    print(json.dumps({"opened": options.sockets}), flush=True)
    await asyncio.gather(*clients)
    busiest = Counter(int(at) for at in sockets.back).most_common(1)[0][1]
    print(json.dumps({"last_at": max(sockets.back), "busiest_second": busiest}), flush=True)


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--port", type=int, required=True)
    p.add_argument("--path", required=True)
    p.add_argument("--sockets", type=int, default=1000)
    return p


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    uvloop.run(main(parser().parse_args()))
    sys.exit(0)

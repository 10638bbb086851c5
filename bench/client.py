"""The load session as a closed loop: each user has its own connection and repeats the session until the time is up.

Runs as a separate process with a small HTTP client on a plain socket, because a slow driver would measure itself and not the
server. Prints one JSON object.
"""

import argparse
import asyncio
import json
import random
import sys
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import msgspec
import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import cpu

STEPS = ("login", "dashboard", "hunt", "inventory", "claim", "logout", "hit")
HUNTS = 5
ONLY_HUNTS = 50
"""Hunts after each log-in with --only-hunts."""
LOST = 409
"""The status of a request that lost a race or came too early. It does not count as an error."""


class Connection(asyncio.Protocol):
    """A keep-alive HTTP/1.1 connection for one request at a time. Status 0 stands for a lost connection."""

    def __init__(self, host: str) -> None:
        self.head = f" HTTP/1.1\r\nHost: {host}\r\n"
        self.buffer = bytearray()
        self.transport: asyncio.Transport | None = None
        self.answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's transport does not inherit from asyncio.Transport

    def request(self, method: str, path: str, headers: str = "", body: bytes = b"") -> "asyncio.Future[tuple[int, bytes]]":
        self.answer = asyncio.get_running_loop().create_future()
        if self.transport is None or self.transport.is_closing():
            self.answer.set_result((0, b""))
            return self.answer
        length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if method == "POST" else ""
        self.transport.write(f"{method} {path}{self.head}{headers}{length}\r\n".encode() + body)
        return self.answer

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self.buffer[:end]).lower()
        marked = head.find(b"\r\ncontent-length:")
        length = int(head[marked + 17 :].split(b"\r\n", 1)[0]) if marked >= 0 else 0
        if len(self.buffer) < end + 4 + length:
            return
        body = bytes(self.buffer[end + 4 : end + 4 + length])
        self.buffer.clear()
        if b"\r\nconnection: close" in head and self.transport:
            self.transport.close()
        self.settle(int(head[9:12]), body)

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        self.settle(0, b"")

    def settle(self, status: int, body: bytes) -> None:
        if self.answer and not self.answer.done():
            self.answer.set_result((status, body))


class Tally:
    """The results of the requests that ended between `begin` and `end` (seconds of time.perf_counter)."""

    def __init__(self, begin: float, end: float) -> None:
        self.begin, self.end = begin, end
        self.took: dict[str, list[float]] = defaultdict(list)
        self.lost: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()

    def record(self, step: str, begun: float, status: int) -> None:
        now = time.perf_counter()
        if not self.begin <= now < self.end:
            return
        self.took[step].append((now - begun) * 1000)
        if status == LOST:
            self.lost[step] += 1
        elif not 200 <= status < 400:
            self.errors[f"{step}:{status}"] += 1

    def summary(self) -> dict[str, object]:
        every = [ms for took in self.took.values() for ms in took]
        return {
            "requests": len(every), "rps": round(len(every) / (self.end - self.begin), 1), **percentiles(every),
            "lost_races": dict(self.lost), "errors": dict(self.errors), "hunts": len(self.took["hunt"]),
            "steps": {step: {"requests": len(self.took[step]), **percentiles(self.took[step])} for step in STEPS if self.took[step]},
        }  # fmt: skip


def percentiles(took: list[float]) -> dict[str, float | None]:
    """p50, p95 and p99 in milliseconds."""
    order = sorted(took)
    return {f"p{q}": round(order[min(len(order) - 1, len(order) * q // 100)], 1) if order else None for q in (50, 95, 99)}


async def play(connection: Connection, username: str, options: argparse.Namespace) -> AsyncIterator[tuple[str, float, int]]:
    """One load session. Yields (step, start time, status) after each request. Ends early if the log-in fails."""
    begun = time.perf_counter()
    body = msgspec.json.encode({"username": username, "password": options.password})
    status, answer = await connection.request("POST", "/api/v1/auth/login", body=body)
    yield "login", begun, status
    if status != 200:
        return
    token = "Authorization: Bearer " + msgspec.json.decode(answer)["token"] + "\r\n"
    if options.only_hunts or options.only_hits:
        for _ in range(ONLY_HUNTS):
            begun = time.perf_counter()
            name, path, body = "hunt", "/api/v1/hunts", msgspec.json.encode({"location": random.choice(options.locations)})
            if options.only_hits:
                name, path, body = "hit", f"/api/v1/raids/{options.only_hits}/hits", b""
            status, _ = await connection.request("POST", path, f"{token}Idempotency-Key: {uuid.uuid4().hex}\r\n", body)
            yield name, begun, status
            if options.pause:
                await asyncio.sleep(options.pause)
        return
    begun = time.perf_counter()
    status, answer = await connection.request("GET", "/api/v1/dashboard", token)
    yield "dashboard", begun, status
    missions = msgspec.json.decode(answer)["missions"] if status == 200 else []
    hunt = [("hunt", "POST", "/api/v1/hunts")] * HUNTS
    rest = [("inventory", "GET", "/api/v1/inventory"), ("logout", "POST", "/api/v1/auth/logout")]
    if missions:
        rest.insert(1, ("claim", "POST", f"/api/v1/missions/{missions[0]['id']}/claim"))
    for step, method, path in hunt + rest:
        headers = token + (f"Idempotency-Key: {uuid.uuid4().hex}\r\n" if step in ("hunt", "claim") else "")
        body = msgspec.json.encode({"location": random.choice(options.locations)}) if step == "hunt" else b""
        begun = time.perf_counter()
        status, _ = await connection.request(method, path, headers, body)
        yield step, begun, status


async def connect(host: str, port: int) -> Connection:
    _, connection = await asyncio.get_running_loop().create_connection(lambda: Connection(f"{host}:{port}"), host, port)
    return connection


async def user(options: argparse.Namespace, tally: Tally, names: asyncio.Queue[str]) -> None:
    """Plays one account after another until the time is up."""
    await asyncio.sleep(random.random() * min(1.0, options.warmup))
    connection: Connection | None = None
    while time.perf_counter() < tally.end:
        if connection is None or connection.transport is None or connection.transport.is_closing():
            begun = time.perf_counter()
            try:
                connection = await connect(options.host, options.port)
            except OSError:
                tally.record("login", begun, 0)
                await asyncio.sleep(0.1)
                continue
        name = names.get_nowait()
        async for step, begun, status in play(connection, name, options):
            tally.record(step, begun, status)
        names.put_nowait(name)  # two users never play the same account at once
    if connection and connection.transport:
        connection.transport.close()


async def meter(options: argparse.Namespace) -> dict[str, float]:
    """CPU seconds of each part and of this driver during the measured time."""
    await asyncio.sleep(options.warmup)
    before, own = {part: cpu.seconds(pids) for part, pids in options.pids.items()}, time.process_time()
    await asyncio.sleep(options.seconds)
    spent = {part: cpu.seconds(pids) - before[part] for part, pids in options.pids.items()}
    return spent | {"driver": time.process_time() - own}


async def run(options: argparse.Namespace) -> dict[str, object]:
    begin = time.perf_counter() + options.warmup
    tally = Tally(begin, begin + options.seconds)
    names: asyncio.Queue[str] = asyncio.Queue()
    for n in random.sample(range(1, options.accounts + 1), options.accounts):
        names.put_nowait(f"{options.prefix}{n:06d}")
    users = [asyncio.create_task(user(options, tally, names)) for _ in range(options.users)]
    spent = await meter(options)
    await asyncio.gather(*users)
    summary = tally.summary()
    count = max(1, sum(map(len, tally.took.values())))
    each = {part: round(s * 1000 / count, 3) for part, s in spent.items()}
    server = round(sum(ms for part, ms in each.items() if part != "driver"), 3)
    return {"users": options.users, **summary, "cpu_ms": each | {"server": server}}


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--host", default="127.0.0.1")
    p.add_argument("--port", type=int, required=True)
    p.add_argument("--users", type=int, default=50, help="number of users that play at once, at most the number of accounts")
    p.add_argument("--seconds", type=float, default=10)
    p.add_argument("--warmup", type=float, default=5)
    p.add_argument("--accounts", type=int, default=20_000)
    p.add_argument("--prefix", default="load")
    p.add_argument("--password", default="pw")
    p.add_argument("--locations", nargs="+", required=True, help="slugs of places to hunt in")
    p.add_argument("--only-hunts", action="store_true", help="log in, then only hunt")
    p.add_argument("--only-hits", type=int, metavar="RAID", help="log in, then only hit the boss of this raid")
    p.add_argument("--pause", type=float, default=0.0, help="seconds between hunts or hits of a user")
    p.add_argument("--pids", type=json.loads, default={}, help='JSON: {"part": [ids of its first processes]}')
    return p


if __name__ == "__main__":
    print(json.dumps(uvloop.run(run(parser().parse_args()))))

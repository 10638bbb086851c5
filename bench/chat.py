"""`python bench/chat.py`: messages in rooms of four, from the request to the other sockets.

It starts the bench instance (web processes, sockets tier, Postgres, Redis), makes rooms, opens a socket for each member and for members
of quiet rooms, and lets the members speak through the API at a fixed rate. Every message must reach all four, once and in order; the last
line says what was measured. The pace of one account is not enforced there (vvw_site/settings/bench.py). Ctrl-C stops everything.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from websockets.asyncio.client import ClientConnection, connect

from bench.client import Connection, percentiles
from bench.instance import Instance
from tools.terminal import CHECKOUT, exit_on_error, line

MEMBERS = 4


class Speaker:
    """A member of a room: its token, its session's cookie, and the numbers that its socket got."""

    def __init__(self, room: int, token: str, cookie: str) -> None:
        self.room, self.token, self.cookie = room, token, cookie
        self.numbers: list[int] = []
        self.first = 0


def prepare(rooms: int) -> list[Speaker]:
    """Rooms of four load accounts each, anew."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from accounts.models import User
    from game.actions.tokens import issue
    from game.models import Character, ChatMember, ChatRoom

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE game_chatmessage, game_chatmember, game_chatseen, game_chatwriter RESTART IDENTITY")
        cursor.execute("DELETE FROM game_chatroom WHERE kind = 'private'")
    people = list(Character.objects.filter(user__isnull=False, deleted_at=None).order_by("pk")[: rooms * MEMBERS])
    Character.objects.filter(pk__in=[c.pk for c in people]).update(level=3)
    made = ChatRoom.objects.bulk_create(ChatRoom(kind="private", key=f"bench-{n}") for n in range(rooms))
    ChatMember.objects.bulk_create(ChatMember(room=made[n // MEMBERS], character=c) for n, c in enumerate(people))
    users = User.objects.in_bulk([c.user_id for c in people])
    speakers = []
    for n, character in enumerate(people):
        user, client = users[character.user_id], Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        speakers.append(Speaker(made[n // MEMBERS].pk, issue(user).token, cookie))
    connection.close()
    return speakers


async def listen(
    speaker: Speaker, port: int, delays: list[tuple[float, float]], opened: asyncio.Semaphore, sockets: list[ClientConnection]
) -> None:
    """Until the socket is closed. A message's text holds the moment at which it was sent."""
    async with opened:
        socket = await connect(
            f"ws://127.0.0.1:{port}/ws/chat/{speaker.room}/", additional_headers={"Cookie": f"sessionid={speaker.cookie}"},
            compression=None, ping_interval=None, open_timeout=30,
        )  # fmt: skip
        speaker.first = json.loads(await socket.recv())["seq"]
    sockets.append(socket)
    async for text in socket:
        frame = json.loads(text)
        if frame["type"] == "chat.update":
            speaker.numbers.append(frame["seq"])
            sent = float(frame["message"]["text"].split()[1])
            delays.append((sent, (time.time() - sent) * 1000))
        elif frame["type"] == "chat.snapshot":
            speaker.numbers.append(-1)  # frames were lost for this process


async def speak(port: int, speakers: list[Speaker], number: int, rate: float, seconds: float, tally: dict[str, Any]) -> None:
    """One connection that speaks for its part of the members, in turn, at its part of the rate."""
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(lambda: Connection(f"127.0.0.1:{port}"), "127.0.0.1", port)
    begun, count = loop.time(), 0
    while loop.time() - begun < seconds:
        speaker = speakers[count % len(speakers)]
        due = begun + (count + number / 97 % 1) / rate
        await asyncio.sleep(max(0.0, due - loop.time()))
        started = time.time()
        headers = f"Authorization: Bearer {speaker.token}\r\nIdempotency-Key: bench-{number}-{count}-{int(started)}\r\n"
        body = json.dumps({"text": f"at {started:.6f} from {number} for the {count}th time"}).encode()
        status, _ = await connection.request("POST", f"/api/v1/chat/{speaker.room}", headers, body)
        tally["answers"].append((time.time() - started) * 1000)
        tally["statuses"][status] = tally["statuses"].get(status, 0) + 1
        count += 1


async def measure(speakers: list[Speaker], options: argparse.Namespace, port: int, sockets_port: int) -> dict[str, Any]:
    delays: list[tuple[float, float]] = []
    sockets: list[ClientConnection] = []
    opened = asyncio.Semaphore(20)
    tasks = [asyncio.create_task(listen(s, sockets_port, delays, opened, sockets)) for s in speakers]
    while len(sockets) < len(speakers):
        failed = [t for t in tasks if t.done()]
        if failed:
            raise RuntimeError(f"a socket did not open: {failed[0].exception()!r}")
        await asyncio.sleep(0.2)
    line(f"  {len(sockets):,} sockets are open in {len({s.room for s in speakers})} rooms")
    active = speakers[: options.rooms * MEMBERS]
    tally: dict[str, Any] = {"answers": [], "statuses": {}}
    begun = time.time()
    parts = [active[n :: options.connections] for n in range(options.connections)]
    await asyncio.gather(*[
        speak(port, part, n, options.rate / options.connections, options.seconds, tally) for n, part in enumerate(parts)
    ])  # fmt: skip
    took = time.time() - begun
    said = tally["statuses"].get(201, 0)
    for _ in range(100):  # the last ones are on their way
        if len(delays) >= said * MEMBERS:
            break
        await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    wrong = [s for s in active if s.numbers != list(range(s.first + 1, s.first + 1 + len(s.numbers)))]
    rooms: dict[int, set[int]] = {}
    for s in active:
        rooms.setdefault(s.room, set()).add(len(s.numbers))
    return {
        "sockets": len(speakers), "rooms": options.rooms, "seconds": round(took, 1), "said": said, "a second": round(said / took),
        "deliveries": len(delays), "deliveries a second": round(len(delays) / took), "statuses": tally["statuses"],
        "lost": said * MEMBERS - len(delays), "out of order": len(wrong), "rooms that differ": sum(len(n) > 1 for n in rooms.values()),
        "delivery_ms": percentiles([ms for sent, ms in delays if sent > begun + options.warmup]), "answer_ms": percentiles(tally["answers"]), "load": os.getloadavg(),
    }  # fmt: skip


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", type=int, default=100, help="rooms in which people speak")
    parser.add_argument("--sockets", type=int, default=1_000, help="open sockets; those beyond four a room are in quiet rooms")
    parser.add_argument("--rate", type=float, default=330, help="messages a second")
    parser.add_argument("--connections", type=int, default=24, help="connections that send them")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument(
        "--warmup", type=float, default=4, help="seconds whose delays do not count: processes compile and prepare"
    )
    parser.add_argument("--instance", default="bench-chat", help="name of the embedded instance")
    options = parser.parse_args()
    port = int(os.environ.get("PORT") or 8231)
    os.environ["PORT"] = str(port)
    rooms = max(options.rooms, options.sockets // MEMBERS)
    with Instance(port, rooms * MEMBERS, options.instance) as instance:
        instance.start()
        speakers = prepare(rooms)
        line(json.dumps(asyncio.run(measure(speakers, options, port, instance.sockets_port))))
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())

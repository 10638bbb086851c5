"""An ASGI application with two WebSockets for `bench/sockets.py` and `bench/fanout.py`: an echo, and a broadcast to all open
sockets. `python bench/socket_server.py HZ SECONDS` sends frames to the broadcast, as Channels' documentation shows it."""

import asyncio
import os
import sys
import time
from pathlib import Path

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.bench")
from channels.layers import get_channel_layer

from bench.room_server import frame
from vvw_site.asgi import django_app
from vvw_site.foundation.sockets import socket, sockets


class Echo(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.send(text_data)


class Broadcast(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    groups = ["broadcast"]

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send("broadcast", {"type": "broadcast", "text": text_data})

    async def broadcast(self, event: dict[str, str]) -> None:
        await self.send(event["text"])


application = ProtocolTypeRouter({
    "http": django_app,
    "websocket": sockets(socket("ws/echo/", "echo", Echo.as_asgi()), socket("ws/broadcast/", "broadcast", Broadcast.as_asgi())),
})  # fmt: skip


async def broadcast(hz: float, seconds: float) -> None:
    layer, began, seq = get_channel_layer(), time.time(), 0
    while time.time() - began < seconds:
        seq += 1
        await layer.group_send("broadcast", {"type": "broadcast", "text": frame("bench.update", seq).text})
        await asyncio.sleep(max(0.0, began + seq / hz - time.time()))


if __name__ == "__main__":
    asyncio.run(broadcast(float(sys.argv[1]), float(sys.argv[2])))

"""An ASGI application with two WebSockets for `bench/sockets.py`: an echo, and a broadcast to all open sockets."""

import os

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.bench")
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

"""A site with one socket, which sends back what it receives: for test_sockets.py, served by daphne like the real one."""

import os

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.test")
from vvw_site.asgi import django_app
from vvw_site.foundation.sockets import socket, sockets


class Echo(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.send(text_data=text_data)
        await self.send(text_data="again")


application = ProtocolTypeRouter({"http": django_app, "websocket": sockets(socket("ws/echo/", "echo", Echo.as_asgi()))})

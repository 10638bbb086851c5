"""What stands around every socket: where its page may come from, how many are open, and how much goes through them."""

from collections.abc import Awaitable, Callable
from typing import Any

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from vvw_site.foundation.metrics import counted

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def sockets(*addresses: URLPattern) -> App:
    """The application for all sockets: those made by `socket`, for pages of our own hosts; any other address is refused."""
    return AllowedHostsOriginValidator(URLRouter([*addresses, re_path("", nowhere)]))


def socket(address: str, route: str, consumer: App) -> URLPattern:
    """A consumer at an address ("ws/raids/<int:id>/"), counted under the name of its route ("raid")."""
    return path(address, Counted(route, consumer))


class Counted:
    """Counts the sockets that a route has open, and the frames of each way."""

    def __init__(self, route: str, consumer: App) -> None:
        self.consumer = consumer
        self.open = counted.SOCKETS_OPEN.labels(route)
        self.frames_in, self.frames_out = (counted.SOCKET_FRAMES.labels(route, way) for way in ("in", "out"))

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        is_open = False

        async def receiving() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                self.frames_in.inc()
            return message

        async def sending(message: Message) -> None:
            nonlocal is_open
            await send(message)
            if message["type"] == "websocket.send":
                self.frames_out.inc()
            elif message["type"] == "websocket.accept":
                is_open = True
                self.open.inc()

        try:
            await self.consumer(scope, receiving, sending)
        finally:
            if is_open:
                self.open.dec()


async def nowhere(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """No such address: closed before it is accepted, which the client sees as 403."""
    await receive()
    await send({"type": "websocket.close"})

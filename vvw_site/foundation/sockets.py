"""What every socket has: a check of the page's origin, and counts of open sockets and of frames."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from vvw_site.foundation.metrics import registry

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def sockets(*addresses: URLPattern) -> App:
    """The application for all sockets: `addresses` come from `socket`. Accepts pages of our own hosts only, and refuses any
    other address."""
    return cast(App, AllowedHostsOriginValidator(URLRouter([*addresses, re_path("", _as_view(refuse))])))


def socket(address: str, route: str, consumer: App) -> URLPattern:
    """A consumer at an address ("ws/raids/<int:id>/"), counted under the name of its route ("raid")."""
    return path(address, _as_view(CountedSocket(route, consumer)))


def _as_view(app: App) -> Callable[..., HttpResponseBase]:
    """Channels routes applications with Django's URL patterns, whose types know views only."""
    return cast(Callable[..., HttpResponseBase], app)


class CountedSocket:
    """Counts the open sockets of a route, and its frames in each direction."""

    def __init__(self, route: str, consumer: App) -> None:
        self.consumer = consumer
        self.open = registry.SOCKETS_OPEN.labels(route)
        self.frames_in, self.frames_out = (registry.SOCKET_FRAMES.labels(route, way) for way in ("in", "out"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_open = False

        async def counted_receive() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                self.frames_in.inc()
            return message

        async def counted_send(message: Message) -> None:
            nonlocal is_open
            await send(message)
            if message["type"] == "websocket.send":
                self.frames_out.inc()
            elif message["type"] == "websocket.accept":
                is_open = True
                self.open.inc()

        try:
            await self.consumer(scope, counted_receive, counted_send)
        finally:
            if is_open:
                self.open.dec()


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """An unknown address: the socket is closed before it is accepted, and the client gets a 403."""
    await receive()
    await send({"type": "websocket.close"})

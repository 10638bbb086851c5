"""What every socket has: an address, a check of the page's origin, and counts of open sockets and of frames."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.http.response import HttpResponseBase
from django.urls import path
from django.urls.resolvers import URLPattern

from vvw_site.foundation.metrics import registry

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OUTLET = "vvw.outlet"
"""The key of a socket's `Outlet` in the extensions of its scope, where the server offers one."""
FRAME_MAX = 4096
"""Bytes of a frame from a client; a longer one closes the socket with 1009."""
SEND_BUFFER = 16 * 1024
"""Bytes that the kernel may hold for a client (it takes twice as many, for its own records): a slow client has no long backlog."""


class SocketText(Protocol):
    """A text for many sockets. wire: the whole WebSocket frame, header included, the same for every socket."""

    text: str
    wire: bytes


class Outlet(Protocol):
    """What a server offers beyond ASGI's `send`: to write at once, and to say that the connection is full. No method waits."""

    def write(self, text: SocketText) -> bool:
        """Hand the text to the connection. Returns False, and writes nothing, while earlier bytes wait for the client."""

    def is_full(self) -> bool:
        """Whether earlier bytes wait for the client."""

    def close(self, code: int, reason: str) -> None:
        """Send a close frame, behind what waits, and drop the connection if the client does not answer in time."""


def sockets(*addresses: URLPattern) -> App:
    """The application for all sockets: `addresses` come from `socket`. A page of a foreign host and an unknown address are
    refused. A client that names no origin is not a browser, so nobody's cookies are at risk: it is accepted.

    It returns the consumer's own coroutine: each socket that is open keeps one frame less in memory."""

    def app(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if origin_is_allowed(header(scope, b"origin")):
            for address in addresses:
                if match := address.pattern.match(scope["path"].lstrip("/")):
                    scope["url_route"] = {"args": match[1], "kwargs": match[2]}
                    return cast(App, address.callback)(scope, receive, send)
        return refuse(scope, receive, send)

    return app


def socket(address: str, route: str, consumer: App) -> URLPattern:
    """A consumer at an address ("ws/echo/"), counted under the name of its route ("echo")."""
    return self_counting_socket(address, CountedSocket(route, consumer))


def self_counting_socket(address: str, consumer: App) -> URLPattern:
    """A consumer at an address ("ws/raids/<id:id>/") that counts its sockets and frames itself, with `SocketCounts`."""
    # Django's URL patterns know views only.
    return path(address, cast(Callable[..., HttpResponseBase], consumer))


def origin_is_allowed(origin: str) -> bool:
    """Whether a page of this origin may open sockets; an empty origin may."""
    if not origin or "*" in settings.ALLOWED_HOSTS:
        return True
    try:
        host = urlsplit(origin).hostname
    except ValueError:
        return False
    return bool(host) and validate_host(str(host), settings.ALLOWED_HOSTS)


def header(scope: Scope, name: bytes) -> str:
    """The value of a header; several are joined by commas. name: in lower case."""
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


class SocketCounts:
    """The metrics of one route: its open sockets, and its frames in each direction."""

    def __init__(self, route: str) -> None:
        self.open = registry.SOCKETS_OPEN.labels(route)
        self.frames_in, self.frames_out = (registry.SOCKET_FRAMES.labels(route, way) for way in ("in", "out"))


class CountedSocket:
    """A consumer whose open sockets and frames are counted one by one. Rooms count a frame to all their sockets at once."""

    def __init__(self, route: str, consumer: App) -> None:
        self.consumer, self.counts = consumer, SocketCounts(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_open = False

        async def counted_receive() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                self.counts.frames_in.inc()
            return message

        async def counted_send(message: Message) -> None:
            nonlocal is_open
            await send(message)
            if message["type"] == "websocket.send":
                self.counts.frames_out.inc()
            elif message["type"] == "websocket.accept":
                is_open = True
                self.counts.open.inc()

        try:
            await self.consumer(scope, counted_receive, counted_send)
        finally:
            if is_open:
                self.counts.open.dec()


async def refuse(scope: Scope, receive: Receive, send: Send, status: int = 403) -> None:
    """The socket is closed before it is accepted. The client gets the status where the server can send one, otherwise a 403."""
    await receive()
    if status != 403 and "websocket.http.response" in scope.get("extensions", {}):
        await send({"type": "websocket.http.response.start", "status": status, "headers": []})
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close"})

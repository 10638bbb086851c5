"""The consumer of all rooms: it opens a socket, checks what its client sends, and leaves the rest to the hub."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import msgspec
import structlog
from channels.consumer import AsyncConsumer
from django.conf import settings
from django.http import parse_cookie

from game.realtime.address_limits import AddressLimits, address_of
from game.realtime.hub import hub
from game.realtime.messages import CloseCode, decode
from game.realtime.room import Room
from game.realtime.watcher import Watcher, outlet_of
from vvw_site.foundation.logs.cause import begin_socket, name_socket_user
from vvw_site.foundation.sockets import FRAME_MAX, Message, Outlet, Receive, Scope, Send, header, refuse

MESSAGES_MAX, MESSAGES_SECONDS = 20, 10.0
"""A client that sends more messages in so many seconds is closed."""
limits = AddressLimits()
log = structlog.get_logger(__name__)


class RoomConsumer(AsyncConsumer):  # type: ignore[misc]  # channels has no types
    """Without the channel, the queue and the tasks that Channels creates for each socket: frames come from the hub."""

    def __init__(self, kind: str, *, is_open: bool = True) -> None:
        """is_open: whether everybody may join."""
        self.kind, self.is_open = kind, is_open

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """The coroutine of an open socket does not hold its scope: with all its headers, that would be 2 KB."""
        address = address_of(scope)
        begin_socket(header(scope, b"x-request-id"))
        if hub().draining or limits.is_full():
            return refuse(scope, receive, send, 503)
        if not limits.enter(address):
            return refuse(scope, receive, send, 429)
        parameters = scope["url_route"]["kwargs"]
        if self.is_open:
            (pk,) = parameters.values()
            return self.watch(address, pk, outlet_of(scope, send), receive, send)
        cookie = parse_cookie(header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME, "")
        return self.watch_as(address, [(parameters, cookie)], outlet_of(scope, send), receive, send)

    async def watch(self, address: str, pk: int, outlet: Outlet, receive: Receive, send: Send) -> None:
        """Until the client leaves or is closed."""
        try:
            if (await receive())["type"] == "websocket.connect":
                await send({"type": "websocket.accept"})
                watcher = Watcher(outlet)
                await self.serve(hub().join(self.kind, pk, watcher), watcher, receive)
        finally:
            limits.leave(address)

    async def watch_as(
        self, address: str, asked: list[tuple[dict[str, Any], str]], outlet: Outlet, receive: Receive, send: Send
    ) -> None:
        """The same for a room that asks who comes. asked: the parameters of the address and the session's cookie; it is emptied, so that
        an open socket does not keep them."""
        try:
            if (await receive())["type"] == "websocket.connect":
                await send({"type": "websocket.accept"})
                watcher = Watcher(outlet)
                admitted = await hub().admit(self.kind, *asked.pop())
                if isinstance(admitted, CloseCode):
                    watcher.close(admitted)
                    while (await receive())["type"] != "websocket.disconnect":
                        pass
                    return
                name_socket_user(admitted.login.user)
                try:
                    await self.serve(hub().join_as(self.kind, admitted, watcher), watcher, receive)
                finally:
                    hub().leave_as(watcher)
        finally:
            limits.leave(address)

    async def serve(self, room: Room, watcher: Watcher, receive: Receive) -> None:
        room.counts.open.inc()
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                on_message(room, watcher, message)
        finally:
            room.counts.open.dec()
            room.leave(watcher)


def on_message(room: Room, watcher: Watcher, message: Message) -> None:
    if watcher.is_closing:
        return
    now = asyncio.get_running_loop().time()
    room.counts.frames_in.inc()
    if now - watcher.window_began > MESSAGES_SECONDS:
        watcher.received, watcher.window_began = 0, now
    watcher.received += 1
    fault = None
    if watcher.received > MESSAGES_MAX:
        fault = CloseCode.TOO_MANY
    elif (text := message.get("text")) is None:
        fault = CloseCode.BINARY
    elif len(text) > FRAME_MAX:
        fault = CloseCode.TOO_LONG
    else:
        try:
            room.resume(watcher, decode(text).seq, now)
        except (msgspec.DecodeError, ValueError):
            fault = CloseCode.BAD_MESSAGE
    if fault:
        room.close(watcher, fault)
        log.info("socket_closed", room=room.name, why=fault.name.lower())

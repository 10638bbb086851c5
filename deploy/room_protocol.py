"""uvicorn's WebSocket protocol for sockets that are mostly silent: it writes a room's frames at once, without a coroutine for
each socket, and keeps less than half of the memory.

uvicorn and websockets do not document the parts that are used here, and they may change with any version. So both versions are
pinned, and game/tests/realtime tests everything that this class relies on.
"""

import asyncio
from collections import deque
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import Protocol, State

from vvw_site.foundation.sockets import OUTLET, SocketText

BUFFER_MAX = 8 * 1024
"""Bytes that may wait in this process for a client; with more its connection is full."""
CLOSE_SECONDS = 5.0
"""So long may a client take to answer a close frame; then its connection is dropped."""


class RoomProtocol(WebSocketsSansIOProtocol):
    """It is also the `Outlet` of its connection."""

    full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=BUFFER_MAX)
        self.queue = cast("asyncio.Queue[Any]", ReceiveQueue())
        self.writable = ALWAYS_SET

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:  # the application's task begins later
            cast(dict[str, object], self.scope["extensions"])[OUTLET] = self

    def start_keepalive(self) -> None:
        """The socket was accepted: forget the request, which uvicorn and the parser's first part would keep."""
        super().start_keepalive()
        del self.scope, self.request, self.response
        if not self.conn.reader.buffer:  # otherwise the parser may be within a frame
            self.conn.parser = Protocol.parse(self.conn)
            next(self.conn.parser)

    def pause_writing(self) -> None:
        self.full, self.writable = True, asyncio.Event()

    def resume_writing(self) -> None:
        self.writable.set()
        self.full, self.writable = False, ALWAYS_SET

    # --- the outlet -----------------------------------------------------------------------------------------------------
    def write(self, text: SocketText) -> bool:
        if self.full:
            return False
        if not self.close_sent:
            self.transport.write(text.wire)
        return True

    def is_full(self) -> bool:
        return self.full

    def close(self, code: int, reason: str) -> None:
        if self.close_sent or self.conn.state is not State.OPEN:
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.end_soon()

    # --- closing --------------------------------------------------------------------------------------------------------
    def handle_parser_exception(self) -> None:
        """uvicorn closes the connection at once. A client that still sends would get a reset, and not the close code."""
        if self.close_sent:
            return
        assert self.conn.close_sent is not None
        code, reason = self.conn.close_sent.code, self.conn.close_sent.reason
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.end_soon()
        # The parser ignores all that follows, the client's own close frame too: it has to close when it reads this end.
        self.transport.write_eof()

    def end_soon(self) -> None:
        """Send the close frame; read on, but ignore it, until the client closes or the time is up."""
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.stop_keepalive()
        self.close_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)


class ReceiveQueue:
    """The part of asyncio.Queue that uvicorn uses, for one reader. An empty one takes 2 KB less."""

    __slots__ = ("messages", "reader")

    def __init__(self) -> None:
        self.messages: deque[Any] | None = None
        self.reader: asyncio.Future[None] | None = None

    def put_nowait(self, message: Any) -> None:
        if self.messages is None:
            self.messages = deque()
        self.messages.append(message)
        if self.reader and not self.reader.done():
            self.reader.set_result(None)

    def empty(self) -> bool:
        return not self.messages

    async def get(self) -> Any:
        if not self.messages:
            self.reader = asyncio.get_running_loop().create_future()
            try:
                await self.reader
            finally:
                self.reader = None
        assert self.messages
        message = self.messages.popleft()
        if not self.messages:
            self.messages = None
        return message


class _AlwaysSet(asyncio.Event):
    """One event for all connections that can be written to."""

    def __init__(self) -> None:
        super().__init__()
        super().set()

    def clear(self) -> None:
        raise RuntimeError("A connection that is full has an event of its own.")


ALWAYS_SET = _AlwaysSet()

"""The tier `sockets`: uvicorn with a protocol that writes the frames of rooms without a coroutine for each socket.

`python -m deploy.sockets --port 8000 --bind 0.0.0.0` (`deploy/start sockets` runs it). `--app` names another application.
"""

import argparse
import asyncio
import gc
import resource
import socket
from typing import cast

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

from vvw_site.foundation.sockets import FRAME_MAX, OUTLET, SocketText

SEND_BUFFER = 16 * 1024
"""Bytes that the kernel may hold for a client (it takes twice as many, for its own records). A slow client has no long backlog."""
BUFFER_MAX = 8 * 1024
"""Bytes that may wait in this process; with more the connection is full."""
PING_SECONDS, PONG_SECONDS = 20.0, 20.0
CLOSE_SECONDS = 5.0
"""So long may a client take to answer a close frame; then its connection is dropped."""


class RoomProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, and our `Outlet` of one connection.

    uvicorn's parts that are used here may change with any version. So its version is pinned, and game/tests/realtime tests
    what this class relies on."""

    full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=BUFFER_MAX)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:  # the application's task begins later
            cast(dict[str, object], self.scope["extensions"])[OUTLET] = self

    def pause_writing(self) -> None:
        super().pause_writing()
        self.full = True

    def resume_writing(self) -> None:
        super().resume_writing()
        self.full = False

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

    def end_soon(self) -> None:
        """Send the close frame; read on, but ignore it, until the client closes or the time is up."""
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.stop_keepalive()
        self.close_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)


class SocketServer(uvicorn.Server):
    """Before it ends, it stops listening and tells its clients to come back."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from game.realtime.hub import hub

        for server in self.servers:
            server.close()
        for one in sockets or []:
            one.close()
        await hub().drain()
        await super().shutdown(sockets)


def listening_socket(bind: str, port: int) -> socket.socket:
    """The sockets that it accepts have its small send buffer."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listening.bind((bind, port))
    listening.set_inheritable(True)
    return listening


def config(app: str) -> uvicorn.Config:
    """No proxy headers: the site reads them itself (accounts/client_address.py). No compression: frames are below 1 KB."""
    return uvicorn.Config(
        app, interface="asgi3", loop="uvloop", http="h11", ws=RoomProtocol, ws_max_size=FRAME_MAX, ws_per_message_deflate=False,
        ws_ping_interval=PING_SECONDS, ws_ping_timeout=PONG_SECONDS, lifespan="on", log_config=None, log_level="warning",
        access_log=False, proxy_headers=False, server_header=False, date_header=False, backlog=4096, timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bind", default="0.0.0.0", help="the address to listen on")  # noqa: S104
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--app", default="vvw_site.asgi:application", help="the ASGI application")
    parser.add_argument("--name", help="marks this process in the list of processes; it changes nothing else")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    server = SocketServer(config(options.app))
    server.config.load()
    gc.freeze()  # the collector need not look at what lives as long as the process
    server.run([listening_socket(options.bind, options.port)])


if __name__ == "__main__":
    main()

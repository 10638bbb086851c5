"""The tier `sockets`: uvicorn with a protocol that writes the frames of rooms without a coroutine for each socket.

`python -m deploy.sockets --port 8000 --bind 0.0.0.0` (`deploy/start sockets` runs it). `--app` names another application.
"""

import argparse
import gc
import resource
import socket

import uvicorn

from deploy.room_protocol import RoomProtocol
from vvw_site.foundation.sockets import FRAME_MAX, SEND_BUFFER

PING_SECONDS = 20.0
"""So often a client is pinged, and so long it may take to answer."""
DRAIN_SECONDS = 8.0
"""Less than the ten seconds after which most supervisors kill a process."""


class SocketServer(uvicorn.Server):
    """Before it ends, it stops listening and tells its clients to come back."""

    drain_seconds: float

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from game.realtime.hub import hub

        for server in self.servers:
            server.close()
        for one in sockets or []:
            one.close()
        await hub().drain(self.drain_seconds)
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


def config(app: str, ping: float) -> uvicorn.Config:
    """No proxy headers: the site reads them itself (accounts/client_address.py). No compression: frames are below 1 KB."""
    return uvicorn.Config(
        app, interface="asgi3", loop="uvloop", http="h11", ws=RoomProtocol, ws_max_size=FRAME_MAX, ws_per_message_deflate=False,
        ws_ping_interval=ping, ws_ping_timeout=ping, lifespan="on", log_config=None, log_level="warning",
        access_log=False, proxy_headers=False, server_header=False, date_header=False, backlog=4096, timeout_keep_alive=30,
        timeout_graceful_shutdown=5, headers=[("Server", "")],
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bind", default="0.0.0.0", help="the address to listen on")  # noqa: S104
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--app", default="vvw_site.asgi:application", help="the ASGI application")
    parser.add_argument("--name", help="marks this process in the list of processes; it changes nothing else")
    parser.add_argument("--ping", type=float, default=PING_SECONDS, help="seconds between pings, and for their answers")
    parser.add_argument("--drain", type=float, default=DRAIN_SECONDS, help="seconds over which sockets are closed at the end")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    server = SocketServer(config(options.app, options.ping))
    server.drain_seconds = options.drain
    server.config.load()
    gc.freeze()  # the collector need not look at what lives as long as the process
    server.run([listening_socket(options.bind, options.port)])


if __name__ == "__main__":
    main()

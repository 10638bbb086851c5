"""What daphne lacks for sockets: a limit for the frames of clients, and an outlet that knows when a connection is full.

Daphne buffers for a client that does not read without an end, and ASGI's `send` never waits.
"""

from socket import SO_SNDBUF, SOL_SOCKET
from typing import TYPE_CHECKING, Any

from vvw_site.foundation.sockets import FRAME_MAX, OUTLET, SEND_BUFFER, Scope, SocketText

if TYPE_CHECKING:
    from daphne.server import Server
    from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

BUFFER_MAX = 8 * 1024
"""Bytes that may wait in this process for a client; with more its connection is full."""
CLOSE_SECONDS = 5
"""So long may a client take to answer a close frame; then its connection is dropped."""


class DaphneOutlet:
    def __init__(self, protocol: "WebSocketProtocol") -> None:
        self.protocol = protocol

    def write(self, text: SocketText) -> bool:
        if self.is_full():
            return False
        if self.protocol.state == self.protocol.STATE_OPEN:
            self.protocol.transport.write(text.wire)
        return True

    def is_full(self) -> bool:
        transport = self.protocol.transport
        return bool(len(transport.dataBuffer) - transport.offset + transport._tempDataLen > BUFFER_MAX)

    def close(self, code: int, reason: str) -> None:
        if self.protocol.state == self.protocol.STATE_OPEN:
            # `sendClose` refuses the codes below 3000 that only servers send.
            self.protocol.sendCloseFrame(code=code, reasonUtf8=reason.encode(), isReply=False)


def prepare_daphne_sockets() -> None:
    """After this call, a daphne of this process closes a socket whose frame is too long, and each socket has an outlet."""
    from daphne.server import Server
    from daphne.ws_protocol import WebSocketFactory

    set_options, create = WebSocketFactory.setProtocolOptions, Server.create_application

    def set_limited_options(self: "WebSocketFactory", **options: Any) -> None:
        # Its limit of a whole message would also hold for what we send; the consumer checks messages of several frames.
        set_options(
            self, **options | {"maxFramePayloadSize": FRAME_MAX, "failByDrop": False, "closeHandshakeTimeout": CLOSE_SECONDS}
        )

    def create_application(self: "Server", protocol: Any, scope: Scope) -> Any:
        if scope["type"] == "websocket":
            protocol.transport.socket.setsockopt(SOL_SOCKET, SO_SNDBUF, SEND_BUFFER)
            scope["extensions"] = {OUTLET: DaphneOutlet(protocol)}
        return create(self, protocol, scope)

    WebSocketFactory.setProtocolOptions = set_limited_options
    Server.create_application = create_application

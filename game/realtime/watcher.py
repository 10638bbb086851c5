"""One open socket, as its room sees it."""

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any, cast

from game.realtime.frames import EncodedFrame
from game.realtime.messages import REASONS, CloseCode
from vvw_site.foundation.sockets import OUTLET, Outlet, Scope, Send, SocketText

NOBODY: frozenset[int] = frozenset()


class Watcher:
    """seq: the last frame that was handed to its connection; -1 before the first. full_since: when its connection was first
    found full, on the loop's clock; 0 while it is not. hides: accounts whose frames it does not get."""

    __slots__ = ("full_since", "hides", "is_closing", "outlet", "received", "seq", "window_began")

    def __init__(self, outlet: Outlet) -> None:
        self.outlet = outlet
        self.seq = -1
        self.full_since = 0.0
        self.received, self.window_began = 0, 0.0
        self.is_closing = False
        self.hides: frozenset[int] = NOBODY

    def write(self, message: EncodedFrame) -> bool:
        """False if the connection is full."""
        return self.outlet.write(message.for_one_who_hides(self.hides) if self.hides else message)

    def close(self, code: CloseCode) -> None:
        if not self.is_closing:
            self.is_closing = True
            self.outlet.close(int(code), REASONS[code])


class AsgiOutlet:
    """An outlet over ASGI's `send`, for servers without one of their own. Its coroutine runs at once, without a task. Only if
    it has to wait, a task finishes it, and the connection counts as full until then."""

    __slots__ = ("_send", "_unfinished")

    def __init__(self, send: Send) -> None:
        self._send = send
        self._unfinished: asyncio.Task[None] | None = None

    def write(self, text: SocketText) -> bool:
        if self.is_full():
            return False
        self._run({"type": "websocket.send", "text": text.text})
        return True

    def is_full(self) -> bool:
        return self._unfinished is not None and not self._unfinished.done()

    def close(self, code: int, reason: str) -> None:
        self._run({"type": "websocket.close", "code": code, "reason": reason})

    def _run(self, message: dict[str, Any]) -> None:
        coroutine = cast(Coroutine[Any, None, None], self._send(message))
        try:
            waits_for = coroutine.send(None)
        except (StopIteration, OSError, RuntimeError):  # sent; or the client left, and the consumer will hear of it
            return
        self._unfinished = asyncio.get_running_loop().create_task(_finish(coroutine, waits_for))


class _Rest:
    """The rest of a coroutine that already waits for a future."""

    def __init__(self, coroutine: Coroutine[Any, None, None], waits_for: Any) -> None:
        self.coroutine, self.waits_for = coroutine, waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self.waits_for
        while True:
            yield waits_for
            try:
                waits_for = self.coroutine.send(None)
            except StopIteration:
                return


async def _finish(coroutine: Coroutine[Any, None, None], waits_for: Any) -> None:
    try:
        await _Rest(coroutine, waits_for)
    except (OSError, RuntimeError):
        pass  # the client left, and the consumer will hear of it
    finally:
        coroutine.close()


def outlet_of(scope: Scope, send: Send) -> Outlet:
    """The server's own outlet, or one over `send`."""
    found: Outlet | None = scope.get("extensions", {}).get(OUTLET)
    return found or AsgiOutlet(send)

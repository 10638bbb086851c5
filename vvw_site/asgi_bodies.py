"""What ASGI servers leave to the application: a request's body is dropped beyond its limit as it comes, so that nobody
fills our memory or disk with it, and a HEAD is answered without a body.

That a body was too long, the middleware says (vvw_site/middleware/request_body.py): from its length or, without one, at once.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def bodies_kept_small(app: App) -> App:
    """The application behind both guards."""

    async def guarded(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        room = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1

        async def receiving() -> Message:
            nonlocal room
            message = await receive()
            if message["type"] == "http.request":
                body = message.get("body", b"")[:room]
                room -= len(body)
                message = message | {"body": body}
                if not room:
                    message["more_body"] = False
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = message | {"body": b""}
            await send(message)

        await app(scope, receiving, sending if scope["method"] == "HEAD" else send)

    return guarded


def limit_daphne() -> None:
    """Daphne hands a body to the application only when all of it is there, kept in a file and then in memory. From now on
    its requests keep no more of a body than the middleware reads, and one byte to show that there was more."""
    from daphne.http_protocol import WebRequest

    def keep(self: WebRequest, data: bytes) -> None:
        self.content.write(data[: max(0, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1 - self.content.tell())])

    WebRequest.handleContentChunk = keep

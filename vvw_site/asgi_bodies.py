"""What ASGI servers leave to the application: a body is cut off at its limit while it is received, so that nobody can fill our
memory or disk with it, and the response to HEAD has no body.

The middleware refuses a body that is too long (middleware/request_body.py), by its Content-Length or by what was received.
"""

from typing import TYPE_CHECKING

from django.conf import settings

from vvw_site.foundation.sockets import App, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from daphne.http_protocol import WebRequest


def limit_bodies(app: App) -> App:
    """The application behind both guards."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        left = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1

        async def limited_receive() -> Message:
            nonlocal left
            message = await receive()
            if message["type"] == "http.request":
                body = message.get("body", b"")[:left]
                left -= len(body)
                message = {**message, "body": body}
                if not left:
                    message["more_body"] = False
            return message

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await app(scope, limited_receive, send_without_body if scope["method"] == "HEAD" else send)

    return guarded


def limit_daphne_bodies() -> None:
    """Daphne collects the whole body in a file before it calls the application. After this call, its requests store only as
    much as the middleware reads, and one byte that shows that there was more."""
    from daphne.http_protocol import WebRequest

    def store(self: "WebRequest", data: bytes) -> None:
        self.content.write(data[: max(0, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1 - self.content.tell())])

    WebRequest.handleContentChunk = store

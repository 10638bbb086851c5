"""The ASGI entry point: sockets, and in development all other requests too."""

import os
import sys
from collections.abc import Awaitable
from typing import cast

from asgiref.sync import markcoroutinefunction
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
_django = get_asgi_application()

from game.realtime.hub import hub  # noqa: E402 (Django is set up first)
from game.realtime.routes import room_addresses, start_rooms  # noqa: E402
from vvw_site.asgi_bodies import limit_bodies, limit_daphne_bodies  # noqa: E402
from vvw_site.asgi_sockets import prepare_daphne_sockets  # noqa: E402
from vvw_site.foundation.sockets import App, Receive, Scope, Send, sockets  # noqa: E402

if "daphne.server" in sys.modules:  # uvicorn need not import it
    limit_daphne_bodies()
    prepare_daphne_sockets()
django_app = limit_bodies(cast(App, _django))
socket_app = sockets(*room_addresses())


@markcoroutinefunction  # without an `async` of its own, each open socket keeps one frame less in memory
def application(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
    """Uvicorn calls it for the process's life, daphne for its connections only: there the first one starts the rooms."""
    if scope["type"] == "lifespan":
        return life(scope, receive, send)
    start_rooms()
    return (socket_app if scope["type"] == "websocket" else django_app)(scope, receive, send)


async def life(scope: Scope, receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            start_rooms()
        else:
            await hub().stop()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return

"""The site with one more kind of room, for the tests of this folder. A room's state is a file that the test writes."""

import os
import time
from pathlib import Path

from game.realtime import background, hub, room, rooms
from game.realtime.frames import Frame
from game.realtime.hub import SocketHub
from game.realtime.publish import publish
from game.realtime.routes import room_addresses
from vvw_site import asgi
from vvw_site.foundation.sockets import Receive, Scope, Send, sockets

django_app = asgi.django_app
FOLDER = Path(os.environ["TEST_ROOMS"])


def snapshot(pk: int) -> Frame | None:
    with (FOLDER / "reads").open("a") as reads:
        reads.write(f"{pk}\n")
    if pk == 500:
        raise RuntimeError("This room cannot be read.")
    time.sleep(0.02)
    try:
        seq = int((FOLDER / str(pk)).read_text())
    except FileNotFoundError:
        return None
    return Frame(seq, f'{{"type":"test.snapshot","seq":{seq}}}')


def count(hub: SocketHub) -> float:
    """Room 77 is written and published by this process itself."""
    path = FOLDER / "77"
    if path.exists() and (seq := int(path.read_text()) + 1) < 10**6:
        path.with_suffix(".new").write_text(str(seq))
        path.with_suffix(".new").replace(path)
        publish("test:77", Frame(seq, f'{{"type":"test.update","seq":{seq}}}'))
    return 0.1


async def with_page(scope: Scope, receive: Receive, send: Send) -> None:
    """The site, and a page of the test at /page: Chromium lets only a page from this machine open sockets to it."""
    if scope["path"] != "/page":
        await django_app(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": (FOLDER / "page.html").read_bytes()})


room.STUCK_SECONDS = 2.0
hub.SESSION_SECONDS, hub.COMPARE_SECONDS = 2.0, 1.0
rooms.register("test", rooms.RoomKind(route="ws/test/<id:id>/", snapshot=snapshot))
# The servers stay for the session: with the raid's ticker they would fold the raids of later tests.
background._registered.clear()
background.register("counter", count)

asgi.django_app, asgi.socket_app = with_page, sockets(*room_addresses())
application = asgi.application

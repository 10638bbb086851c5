"""The site with a room for `bench/fanout.py`. `python bench/room_server.py HZ SECONDS` publishes frames to it, as a raid does."""

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.bench")
from game.realtime.frames import Frame
from game.realtime.publish import publish
from game.realtime.rooms import RoomKind, register
from game.realtime.routes import room_addresses
from vvw_site import asgi
from vvw_site.foundation.sockets import sockets

ROOM = "bench:1"
ADDRESS = "/ws/bench/1/"


def frame(kind: str, seq: int) -> Frame:
    """A frame of the size of a raid's."""
    return Frame(seq, json.dumps({
        "type": kind, "seq": seq, "sent_at": time.time(), "hp": 1_000_000 - seq, "hits": 12, "top": [["Some hunter", 123456]] * 10,
    }))  # fmt: skip


def publish_frames(hz: float, seconds: float) -> int:
    """Returns how many frames were published."""
    began, seq = time.time(), 0
    while time.time() - began < seconds:
        seq += 1
        publish(ROOM, frame("bench.update", seq))
        time.sleep(max(0.0, began + seq / hz - time.time()))
    return seq


register("bench", RoomKind(route="ws/bench/<id:id>/", snapshot=lambda pk: frame("bench.snapshot", 0)))
asgi.socket_app = sockets(*room_addresses())
application = asgi.application

if __name__ == "__main__":
    publish_frames(float(sys.argv[1]), float(sys.argv[2]))

"""The peer of bench/raid.py: a raid's frames as the documentation of Channels shows it, with one consumer per socket in a group.

`daphne -p 8810 bench.plain_channels:application` serves; `python bench/plain_channels.py 4 20` publishes four frames a second for
20 s. Both read REDIS_URL. It is a server of its own and uses nothing of the game.
"""

import asyncio
import json
import os
import sys
import time
from typing import Any

from django.conf import settings

settings.configure(
    SECRET_KEY="a peer of the benchmark has no secrets",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[],
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [os.environ["REDIS_URL"]], "prefix": "peer"},
        }
    },
)
import django

django.setup()
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path

GROUP = "raid"


class PlainRaidConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def raid_update(self, event: dict[str, Any]) -> None:
        await self.send(text_data=event["text"])


application = ProtocolTypeRouter({"websocket": URLRouter([path("ws/raids/<int:id>/", PlainRaidConsumer.as_asgi())])})


async def publish(rate: float, seconds: float) -> None:
    """Frames of the size of ours."""
    layer, began, seq = get_channel_layer(), time.time(), 0
    while time.time() - began < seconds:
        seq += 1
        frame = {
            "type": "raid.update", "seq": seq, "sent_at": time.time(), "hp": 1_000_000 - seq, "hits": 12,
            "top": [["Some hunter", 123456]] * 10, "latest": [["Some hunter", 1234, "hit"]] * 8,
        }  # fmt: skip
        await layer.group_send(GROUP, {"type": "raid.update", "text": json.dumps(frame)})
        await asyncio.sleep(max(0.0, began + seq / rate - time.time()))


if __name__ == "__main__":
    asyncio.run(publish(float(sys.argv[1]), float(sys.argv[2])))

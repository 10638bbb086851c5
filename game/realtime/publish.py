"""Sending a frame to all sockets of a room, from synchronous code in any process."""

import structlog
from channels.layers import get_channel_layer
from django.conf import settings
from django_redis import get_redis_connection
from redis.exceptions import RedisError

from game.realtime.frames import Frame
from game.realtime.hub import hub, message_of
from game.realtime.subscription import hubs_group

log = structlog.get_logger(__name__)
_failing = False


def publish(room: str, frame: Frame) -> None:
    """room: its name ("raid:5"). Call it after the commit. If Redis is away, the frame is lost: the hubs read the state again
    when Redis is back.

    The channel layer's own `group_send` needs an event loop and a new connection for each call from synchronous code, which
    costs fifty times as much as this: the same message, on the same channel of Redis.
    """
    global _failing
    if hub().is_running:
        hub().publish_from_thread(room, frame)
        return
    layer = get_channel_layer()
    channel = f"{layer_prefix()}__group__{hubs_group()}"
    try:
        get_redis_connection("default").publish(channel, layer.serialize(message_of(room, frame)))
        _failing = False
    except RedisError as error:
        if not _failing:
            log.warning("frame_not_published", room=room, error=str(error))
        _failing = True


def layer_prefix() -> str:
    """The first part of the names of the layer's channels in Redis."""
    return str(settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"])

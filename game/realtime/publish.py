"""Sending a frame to all sockets of a room, from synchronous code in any process."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import structlog
from channels.layers import get_channel_layer
from django.conf import settings
from redis.exceptions import RedisError

from game.realtime.frames import Frame
from game.realtime.hub import hub, message_of
from game.realtime.subscription import hubs_group
from vvw_site.foundation.redis_roles import CHANNELS, redis_of

log = structlog.get_logger(__name__)
_failing = False
IDS_MAX = 1_000


def publish(room: str, frame: Frame) -> None:
    """room: its name ("raid:5"). Call it after the commit. If Redis is away, the frame is lost: the hubs read the state again
    when Redis is back.

    The channel layer's own `group_send` needs an event loop and a new connection for each call from synchronous code, which
    costs fifty times as much as this: the same message, on the same channel of Redis.
    """
    send_to_hubs(message_of(room, frame))


def publish_changes(kind: str, ids: Iterable[int]) -> None:
    """Something changed in these rooms of a kind with `changes`: hubs in which somebody watches them read what. Call it after the
    commit. It costs one message for a thousand rooms, and no statement."""
    for some in batched(ids, IDS_MAX):
        send_to_hubs({"type": "hub.changed", "kind": kind, "ids": some})


def publish_members_changed(kind: str, members: Iterable[int]) -> None:
    """These members of rooms of a kind with `members` may have left one, or hide other accounts than before. Call it after the commit."""
    for some in batched(members, IDS_MAX):
        send_to_hubs({"type": "hub.members", "kind": kind, "ids": some})


def send_to_hubs(message: dict[str, Any]) -> None:
    """To the hubs of all processes. If Redis is away, only the hub of this process gets it."""
    global _failing
    if hub().is_running:
        hub().send_from_thread(message)
        return
    layer = get_channel_layer()
    channel = f"{layer_prefix()}__group__{hubs_group()}"
    try:
        redis_of(CHANNELS).publish(channel, layer.serialize(message))
        _failing = False
    except RedisError as error:
        if not _failing:
            log.warning("frame_not_published", message=message["type"], error=str(error))
        _failing = True


def batched(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, size)):
        yield some


def layer_prefix() -> str:
    """The first part of the names of the layer's channels in Redis."""
    return str(settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"])

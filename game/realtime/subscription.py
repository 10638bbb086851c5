"""The one subscription of this process to the channel layer. It notices by its own beats whether messages arrive."""

import asyncio
import contextlib
import itertools
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from channels.layers import get_channel_layer
from django.conf import settings
from redis.exceptions import RedisError

from vvw_site.foundation.redis_roles import CHANNELS
from vvw_site.foundation.services.urls import redis_db

log = structlog.get_logger(__name__)
BEAT_SECONDS = 2.0
SILENCE_SECONDS = 6.0
"""Without a beat of our own for so long, messages do not arrive: subscribe again."""
SEND_SECONDS = 3.0
RETRY_SECONDS = 1.0
FAULTS = (RedisError, OSError, TimeoutError)


def hubs_group() -> str:
    """The group of all hubs. Redis's messages know no database numbers, so the name has it: two sites may share a server."""
    return f"hub.{redis_db(settings.REDIS_URLS[CHANNELS])}"


class HubSubscription:
    """on_message: gets each message of other processes and of this one. on_restored: messages may have been lost before now."""

    def __init__(self, on_message: Callable[[Mapping[str, Any]], None], on_restored: Callable[[], None]) -> None:
        self.on_message, self.on_restored = on_message, on_restored
        self.layer = get_channel_layer()
        self.name = secrets.token_hex(8)
        self.is_up = False
        self._heard, self._next = 0.0, 0

    async def run(self) -> None:
        """Subscribe, and again whenever the channel layer was away. Ends when it is cancelled."""
        logged = False
        while True:
            try:
                await self._listen()
            except* FAULTS as errors:
                if self.is_up or not logged:
                    log.warning("hub_without_channel_layer", error=repr(errors.exceptions[0]))
                logged, self.is_up = True, False
            await self._forget()
            await asyncio.sleep(RETRY_SECONDS)

    async def send(self, message: Mapping[str, Any]) -> bool:
        """Send to all hubs, this one too. Returns False if the channel layer is away."""
        if not self.is_up:
            return False
        try:
            await asyncio.wait_for(self.layer.group_send(hubs_group(), message), SEND_SECONDS)
        except FAULTS:
            return False
        return True

    async def _listen(self) -> None:
        async with asyncio.timeout(SEND_SECONDS):
            channel = await self.layer.new_channel("hub")
            await self.layer.group_add(hubs_group(), channel)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._receive(channel))
            tasks.create_task(self._beat())

    async def _receive(self, channel: str) -> None:
        while True:
            message = await self.layer.receive(channel)
            if message.get("hub") != self.name:
                if message["type"] != "hub.beat":
                    self.on_message(message)
                continue
            self._heard = asyncio.get_running_loop().time()
            lost, self._next = message["number"] != self._next, message["number"] + 1
            if not self.is_up:
                self.is_up = True
                log.info("hub_subscribed")
                self.on_restored()
            elif lost:  # the layer connected again by itself
                self.on_restored()

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        self._heard, self._next = loop.time(), 0
        for number in itertools.count():
            beat = {"type": "hub.beat", "hub": self.name, "number": number}
            await asyncio.wait_for(self.layer.group_send(hubs_group(), beat), SEND_SECONDS)
            await asyncio.sleep(BEAT_SECONDS)
            if loop.time() - self._heard > SILENCE_SECONDS:
                raise TimeoutError("No message arrives.")

    async def _forget(self) -> None:
        """Close what is left of the connections, so that the next attempt begins afresh."""
        with contextlib.suppress(*FAULTS):
            await asyncio.wait_for(self.layer.flush(), SEND_SECONDS)

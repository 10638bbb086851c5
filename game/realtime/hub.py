"""The hub: all rooms of this process, one subscription to the channel layer, and one tick for all sockets."""

import asyncio
import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import structlog
from django.db import connections

from game.realtime.frames import EncodedFrame, Frame
from game.realtime.messages import CloseCode, Reconnect, encode
from game.realtime.room import Room
from game.realtime.rooms import RoomKind
from game.realtime.subscription import HubSubscription
from game.realtime.watcher import Watcher
from vvw_site.foundation.sockets import SocketCounts

log = structlog.get_logger(__name__)
TICK_SECONDS = 0.25
AWAY_READ_SECONDS = 1.0
"""While the channel layer is away, each room with sockets reads its state so often."""
EMPTY_SECONDS = 30.0
"""An empty room is kept for so long, for those who come back."""
READERS = 2
RECONNECT_SECONDS = 30.0
"""Within so long after the notice all clients are back."""


class SocketHub:
    """Everything but `publish_from_thread` runs on the event loop that called `start`."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.kinds: dict[str, RoomKind] = {}
        self.draining = self.ended = False
        self._emptied: dict[str, float] = {}
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="room reader")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._read_failing = False
        self.subscription: HubSubscription | None = None

    # --- life ---------------------------------------------------------------------------------------------------------
    def start(self, kinds: dict[str, RoomKind]) -> None:
        """Subscribe and tick from now on. Does nothing the second time."""
        if self._loop is None:
            self._loop, self.kinds = asyncio.get_running_loop(), kinds
            self.subscription = HubSubscription(self.on_message, self.read_all)
            self._keep(self.subscription.run())
            self._loop.call_later(TICK_SECONDS, self._tick)

    async def stop(self) -> None:
        self.ended = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._readers.shutdown(wait=False, cancel_futures=True)

    @property
    def is_running(self) -> bool:
        return self._loop is not None and not self.ended

    async def drain(self, seconds: float) -> None:
        """Tell all clients to come back, and close their sockets one after the other over so many seconds."""
        self.draining = True
        now = self._now()
        everyone = [(room, watcher) for room in self.rooms.values() for watcher in room.watchers]
        notice = EncodedFrame(0, encode(Reconnect(within=max(1.0, RECONNECT_SECONDS - seconds))))
        for room in self.rooms.values():
            room.broadcast(notice, now)
        random.shuffle(everyone)
        began = now
        for number, (room, watcher) in enumerate(everyone, 1):
            if watcher in room.watchers:
                room.close(watcher, CloseCode.GOING_AWAY)
            await asyncio.sleep(max(0.0, began + seconds * number / len(everyone) - self._now()))

    # --- sockets ------------------------------------------------------------------------------------------------------
    def join(self, kind: str, pk: int, watcher: Watcher) -> Room:
        """Raises KeyError for an unknown kind."""
        name = f"{kind}:{pk}"
        room = self.rooms.get(name)
        if room is None:
            room = self.rooms[name] = Room(name, _counts(kind), self._read)
        room.join(watcher, self._now())
        return room

    # --- frames -------------------------------------------------------------------------------------------------------
    def publish_from_thread(self, room: str, frame: Frame) -> None:
        """From any thread: the sockets of this process get the frame at once, and those of others through the channel layer."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._publish, room, frame)

    def _publish(self, name: str, frame: Frame) -> None:
        self.receive(name, frame)
        if self.subscription:
            self._keep(self.subscription.send(message_of(name, frame)))

    def on_message(self, message: Mapping[str, Any]) -> None:
        """A message of the channel layer."""
        if message.get("type") == "hub.frame":
            self.receive(message["room"], Frame(message["seq"], message["text"]))

    def receive(self, name: str, frame: Frame) -> None:
        if room := self.rooms.get(name):
            room.receive(frame, self._now())

    def read_all(self) -> None:
        """Frames may have been lost: every room reads its state, and whoever has an older one gets it."""
        for room in self.rooms.values():
            room.read(adopt=True)

    # --- within -------------------------------------------------------------------------------------------------------
    def _tick(self) -> None:
        if self.ended or self._loop is None:
            return
        self._loop.call_later(TICK_SECONDS, self._tick)
        now = self._now()
        away = self.subscription is not None and not self.subscription.is_up
        for name, room in list(self.rooms.items()):
            try:
                room.tick(now)
                if away and room.watchers and now - room.read_at > AWAY_READ_SECONDS:
                    room.read(adopt=True)
            except Exception:
                log.exception("room_tick_failed", room=name)
            if room.watchers:
                self._emptied.pop(name, None)
            elif now - self._emptied.setdefault(name, now) > EMPTY_SECONDS:
                del self.rooms[name], self._emptied[name]

    def _read(self, room: Room) -> None:
        self._keep(self._read_in_thread(room))

    async def _read_in_thread(self, room: Room) -> None:
        kind, _, pk = room.name.partition(":")
        try:
            frame = await asyncio.get_running_loop().run_in_executor(self._readers, _snapshot, self.kinds[kind], int(pk))
        except Exception as error:  # Postgres may be away: the room's sockets stay, and the next tick tries again
            if not self._read_failing:
                log.exception("room_not_read", room=room.name, error=str(error))
            self._read_failing = True
            room.on_read_failed(self._now())
            return
        self._read_failing = False
        room.on_read(frame, self._now())

    def _keep(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def message_of(room: str, frame: Frame) -> dict[str, Any]:
    """A frame as the channel layer carries it."""
    return {"type": "hub.frame", "room": room, "seq": frame.seq, "text": frame.text}


def _snapshot(kind: RoomKind, pk: int) -> Frame | None:
    try:
        return kind.snapshot(pk)
    finally:
        connections.close_all()  # back to the pool


@cache
def _counts(kind: str) -> SocketCounts:
    return SocketCounts(kind)


_hub = SocketHub()


def hub() -> SocketHub:
    """The one hub of this process."""
    return _hub

"""The hub: all rooms of this process, one subscription to the channel layer, and one tick for all sockets."""

import asyncio
import random
from collections.abc import Callable, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

import structlog
from django.db import connections

from game.realtime.frames import EncodedFrame, Frame
from game.realtime.member_sessions import MemberSessions
from game.realtime.messages import CloseCode, Reconnect, encode
from game.realtime.room import Room
from game.realtime.rooms import Admission, RoomKind
from game.realtime.subscription import HubSubscription
from game.realtime.watcher import Watcher
from vvw_site.foundation.sockets import SocketCounts

T = TypeVar("T")
log = structlog.get_logger(__name__)
TICK_SECONDS = 0.25
AWAY_READ_SECONDS = 1.0
"""While the channel layer is away, each room with sockets reads its state so often."""
EMPTY_SECONDS = 30.0
"""An empty room is kept for so long, for those who come back."""
READERS = 2
COMPARE_SECONDS = 10.0
"""So often the numbers of rooms that read no state by themselves are compared with those in Postgres."""
SESSION_SECONDS = 30.0
"""So often it is checked whether the sessions behind sockets have ended."""
RECONNECT_SECONDS = 30.0
"""Within so long after the notice all clients are back."""


class SocketHub:
    """Everything but `publish_from_thread` runs on the event loop that called `start`."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.kinds: dict[str, RoomKind] = {}
        self.draining = self.ended = False
        self._members = MemberSessions(self._in_thread)
        self._emptied: dict[str, float] = {}
        self._compared_at = self._checked_at = 0.0
        self._comparing = False
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
            is_compared = kind in self.kinds and self.kinds[kind].numbers is not None
            room = self.rooms[name] = Room(name, _counts(kind), self._read, is_compared=is_compared)
        room.join(watcher, self._now())
        return room

    async def admit(self, kind: str, parameters: Mapping[str, Any], cookie: str) -> Admission | CloseCode:
        """Ask the kind, which has an `admit`, in a thread."""
        try:
            return await self._in_thread(lambda: self.kinds[kind].admit(parameters, cookie))  # type: ignore[misc]
        except Exception as error:  # Postgres may be away
            log.warning("socket_not_admitted", kind=kind, error=str(error))
            return CloseCode.TRY_LATER

    def join_as(self, kind: str, admission: Admission, watcher: Watcher) -> Room:
        """As `join`, until the session ends; after it, call `leave_as`."""
        watcher.hides = admission.hides
        room = self.join(kind, admission.room, watcher)
        self._members.add(watcher, room, admission.login, admission.member)
        return room

    def leave_as(self, watcher: Watcher) -> None:
        self._members.remove(watcher)

    # --- frames -------------------------------------------------------------------------------------------------------
    def publish_from_thread(self, room: str, frame: Frame) -> None:
        """From any thread: the sockets of this process get the frame at once, and those of others through the channel layer."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._publish, room, frame)

    def send_from_thread(self, message: Mapping[str, Any]) -> None:
        """From any thread: a message to this hub and to all others."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._send, message)

    def _publish(self, name: str, frame: Frame) -> None:
        self._send(message_of(name, frame))

    def _send(self, message: Mapping[str, Any]) -> None:
        self.on_message(message)
        if self.subscription:
            self._keep(self.subscription.send({**message, "from": self.subscription.name}))

    def on_message(self, message: Mapping[str, Any]) -> None:
        """A message of this process or of the channel layer."""
        if self.subscription is not None and message.get("from") == self.subscription.name:
            return  # it was handled when it was sent
        if message["type"] == "hub.frame":
            self.receive(message["room"], Frame(message["seq"], message["text"]))
        elif message["type"] == "hub.changed":
            for pk in message["ids"]:
                if room := self.rooms.get(f"{message['kind']}:{pk}"):
                    self._changed(room)
        elif message["type"] == "hub.members":
            self._check_members(message["kind"], set(message["ids"]))
        elif message["type"] == "hub.ended":
            self._check_sessions(set(message["sessions"]), set(message["users"]))

    def receive(self, name: str, frame: Frame) -> None:
        if room := self.rooms.get(name):
            room.receive(frame, self._now())

    def read_all(self) -> None:
        """Frames may have been lost: every room reads its state, and whoever has an older one gets it."""
        for room in self.rooms.values():
            if room.is_compared:
                self._changed(room)
            else:
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
                if away and room.watchers and not room.is_compared and now - room.read_at > AWAY_READ_SECONDS:
                    room.read(adopt=True)
            except Exception:
                log.exception("room_tick_failed", room=name)
            if room.watchers:
                self._emptied.pop(name, None)
            elif now - self._emptied.setdefault(name, now) > EMPTY_SECONDS:
                del self.rooms[name], self._emptied[name]

        if now - self._checked_at > SESSION_SECONDS:
            self._checked_at = now
            self._check_sessions()
            for name in self.kinds:
                self._check_members(name)
        if now - self._compared_at > (AWAY_READ_SECONDS if away else COMPARE_SECONDS):
            self._compared_at = now
            if not self._comparing:
                self._keep(self._compare_numbers())

    def _changed(self, room: Room) -> None:
        """The state of the room has changed: read what is new, if somebody watches, once more if it changes meanwhile."""
        room.forget_state()
        room.changed_again = True
        if room.watchers and room.seq >= 0 and not room.catching_up:
            room.catching_up = True
            self._keep(self._catch_up(room))

    async def _catch_up(self, room: Room) -> None:
        kind, _, pk = room.name.partition(":")
        changes = self.kinds[kind].changes
        try:
            while room.changed_again and changes is not None:
                room.changed_again = False
                after = room.seq
                found = await self._in_thread(lambda: changes(int(pk), after))  # noqa: B023 (it runs before the next turn)
                room.on_changes(found, self._now())
        except Exception as error:  # Postgres may be away: the next comparison finds what is missing
            log.warning("changes_not_read", room=room.name, error=str(error))
        finally:
            room.catching_up = False

    async def _compare_numbers(self) -> None:
        """A message about a change may be lost: rooms that are behind read what they miss."""
        self._comparing = True
        try:
            for kind, rooms in self.kinds.items():
                if rooms.numbers is not None:
                    await self._compare_kind(kind, rooms.numbers)
        except Exception as error:  # Postgres may be away: the next one finds it
            log.warning("numbers_not_compared", error=str(error))
        finally:
            self._comparing = False

    async def _compare_kind(self, kind: str, numbers: Callable[[list[int]], Mapping[int, int]]) -> None:
        of_kind = (room for room in self.rooms.values() if room.watchers and room.name.startswith(f"{kind}:"))
        watched = {int(room.name.partition(":")[2]): room for room in of_kind}
        if watched:
            for pk, last in (await self._in_thread(lambda: numbers(list(watched)))).items():
                if watched[pk].seq < last:
                    self._changed(watched[pk])

    def _check_sessions(self, sessions: Set[str] | None = None, users: Set[int] = frozenset()) -> None:
        """Close the sockets of sessions that have ended. sessions, users: whose are looked at; without them all."""
        if logins := self._members.logins(sessions, users):
            self._keep(self._members.close_ended(logins))

    def _check_members(self, kind: str, members: Set[int] | None = None) -> None:
        """Close the sockets of those who may not watch their room any more. members: whose are looked at; without them all."""
        ask = self.kinds[kind].members if kind in self.kinds else None
        if ask is not None and (pairs := self._members.pairs(kind, members)):
            self._keep(self._members.close_outsiders(kind, pairs, ask))

    async def _in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, _and_close, call)

    def _read(self, room: Room) -> None:
        self._keep(self._read_in_thread(room))

    async def _read_in_thread(self, room: Room) -> None:
        kind, _, pk = room.name.partition(":")
        try:
            frame = await self._in_thread(lambda: self.kinds[kind].snapshot(int(pk)))
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


def _and_close(call: Callable[[], T]) -> T:
    try:
        return call()
    finally:
        connections.close_all()  # back to the pool


@cache
def _counts(kind: str) -> SocketCounts:
    return SocketCounts(kind)


_hub = SocketHub()


def hub() -> SocketHub:
    """The one hub of this process."""
    return _hub

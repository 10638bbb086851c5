"""The sessions behind sockets that need one. A socket is closed when its session has ended."""

from collections.abc import Awaitable, Callable, Mapping, Set
from typing import Any

import structlog

from accounts.queries.session_logins import SessionLogin, living_sessions
from game.realtime.messages import CloseCode
from game.realtime.room import Room
from game.realtime.watcher import Watcher

log = structlog.get_logger(__name__)


class MemberSessions:
    """in_thread: runs a call that makes statements."""

    def __init__(self, in_thread: Callable[[Callable[[], Any]], Awaitable[Any]]) -> None:
        self._in_thread = in_thread
        self._members: dict[Watcher, tuple[Room, SessionLogin, int]] = {}

    def add(self, watcher: Watcher, room: Room, login: SessionLogin, member: int = 0) -> None:
        self._members[watcher] = (room, login, member)

    def remove(self, watcher: Watcher) -> None:
        self._members.pop(watcher, None)

    def logins(self, sessions: Set[str] | None = None, users: Set[int] = frozenset()) -> list[SessionLogin]:
        """Those of these sessions and of these users; without them all."""
        found = {
            login.row_key: login for _, login, _ in self._members.values()
            if sessions is None or login.row_key in sessions or login.user in users
        }  # fmt: skip
        return list(found.values())

    async def close_ended(self, logins: list[SessionLogin]) -> None:
        """Close the sockets of those that have ended. One statement."""
        try:
            living = await self._in_thread(lambda: living_sessions(logins))
        except Exception as error:  # Postgres may be away: the next check closes them
            log.warning("sessions_not_checked", error=str(error))
            return
        ended = {login.row_key for login in logins} - living
        for watcher, (room, login, _) in list(self._members.items()):
            if login.row_key in ended:
                room.close(watcher, CloseCode.NOT_LOGGED_IN)

    def pairs(self, kind: str, members: Set[int] | None = None) -> list[tuple[int, int]]:
        """Room and member of the sockets in rooms of a kind, each pair once: those of these members; without them all."""
        found = {
            (_room_id(room), member) for room, _, member in self._members.values()
            if room.name.startswith(f"{kind}:") and (members is None or member in members)
        }  # fmt: skip
        return sorted(found)

    async def close_outsiders(
        self, kind: str, pairs: list[tuple[int, int]],
        ask: Callable[[list[tuple[int, int]]], Mapping[tuple[int, int], frozenset[int]]],
    ) -> None:  # fmt: skip
        """Close the sockets of those of these pairs that do not hold any more; the others hide whom they hide now. One statement."""
        try:
            holding = await self._in_thread(lambda: ask(pairs))
        except Exception as error:  # Postgres may be away: the next check closes them
            log.warning("members_not_checked", error=str(error))
            return
        asked = set(pairs)
        for watcher, (room, _, member) in list(self._members.items()):
            if not room.name.startswith(f"{kind}:") or (pair := (_room_id(room), member)) not in asked:
                continue
            if pair in holding:
                watcher.hides = holding[pair]
            else:
                room.close(watcher, CloseCode.NO_SUCH_ROOM)


def _room_id(room: Room) -> int:
    return int(room.name.partition(":")[2])

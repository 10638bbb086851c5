"""The sessions behind sockets that need one. A socket is closed when its session has ended."""

from collections.abc import Awaitable, Callable, Set
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
        self._members: dict[Watcher, tuple[Room, SessionLogin]] = {}

    def add(self, watcher: Watcher, room: Room, login: SessionLogin) -> None:
        self._members[watcher] = (room, login)

    def remove(self, watcher: Watcher) -> None:
        self._members.pop(watcher, None)

    def logins(self, sessions: Set[str] | None = None, users: Set[int] = frozenset()) -> list[SessionLogin]:
        """Those of these sessions and of these users; without them all."""
        found = {
            login.row_key: login for _, login in self._members.values()
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
        for watcher, (room, login) in list(self._members.items()):
            if login.row_key in ended:
                room.close(watcher, CloseCode.NOT_LOGGED_IN)

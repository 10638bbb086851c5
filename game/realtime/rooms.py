"""The kinds of rooms. Each module of this package that has a kind registers it when it is imported."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from accounts.queries.session_logins import SessionLogin
from game.realtime.frames import Frame
from game.realtime.messages import CloseCode


class Admission(msgspec.Struct, frozen=True):
    """Who joins which room: the room's id, and the login behind the socket. The socket is closed when that ends. member: the id of whom
    `RoomKind.members` is asked about; hides: accounts whose frames the socket does not get."""

    room: int
    login: SessionLogin
    member: int = 0
    hides: frozenset[int] = frozenset()


class RoomChanges(msgspec.Struct, frozen=True):
    """updates: the frames after a number, oldest first, the last ones if there are many. state: a message without a number, for a change
    that no update tells."""

    updates: list[Frame]
    state: str


class RoomKind(msgspec.Struct, frozen=True):
    """route: the address, with one parameter, the room's id; with `admit`, any parameters. snapshot: the room's state now, by id, or
    None if there is no such room; it runs in a thread, makes one statement, and many sockets share one call. frames: the types that
    the room sends, each with a tag in the field "type"; docs/socket.md must describe them.

    admit: for rooms that not everybody may join. It gets the parameters of the address and the session's cookie, and returns which room
    the socket joins as whom, or why it is closed. It runs in a thread.
    changes: for rooms whose writers publish no frames, but only that something changed (publish.py: `publish_changes`): the changes of a
    room after a number, or None if there is no such room; in a thread, in one statement.
    numbers: with `changes`: the last numbers of many rooms, by id, in one statement. Many quiet rooms are compared by it, so that none is
    read by itself.
    members: with `admit`, where a membership may end before the session: of pairs of a room and a member those that still hold, with
    whom each member hides; in a thread, in one statement. All sockets are asked about every half minute, and those of some members at
    once when `publish_members_changed` says so.
    """

    route: str
    snapshot: Callable[[int], Frame | None]
    frames: tuple[type[msgspec.Struct], ...] = ()
    admit: Callable[[Mapping[str, Any], str], Admission | CloseCode] | None = None
    changes: Callable[[int, int], RoomChanges | None] | None = None
    numbers: Callable[[list[int]], Mapping[int, int]] | None = None
    members: Callable[[list[tuple[int, int]]], Mapping[tuple[int, int], frozenset[int]]] | None = None


_kinds: dict[str, RoomKind] = {}


def register(name: str, kind: RoomKind) -> None:
    """name: the first part of a room's name ("raid" of "raid:5"), and the route of its metrics."""
    _kinds[name] = kind


def kinds() -> dict[str, RoomKind]:
    """All kinds by name. Imports every module of this package, so that each has registered its kind and its background work."""
    package = importlib.import_module("game.realtime")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"game.realtime.{module.name}")
    return dict(_kinds)


def room_name(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"

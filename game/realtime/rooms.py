"""The kinds of rooms. Each module of this package that has a kind registers it when it is imported."""

import importlib
import pkgutil
from collections.abc import Callable

import msgspec

from game.realtime.frames import Frame


class RoomKind(msgspec.Struct, frozen=True):
    """route: the address, with one parameter, the room's id. snapshot: the room's state now, by id, or None if there is no such
    room; it runs in a thread, makes one statement, and many sockets share one call. frames: the types that the room sends, each
    with a tag in the field "type"; docs/socket.md must describe them."""

    route: str
    snapshot: Callable[[int], Frame | None]
    frames: tuple[type[msgspec.Struct], ...] = ()


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

"""The addresses of all rooms, and what a process with sockets starts."""

from django.urls.resolvers import URLPattern

from game.realtime import background
from game.realtime.consumer import RoomConsumer
from game.realtime.hub import hub
from game.realtime.rooms import kinds
from vvw_site.foundation.sockets import self_counting_socket


def room_addresses() -> list[URLPattern]:
    return [self_counting_socket(kind.route, RoomConsumer(name, is_open=kind.admit is None)) for name, kind in kinds().items()]


def start_rooms() -> None:
    """Start the hub and the background work of this process, on the event loop that runs. Does nothing the second time."""
    if not hub().is_running:
        hub().start(kinds())
        background.start(hub())

"""Work that each process with sockets does in the background, in a thread of its own: a raid's ticker, for example."""

import threading
import time
from collections.abc import Callable

import msgspec
import structlog
from django.db import connections

from game.realtime.hub import SocketHub

log = structlog.get_logger(__name__)
PAUSE_AFTER_ERROR = 2.0


class BackgroundWork(msgspec.Struct, frozen=True):
    """call: gets the hub of this process, and returns the seconds from its start to the next one; it must be safe in several
    processes at once."""

    name: str
    call: Callable[[SocketHub], float]


_registered: dict[str, BackgroundWork] = {}
_started: set[str] = set()
_lock = threading.Lock()


def register(name: str, call: Callable[[SocketHub], float]) -> None:
    _registered[name] = BackgroundWork(name, call)


def start(hub: SocketHub) -> None:
    """Start a daemon thread for each registered work that has none in this process."""
    with _lock:
        for work in _registered.values():
            if work.name not in _started:
                _started.add(work.name)
                threading.Thread(target=_repeat, args=(work, hub), name=work.name, daemon=True).start()


def _repeat(work: BackgroundWork, hub: SocketHub) -> None:
    failing = False
    while not hub.ended:
        began = time.monotonic()
        try:
            pause = work.call(hub)
            failing = False
        except Exception as error:  # Postgres or Redis may be away: the work goes on when they are back
            if not failing:
                log.exception("background_work_failed", work=work.name, error=str(error))
            failing, pause = True, PAUSE_AFTER_ERROR
        finally:
            connections.close_all()  # back to the pool
        time.sleep(max(0.0, began + pause - time.monotonic()))

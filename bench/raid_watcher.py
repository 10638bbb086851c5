"""A spectator of a raid during a drill: it comes back whenever its socket breaks, and notes whatever a spectator must not see."""

import json
import threading
import time

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

PAUSE_AFTER_FAILURE = 0.3


class RaidWatcher(threading.Thread):
    """state, hp: what it saw last. connections: how often it was let in. surprises: a number or a health that goes the wrong way, or
    an update that does not follow the last one."""

    def __init__(self, port: int, raid: int) -> None:
        super().__init__(daemon=True)
        self.url = f"ws://127.0.0.1:{port}/ws/raids/{raid}/"
        self.state, self.hp, self.connections = "", -1, 0
        self.surprises: list[str] = []
        self._seq = -1
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            try:
                with connect(self.url, compression=None, open_timeout=5) as socket:
                    self.connections += 1
                    while not self._stopped.is_set():
                        self._see(json.loads(socket.recv(timeout=30)))
            except (OSError, WebSocketException, TimeoutError):
                time.sleep(PAUSE_AFTER_FAILURE)

    def stop(self) -> None:
        self._stopped.set()

    @property
    def saw_the_end(self) -> bool:
        return (self.state, self.hp) == ("won", 0)

    def _see(self, message: dict[str, object]) -> None:
        kind = message["type"]
        if kind not in ("raid.snapshot", "raid.update"):
            return
        seq, hp = message["seq"], message["hp"]
        assert isinstance(seq, int) and isinstance(hp, int)
        if kind == "raid.update" and seq != self._seq + 1:
            self.surprises.append(f"update {seq} after {self._seq}")
        if seq < self._seq:
            self.surprises.append(f"{kind} {seq} after {self._seq}")
        if 0 <= self.hp < hp:
            self.surprises.append(f"health {hp} after {self.hp}")
        self._seq, self.hp, self.state = seq, hp, str(message["state"])

"""Players who hunt through the API and remember which hunts were acknowledged, and when."""

import http.client
import json
import threading
import time
import uuid
from dataclasses import dataclass

TIMEOUT = 5.0


@dataclass(frozen=True)
class Hunt:
    """Times are those of the clock (`time.time`)."""

    battle: int
    sent: float
    acknowledged: float


class Hunters:
    """A thread for each token. stop() returns when all are done."""

    def __init__(self, port: int, tokens: list[str], places: list[str], pause: float) -> None:
        self.port, self.places, self.pause = port, places, pause
        self.hunts: list[Hunt] = []
        self.failures = 0
        self.surprises: list[str] = []
        """Answers that no hunter should get."""
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(token, places[number % len(places)]), daemon=True)
            for number, token in enumerate(tokens)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join(60)

    def _run(self, token: str, place: str) -> None:
        while not self._stopped.is_set():
            self._hunt(token, place)
            self._stopped.wait(self.pause)

    def _hunt(self, token: str, place: str) -> None:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex, "Content-Type": "application/json"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        sent = time.time()
        try:
            connection.request("POST", "/api/v1/hunts", json.dumps({"location": place}), headers)
            response = connection.getresponse()
            body = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError):
            self.failures += 1
            return
        finally:
            connection.close()
        if response.status in (200, 201):
            self.hunts.append(Hunt(body["battle_id"], sent, time.time()))
        elif response.status >= 500:
            self.failures += 1
        else:
            self.surprises.append(f"{response.status} {body}")
            self._stopped.set()

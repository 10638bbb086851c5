"""Hunters who hit a raid's boss through the API, and who repeat a request with the same key until it is answered."""

import http.client
import json
import threading
import time
import uuid
from collections import Counter
from typing import Any

HITS = "/api/v1/raids/{}/hits"
TIMEOUT, PAUSE_AFTER_FAILURE, REST = 5.0, 0.2, 1.0


class Hitters:
    """A thread for each token. acknowledged: ids of hits by raid. failures: attempts without an answer, by kind."""

    def __init__(self, port: int, tokens: list[str]) -> None:
        self.port = port
        self.acknowledged: dict[int, list[int]] = {}
        self.failures: Counter[str] = Counter()
        self.surprises: list[str] = []
        """Answers that no hitter should get."""
        self.pause = 0.0
        """Seconds between two hits of a hunter."""
        self._lock = threading.Lock()
        self._raid = 0
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(token,), daemon=True) for token in tokens]

    def hit(self, raid: int) -> None:
        """From now on everybody hits this raid, until it is over."""
        with self._lock:
            self.acknowledged.setdefault(raid, [])
        self._raid = raid
        if not self._threads[0].is_alive():
            for thread in self._threads:
                thread.start()

    def count(self, raid: int) -> int:
        with self._lock:
            return len(self.acknowledged.get(raid, []))

    def stop(self) -> None:
        """Returns when every request that was begun has its answer."""
        self._stopped.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(60)
        if any(thread.is_alive() for thread in self._threads):
            self.surprises.append("a hitter got no answer for a minute")

    def _run(self, token: str) -> None:
        over = 0
        while not self._stopped.is_set():
            raid = self._raid
            if raid == over:
                self._stopped.wait(0.1)
                continue
            status, answer = self._answered(token, raid)
            if status == 201:
                with self._lock:
                    self.acknowledged[raid].append(answer["hit"])
            elif status == 409 and answer["error"]["code"] == "raid_over":
                over = raid
            elif status == 409 and answer["error"]["code"] == "defeated":
                self._stopped.wait(REST)
            else:
                self.surprises.append(f"{status} {answer}")
            self._stopped.wait(self.pause)

    def _answered(self, token: str, raid: int) -> tuple[int, Any]:
        """The answer to one hit. While the site is away or busy, the same request is sent again."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
            try:
                connection.request("POST", HITS.format(raid), headers=headers)
                response = connection.getresponse()
                body = response.read()
                if response.status < 500:
                    return response.status, json.loads(body)
                self._failed(str(response.status))
            except (OSError, http.client.HTTPException) as error:
                self._failed(type(error).__name__)
            finally:
                connection.close()
            time.sleep(PAUSE_AFTER_FAILURE)

    def _failed(self, kind: str) -> None:
        with self._lock:
            self.failures[kind] += 1

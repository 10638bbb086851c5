"""The load session for locust: `locust -f bench/locustfile.py --host http://127.0.0.1:8200`, beside `make bench-serve`.

For operators who prefer locust, with its web page, charts and several machines. Our own figures come from bench/client.py,
because one locust process is slower than the server. Environment: LOCATIONS (slugs of places, separated by commas) and
ACCOUNTS (20000).
"""

import itertools
import os
import random
import uuid
from typing import Any

from locust import HttpUser, constant, events, task

ACCOUNTS = int(os.environ.get("ACCOUNTS", "20000"))
PLACES = os.environ.get("LOCATIONS", "old-mill,ashen-gate").split(",")
LOST = 409
_numbers = itertools.cycle(random.sample(range(1, ACCOUNTS + 1), ACCOUNTS))
_lost = 0


@events.quitting.add_listener  # type: ignore[untyped-decorator, unused-ignore]  # locust has no types
def print_lost_races(**_: object) -> None:
    print(f"lost races (409), not counted as errors: {_lost:,}")


class LoadPlayer(HttpUser):  # type: ignore[misc, unused-ignore]  # locust has no types
    """Plays the whole session again and again, each time with another account and without pauses."""

    wait_time = constant(0)

    @task  # type: ignore[untyped-decorator, unused-ignore]  # locust has no types
    def session(self) -> None:
        sent = {"username": f"load{next(_numbers):06d}", "password": "pw"}
        token = self.call("login", "POST", "/auth/login", {}, sent).get("token")
        if not token:
            return
        headers = {"Authorization": f"Bearer {token}"}
        missions = self.call("dashboard", "GET", "/dashboard", headers).get("missions")
        for _ in range(5):
            self.call("hunt", "POST", "/hunts", headers | key(), {"location": random.choice(PLACES)})
        self.call("inventory", "GET", "/inventory", headers)
        if missions:
            self.call("claim", "POST", f"/missions/{missions[0]['id']}/claim", headers | key())
        self.call("logout", "POST", "/auth/logout", headers)

    def call(self, step: str, method: str, path: str, headers: dict[str, str], body: object = None) -> dict[str, Any]:
        """The JSON of the response, {} if there is none. Lost races are counted separately, not as failures."""
        global _lost
        with self.client.request(
            method, f"/api/v1{path}", name=step, headers=headers, json=body, catch_response=True
        ) as answer:
            if answer.status_code == LOST:
                _lost += 1
                answer.success()
                return {}
            return answer.json() if answer.ok and answer.content else {}


def key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}

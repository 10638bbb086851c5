"""The load session for locust: `locust -f bench/locustfile.py --host http://127.0.0.1:8200`, beside `make bench-serve`.

For operators who know locust: its page, its charts, its many machines. Our own figures come from bench/client.py, as one
locust process is slower than the server. LOCATIONS (slugs, with commas) and ACCOUNTS (20000) come from the environment.
"""

import itertools
import os
import random
import uuid

from locust import HttpUser, constant, events, task

ACCOUNTS = int(os.environ.get("ACCOUNTS", "20000"))
LOCATIONS = os.environ.get("LOCATIONS", "old-mill,ashen-gate").split(",")
LOST = 409
_numbers = itertools.cycle(random.sample(range(1, ACCOUNTS + 1), ACCOUNTS))
_lost = 0


@events.quitting.add_listener
def tell_lost_races(**_: object) -> None:
    print(f"lost races (409), counted as no error: {_lost:,}")


class LoadTestPlayer(HttpUser):
    """Plays the whole session again and again, each time as another account. Without pauses, as the figures are taken."""

    wait_time = constant(0)

    @task
    def session(self) -> None:
        sent = {"username": f"load{next(_numbers):06d}", "password": "pw"}
        token = self.ask("login", "POST", "/auth/login", {}, sent).get("token")
        if not token:
            return
        headers = {"Authorization": f"Bearer {token}"}
        missions = self.ask("dashboard", "GET", "/dashboard", headers).get("missions")
        for _ in range(5):
            self.ask("hunt", "POST", "/hunts", headers | key(), {"location": random.choice(LOCATIONS)})
        self.ask("inventory", "GET", "/inventory", headers)
        if missions:
            self.ask("claim", "POST", f"/missions/{missions[0]['id']}/claim", headers | key())
        self.ask("logout", "POST", "/auth/logout", headers)

    def ask(self, step: str, method: str, path: str, headers: dict[str, str], body: object = None) -> dict:
        """The answer's JSON; empty when it is none. A lost race is counted apart and is no failure."""
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

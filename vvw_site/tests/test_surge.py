"""A surge through the proxy: clients that hold their connections, bodies that come slowly, and more requests than a tier can serve."""

import contextlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from game.tests.make import make_character
from vvw_site.middleware import late_requests
from vvw_site.middleware.late_requests import DIFFERENT_CLOCKS_SECONDS, PERIOD_SECONDS, Waiting
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.proxies import NGINX, NO_NGINX, PAGE, proxy
from vvw_site.tests.test_bulkheads import HUNT, SOON
from vvw_site.tests.tiers import Caller, locked, tier, until, wait_until_blocked

HELD = 600
WAIT = 1.5
"""Seconds that a request may wait in these tests."""
TIER = {"WORKERS": "1", "THREADS": "2", "DATABASE_LOCK_TIMEOUT": "100", "TRUSTED_PROXY_COUNT": "1", "REQUEST_WAIT": str(WAIT)}
LOGIN = b'{"username": "nobody-at-all", "password": "x"}'


@contextlib.contextmanager
def held_connections(port: int, sent: bytes, count: int) -> Iterator[list[socket.socket]]:
    """Connections that have sent the beginning of a request, and then nothing."""
    with ExitStack() as stack:
        sockets = []
        for _ in range(count):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            one.sendall(sent)
            sockets.append(one)
        yield sockets


def assert_all_is_served(front: Caller, token: dict[str, str]) -> None:
    for path, headers in (("/wiki/", None), ("/accounts/login/", None), ("/api/v1/dashboard", token)):
        answer = front.get(path, headers)
        assert answer.status == 200 and answer.seconds < SOON, path
        assert path != "/wiki/" or answer.text == PAGE


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Caller, Caller]]:
    """The proxy, and the tier behind it, which is both `site` and `game`."""
    with (
        tier("game", tmp_path / "game.log", **TIER) as (game, _),
        proxy(tmp_path, {"site": game.port, "game": game.port}) as front,
    ):
        yield front, game


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not NGINX, reason=NO_NGINX)
def test_held_connections_slow_bodies_and_a_crowd_leave_a_tier_that_answers(served: tuple[Caller, Caller]) -> None:
    front, game = served
    token = bearer(user_of(make_character()))
    assert_all_is_served(front, token)
    head = f"POST /api/v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(LOGIN)}\r\n"
    with held_connections(front.port, head.encode(), HELD // 2), \
            held_connections(front.port, head.encode() + b"Connection: close\r\n\r\n" + LOGIN[:9], HELD // 2) as slow:  # fmt: skip
        held_since = time.monotonic()
        assert_all_is_served(front, token)
        assert_a_crowd_is_refused_when_it_is_late_and_the_next_are_served(front, game)
        until(lambda: time.monotonic() - held_since > 2 * WAIT)
        # A body that came slowly was not waiting for the tier: its request is not late.
        slow[0].sendall(LOGIN[9:])
        assert slow[0].recv(65536).startswith(b"HTTP/1.1 401 ")
        assert_all_is_served(front, token)


def assert_a_crowd_is_refused_when_it_is_late_and_the_next_are_served(front: Caller, game: Caller) -> None:
    """Both threads of the tier wait for locks; meanwhile twenty requests wait for a thread."""
    hunters, other = [make_character(), make_character()], bearer(user_of(make_character()))
    tokens = [bearer(user_of(hunter)) for hunter in hunters]
    with ThreadPoolExecutor(22) as threads, ExitStack() as stack:
        locks = [stack.enter_context(locked(hunter.pk)) for hunter in hunters]
        hunts = [
            threads.submit(
                front.request, "POST", "/api/v1/hunts", HUNT,
                {"Content-Type": "application/json", "Idempotency-Key": "hunt-0000001", **token}, wait=100,
            )
            for token in tokens
        ]  # fmt: skip
        wait_until_blocked(2)
        already = len(front.sent)
        waiting = [threads.submit(front.get, path, other, wait=100) for path in ["/api/v1/dashboard", "/play/"] * 10]
        until(lambda: len(front.sent) == already + 20, 20)
        time.sleep(WAIT + 0.2)  # that they have waited is what is tested
        for lock in locks:
            lock.rollback()
        assert [hunt.result().status for hunt in hunts] == [201, 201]  # they were late only after they had begun
        answers = [one.result() for one in waiting]
    assert {(answer.status, answer.headers["Retry-After"]) for answer in answers} == {(503, "5")}
    assert {answer.json["error"]["code"] for answer in answers[::2]} == {"unavailable"}
    assert all("The gate is crowded" in answer.text for answer in answers[1::2])
    assert game.figures()("late_requests_total") == 20
    again = front.get("/api/v1/dashboard", other)
    assert again.status == 200 and again.seconds < SOON


def test_a_request_that_waited_longer_than_allowed_is_late() -> None:
    waiting = Waiting(5)
    assert [waiting.is_late(1000 - age, 1000, ticks) for age, ticks in [(0, 1), (4.9, 2), (5.1, 3), (5.1, 7), (0.1, 8)]] == [
        False, False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("apart", [-3600.0, -7.5, 7.5, 3600.0])
def test_clocks_that_differ_make_nobody_late(apart: float) -> None:
    waiting = Waiting(5)
    assert [waiting.is_late(1000 - age, 1000 + apart, ticks) for age, ticks in [(0.1, 1), (3, 2), (5.2, 3)]] == [
        False,
        False,
        True,
    ]


def test_a_clock_that_is_set_or_runs_slowly_makes_requests_late_for_seconds_only() -> None:
    waiting = Waiting(5)
    assert not waiting.is_late(1000, 1000, 1)
    refused = [waiting.is_late(1000 + tick, 1030 + tick, 1 + tick) for tick in range(10)]  # ours was set half a minute ahead
    assert refused == [tick < DIFFERENT_CLOCKS_SECONDS for tick in range(10)]
    for period in range(1, 50):  # and now runs ahead a second in each ten minutes
        assert not waiting.is_late(0, 30 + period, 20 + period * PERIOD_SECONDS)


@pytest.mark.parametrize(("proxies", "sent", "status"), [
    (1, "t", 200), (1, "", 200), (1, "nan", 200), (1, "inf", 200), (1, "1e999", 200), (1, "1700000000.000", 503),
    (0, "1700000000.000", 200),
])  # fmt: skip
def test_the_header_is_believed_behind_our_own_proxies_only(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, proxies: int, sent: str, status: int
) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    monkeypatch.setattr(late_requests, "_waiting", Waiting(5))
    assert client.get("/healthz/live", headers={"X-Request-Start": f"{time.time():.3f}"}).status_code == 200
    assert client.get("/healthz/live", headers={"X-Request-Start": sent}).status_code == status

"""The counter of limits, in Redis."""

from threading import Barrier
from unittest import mock

import pytest
from django_redis import get_redis_connection
from pytest_django import Settings

from accounts.limits import counter
from accounts.limits.counter import count_attempt
from accounts.tests.race import at_once

pytestmark = pytest.mark.django_db


def test_attempts_over_the_limit_get_the_seconds_to_wait() -> None:
    assert [count_attempt("login", "alice", 3, 60) for _ in range(3)] == [0, 0, 0]
    assert 0 < count_attempt("login", "alice", 3, 60) <= 60
    assert count_attempt("login", "bob", 3, 60) == 0


def test_an_ended_window_allows_again() -> None:
    count_attempt("login", "alice", 1, 60)
    assert count_attempt("login", "alice", 1, 60)
    redis = get_redis_connection("default")
    [key] = redis.keys("vvw:limit:login:*")
    assert redis.ttl(key) > 0
    redis.pexpire(key, 0)
    assert count_attempt("login", "alice", 1, 60) == 0


def test_a_count_without_an_expiry_gets_one() -> None:
    count_attempt("login", "alice", 1, 60)
    redis = get_redis_connection("default")
    [key] = redis.keys("vvw:limit:login:*")
    redis.persist(key)
    assert count_attempt("login", "alice", 1, 60) == 60


def test_of_many_concurrent_attempts_exactly_the_limit_is_allowed() -> None:
    waits = at_once(*[lambda: count_attempt("rush", "alice", 5, 60)] * 12)
    assert waits.count(0) == 5


class TwoSteps:
    """Counts as `eval` of the counter's script does, but reads first and writes afterwards."""

    def __init__(self, attempts: int) -> None:
        self.redis, self.read = get_redis_connection("default"), Barrier(attempts)

    def eval(self, script: str, keys: int, key: str, limit: int, seconds: int, mode: str) -> tuple[int, int]:
        count = int(self.redis.get(key) or 0) + 1
        self.read.wait(10)
        self.redis.set(key, count, ex=seconds)
        return (1, seconds) if count > limit else (0, 0)


def test_without_the_atomic_step_more_than_the_limit_is_allowed() -> None:
    in_two_steps = TwoSteps(12)
    with mock.patch.object(counter, "redis_of", lambda role: in_two_steps):
        waits = at_once(*[lambda: count_attempt("rush", "alice", 5, 60)] * 12)
    assert waits.count(0) == 12


def test_attempts_are_counted_while_limits_are_not_enforced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    assert [count_attempt("login", "alice", 1, 60) for _ in range(3)] == [0, 0, 0]
    settings.LIMITS_ENFORCED = True
    assert count_attempt("login", "alice", 1, 60) > 0

"""What Redis holds is treated as data only, never as code."""

import os
import pickle
from collections.abc import Callable
from contextlib import ExitStack
from typing import NoReturn

import pytest
import redis
from django.core.cache import cache
from django.test import Client

from accounts.tests.make import log_in, make_user
from game.queries.board import board
from game.tests.boards import count_now
from game.tests.make import make_character
from vvw_site.foundation.read_through import drop_local_copies
from vvw_site.foundation.redis_roles import CONNECTIONS_MAX, ROLES, redis_of


class Bomb:
    def __reduce__(self) -> tuple[Callable[[str], NoReturn], tuple[str]]:
        return pytest.fail, ("a pickle from Redis was run",)


def overwrite_everything(value: bytes) -> None:
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        keys = list(client.scan_iter())
        assert keys
        for key in keys:
            client.set(key, value)


@pytest.mark.parametrize(
    "value", [pickle.dumps(Bomb()), b"\xff\x00 garbage", b"", b"{", b"7", b"null", b'["old", "x"]', b'{"a": 1}']
)
@pytest.mark.django_db(transaction=True)
def test_a_value_that_the_site_did_not_write_is_ignored(value: bytes) -> None:
    client, user = Client(), make_user()
    log_in(client, user.username)
    make_character(name="Only_one")
    count_now()
    assert [row.name for row in board("level").rows] == ["Only_one"]
    overwrite_everything(value)
    drop_local_copies()
    assert [row.name for row in board("level").rows] == ["Only_one"]
    assert client.get("/accounts/data/").status_code == 200


def test_a_stored_value_is_read_back_unchanged() -> None:
    cache.set("a", {"list": [1, "two"], "none": None}, 10)
    assert cache.get("a") == {"list": [1, "two"], "none": None}
    assert cache.get_many(["a", "b"]) == {"a": {"list": [1, "two"], "none": None}}


@pytest.mark.parametrize("role", ROLES)
def test_a_process_opens_a_limited_number_of_connections_to_each_redis(role: str) -> None:
    pool = redis_of(role).connection_pool
    with ExitStack() as stack, pytest.raises(redis.ConnectionError):
        for _ in range(CONNECTIONS_MAX + 1):
            stack.callback(pool.release, pool.get_connection())
    assert redis_of(role).ping()

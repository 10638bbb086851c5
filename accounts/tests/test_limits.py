import pytest
from django.test import Client, RequestFactory
from django_redis import get_redis_connection

from accounts.client_address import client_address, network_of
from accounts.limits.counter import count_attempt
from accounts.limits.duration_text import duration_text
from accounts.limits.login import login_wait
from accounts.tests.make import log_in, make_user
from accounts.tests.race import at_once

pytestmark = pytest.mark.django_db
WRONG = "wrong wrong wrong"


def request_from(address: str, forwarded: str = ""):
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


def test_so_many_are_let_through_and_the_next_is_told_how_long_to_wait():
    assert [count_attempt("login", "alice", 3, 60) for _ in range(3)] == [0, 0, 0]
    assert 0 < count_attempt("login", "alice", 3, 60) <= 60
    assert count_attempt("login", "bob", 3, 60) == 0


def test_a_window_that_ended_lets_through_again():
    count_attempt("login", "alice", 1, 60)
    assert count_attempt("login", "alice", 1, 60)
    redis = get_redis_connection("default")
    [key] = redis.keys("vvw:limit:login:*")
    assert redis.ttl(key) > 0
    redis.pexpire(key, 0)
    assert count_attempt("login", "alice", 1, 60) == 0


def test_a_count_that_lost_its_end_gets_one():
    count_attempt("login", "alice", 1, 60)
    redis = get_redis_connection("default")
    [key] = redis.keys("vvw:limit:login:*")
    redis.persist(key)
    assert count_attempt("login", "alice", 1, 60) == 60


def test_of_many_at_once_exactly_the_limit_gets_through():
    waits = at_once(*[lambda: count_attempt("rush", "alice", 5, 60)] * 12)
    assert waits.count(0) == 5


def test_counted_in_two_steps_more_than_the_limit_get_through():
    from threading import Barrier

    redis, read = get_redis_connection("default"), Barrier(12)

    def in_two_steps() -> int:
        count = int(redis.get("two-steps") or 0)
        read.wait(5)
        redis.set("two-steps", count + 1)
        return int(count >= 5)

    assert at_once(*[in_two_steps] * 12).count(0) > 5


def test_where_limits_are_not_enforced_they_are_counted_all_the_same(settings):
    settings.LIMITS_ENFORCED = False
    assert [count_attempt("login", "alice", 1, 60) for _ in range(3)] == [0, 0, 0]
    settings.LIMITS_ENFORCED = True
    assert count_attempt("login", "alice", 1, 60) > 0


@pytest.mark.parametrize("proxies, forwarded, seen", [
    (0, "", "10.0.0.9"),
    (0, "1.2.3.4", "10.0.0.9"),
    (1, "1.2.3.4", "1.2.3.4"),
    (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
    (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
    (2, "1.2.3.4", "1.2.3.4"),
    (1, "", "10.0.0.9"),
    (1, "nonsense", "0.0.0.0"),
    (1, "1.2.3.4:5555", "1.2.3.4"),
    (1, "[2001:db8::1]:443", "2001:db8::1"),
])  # fmt: skip
def test_the_address_is_the_one_our_own_proxies_saw(settings, proxies, forwarded, seen):
    settings.TRUSTED_PROXY_COUNT = proxies
    assert client_address(request_from("10.0.0.9", forwarded)) == seen


def test_an_ipv6_customer_is_one_address_however_many_he_has():
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:1.2.3.4") == "1.2.3.4"


def test_the_sixth_log_in_of_a_minute_is_refused_even_with_the_right_password(client):
    user = make_user()
    for _ in range(5):
        assert log_in(client, user.username, WRONG).status_code == 200
    answer = log_in(client, user.username)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Too many log-ins. Try again in " in answer.content.decode()
    assert log_in(Client(), user.username, REMOTE_ADDR="10.9.9.9").status_code == 302


def test_an_eleventh_log_in_of_an_hour_to_one_name_is_refused_from_anywhere(client):
    user = make_user(username="Mirela")
    for number in range(10):
        name = "mirela" if number % 2 else "MIRELA"
        assert log_in(client, name, WRONG, REMOTE_ADDR=f"10.0.0.{number}").status_code == 200
    answer = log_in(client, user.username, REMOTE_ADDR="10.0.1.1")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 3000


def test_page_and_api_count_together(client):
    make_user(username="Mirela")
    for _ in range(3):
        log_in(client, "Mirela", WRONG)
    for _ in range(2):
        assert login_wait(request_from("127.0.0.1"), "Mirela") == 0
    assert log_in(client, "Mirela").status_code == 429
    assert login_wait(request_from("127.0.0.1"), "Mirela") > 0


def test_one_address_cannot_lock_a_name():
    for _ in range(30):
        login_wait(request_from("10.0.0.1"), "mirela")
    assert login_wait(request_from("10.0.0.2"), "mirela") == 0


def test_without_a_proxy_a_made_up_header_does_not_get_around_the_limit(client, settings):
    settings.TRUSTED_PROXY_COUNT = 0
    answers = [log_in(client, f"name_{n}", WRONG, HTTP_X_FORWARDED_FOR=f"1.1.1.{n}").status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_behind_a_proxy_a_made_up_header_does_not_get_around_the_limit(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    answers = [log_in(client, f"name_{n}", WRONG, HTTP_X_FORWARDED_FOR=f"1.1.1.{n}, 7.7.7.7").status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_behind_a_proxy_each_client_has_a_limit_of_his_own(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    answers = [log_in(client, f"name_{n}", WRONG, HTTP_X_FORWARDED_FOR=f"7.7.7.{n}").status_code for n in range(8)]
    assert answers == [200] * 8


def test_a_wait_is_told_as_people_say_it():
    assert [duration_text(n) for n in (1, 42, 90, 3600)] == ["1 second", "42 seconds", "2 minutes", "60 minutes"]

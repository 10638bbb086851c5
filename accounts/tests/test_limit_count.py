"""While Redis is down, Postgres counts the limits on logins, guests, sign-ups and mails."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import limit_count
from accounts.limits.counter import Attempt, count_attempt, count_attempts
from accounts.models import LimitCount
from accounts.tests.make import log_in, make_user, sent_mails, sign_up
from accounts.tests.race import at_once

pytestmark = pytest.mark.django_db
WRONG = "wrong wrong wrong"


def test_attempts_over_the_limit_get_the_seconds_to_wait(no_redis: None) -> None:
    assert [count_attempt("login", "alice", 3, 60) for _ in range(3)] == [0, 0, 0]
    assert 0 < count_attempt("login", "alice", 3, 60) <= 60
    assert count_attempt("login", "bob", 3, 60) == 0


def test_an_ended_window_allows_again_and_is_swept(no_redis: None) -> None:
    count_attempt("login", "alice", 1, 60)
    assert count_attempt("login", "alice", 1, 60)
    LimitCount.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert count_attempt("login", "alice", 1, 60) == 0
    assert limit_count.sweep_limits() == 0
    LimitCount.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert limit_count.sweep_limits() == 1


def test_a_dry_run_counts_nothing(no_redis: None) -> None:
    tried = Attempt("login", "alice", 1, 60)
    assert [count_attempts(tried, dry_run=True) for _ in range(3)] == [0, 0, 0]
    assert count_attempts(tried) == 0
    assert 0 < count_attempts(tried, dry_run=True) <= 60


@pytest.mark.django_db(transaction=True)
def test_of_many_concurrent_attempts_exactly_the_limit_is_allowed(no_redis: None) -> None:
    waits = at_once(*[lambda: count_attempt("rush", "alice", 5, 60)] * 12)
    assert waits.count(0) == 5


@pytest.mark.django_db(transaction=True)
def test_without_the_atomic_statement_more_than_the_limit_is_allowed(no_redis: None) -> None:
    from threading import Barrier

    read = Barrier(12)

    def in_two_steps(key: str, seconds: int) -> tuple[int, int]:
        count = limit_count.counted(key)[0] + 1
        read.wait(5)
        ends = timezone.now() + timedelta(seconds=seconds)
        LimitCount.objects.update_or_create(key=key, defaults={"count": count, "ends_at": ends})
        return count, seconds

    with mock.patch.object(limit_count, "count_one", in_two_steps):
        assert at_once(*[lambda: count_attempt("rush", "alice", 5, 60)] * 12).count(0) > 5


def test_a_limit_costs_no_statement_while_redis_is_up() -> None:
    with CaptureQueriesContext(connection) as statements:
        count_attempt("login", "alice", 1, 60)
    assert len(statements) == 0


def test_a_limit_without_fallback_allows_everything(no_redis: None) -> None:
    assert [count_attempt("public-api", "alice", 1, 60, without_redis=False) for _ in range(3)] == [0, 0, 0]
    assert not LimitCount.objects.exists()


def test_the_sixth_log_in_of_a_minute_is_refused(no_redis: None, client: Client) -> None:
    user = make_user()
    assert [log_in(client, user.username, WRONG).status_code for _ in range(5)] == [200] * 5
    answer = log_in(client, user.username)
    assert (answer.status_code, 0 < int(answer["Retry-After"]) <= 60) == (429, True)


def test_the_eleventh_log_in_to_one_name_is_refused_from_anywhere(no_redis: None, client: Client) -> None:
    user = make_user()
    for number in range(10):
        log_in(client, user.username, WRONG, REMOTE_ADDR=f"10.0.0.{number}")
    assert log_in(client, user.username, REMOTE_ADDR="10.0.1.1").status_code == 429


def test_sign_ups_are_limited(no_redis: None) -> None:
    answers = [sign_up(Client(), f"Newcomer_x{number}") for number in range(11)]
    assert [a.status_code for a in answers] == [302] * 10 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_resets_and_their_mails_are_limited(no_redis: None, client: Client) -> None:
    answers = [client.post("/accounts/password/reset/", {"email": "nobody@example.org"}) for _ in range(6)]
    assert [a.status_code for a in answers] == [302] * 5 + [429]
    assert 60 < int(answers[-1]["Retry-After"]) <= 3600
    assert len(sent_mails()) == 5


def test_one_verification_in_two_minutes(no_redis: None, client: Client) -> None:
    sign_up(client, "Mirela")
    client.post("/accounts/email/", {"email": "mirela@example.org", "action_send": ""})
    assert len(sent_mails()) == 1

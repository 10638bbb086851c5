"""The cache fills Redis to its limit: no job, limit or ended session is lost, whether the roles have servers of their own or not.

The servers are real, with a few megabytes each.
"""

import copy
import itertools
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from celery import Celery, current_app
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from structlog.testing import capture_logs

from accounts.limits.counter import Attempt, count_attempts, reset_window
from accounts.models import LimitCount
from accounts.tests.make import PASSWORD, log_in, logged_in_as, make_user, session_in
from game.models import Battle, Character
from game.realtime.frames import Frame
from game.realtime.publish import publish
from game.tests.make import make_character
from vvw_site import health
from vvw_site.doctor import redis_servers
from vvw_site.doctor.finding import Fault
from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.jobs.overdue import overdue, send_overdue
from vvw_site.foundation.jobs.send import ask
from vvw_site.foundation.redis_roles import ROLES, redis_of
from vvw_site.tests.own_redis import OwnRedis
from vvw_site.tests.players import user_of
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db
JOB, QUEUE = "game.sweep", "slow"
FILLER = "x" * 10_000


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OwnRedis, OwnRedis]]:
    """One that evicts anything, and one that evicts nothing."""
    folder = tmp_path_factory.mktemp("redis")
    evicting = OwnRedis(folder, "--maxmemory", "4mb", "--maxmemory-policy", "allkeys-lru")
    keeping = OwnRedis(folder, "--maxmemory", "4mb", "--maxmemory-policy", "noeviction")
    yield evicting, keeping
    evicting.kill()
    keeping.kill()


def use(settings: Settings, **urls: str) -> None:
    """Give each role its server, until the end of the test."""
    for url in set(urls.values()):
        with redis.Redis.from_url(url) as client:
            client.flushall()
            client.config_set("maxmemory", "4mb")
            client.config_resetstat()
    caches = copy.deepcopy(site.CACHES)
    caches["default"]["LOCATION"] = urls["cache"]
    settings.CACHES, settings.REDIS_URLS = caches, urls
    sender = Celery("of this test", broker=urls["broker"], set_as_current=False)
    sender.conf.task_routes, sender.conf.task_ignore_result = current_app.conf.task_routes, True
    sender.set_current()


@pytest.fixture
def senders() -> Iterator[None]:
    from vvw_site.celery import app

    yield
    app.set_current()


@pytest.fixture
def apart(servers: tuple[OwnRedis, OwnRedis], senders: None, settings: Settings) -> OwnRedis:
    """The cache has a server of its own, which evicts. Returns that."""
    evicting, keeping = servers
    use(settings, cache=evicting.url, limits=keeping.url, broker=keeping.url, channels=keeping.url)
    return evicting


@pytest.fixture
def together(servers: tuple[OwnRedis, OwnRedis], senders: None, settings: Settings) -> OwnRedis:
    """All roles share a server, which evicts nothing."""
    keeping = servers[1]
    use(settings, **dict.fromkeys(ROLES, keeping.url))
    return keeping


def fill(server: OwnRedis) -> None:
    """Write entries of the cache until the server evicts some or takes no more."""
    with redis.Redis.from_url(server.url) as client:
        for number in itertools.count():
            cache.set(f"filler{number}", FILLER, 600)
            if number % 20 == 0 and client.info("stats")["evicted_keys"]:
                return
            if number % 20 == 0 and refuses(client):
                client.config_set("maxmemory", "3mb")  # the memory of a client that leaves is no room for a key
                return
            assert number < 2_000


def refuses(client: Any) -> bool:
    try:
        client.set("one more", FILLER)
    except redis.ResponseError as error:
        assert "maxmemory" in str(error)
        return True
    return False


def empty(server: OwnRedis) -> None:
    with redis.Redis.from_url(server.url) as client:
        client.flushall()


def waiting() -> int:
    return int(redis_of("broker").llen(QUEUE))


def new_attempt() -> Attempt:
    return Attempt("full", secrets.token_hex(8), 2, 60)


def end_session_in_postgres() -> None:
    """As a log-out elsewhere does whose message to Redis was lost."""
    assert Session.objects.all().delete()[0]


def test_apart_a_full_cache_costs_no_job_no_limit_and_no_ended_session(apart: OwnRedis) -> None:
    ask(JOB)
    attempt = new_attempt()
    assert [count_attempts(attempt) for _ in range(2)] == [0, 0]
    users = [make_user(), make_user()]
    stays, ended = Client(), Client()
    for client, user in zip((stays, ended), users, strict=True):
        log_in(client, user.username)
    assert [logged_in_as(client) for client in (stays, ended)] == [user.pk for user in users]
    Session.objects.exclude(pk=session_in(stays).row_key).delete()
    fill(apart)
    assert waiting() == 1 and count_attempts(attempt) > 0 and not LimitCount.objects.exists()
    assert logged_in_as(stays) == users[0].pk and logged_in_as(ended) is None
    ask(JOB)
    assert waiting() == 2
    cache.set("a new one", "is cached", 60)
    assert cache.get("a new one") == "is cached"


def test_in_one_full_redis_limits_are_counted_in_postgres(together: OwnRedis) -> None:
    fill(together)
    attempt = new_attempt()
    assert not count_attempts(attempt, dry_run=True)
    assert [count_attempts(attempt) for _ in range(2)] == [0, 0]
    assert count_attempts(attempt, dry_run=True) > 0, "looking and counting must agree where the count is"
    assert count_attempts(attempt) > 0 and LimitCount.objects.get().count == 3
    reset_window(attempt)
    assert not count_attempts(attempt)


def test_in_one_full_redis_an_ended_session_stays_ended(together: OwnRedis) -> None:
    client, user = Client(), make_user()
    log_in(client, user.username)
    assert logged_in_as(client) == user.pk
    fill(together)
    end_session_in_postgres()
    assert logged_in_as(client) is None


def test_in_one_full_redis_players_play_and_nothing_is_a_500(together: OwnRedis) -> None:
    character: Character = make_character()
    client = Client()
    client.force_login(user_of(character))
    fill(together)
    for page in ("/", "/play/", "/play/inventory/", "/leaderboards/level/", f"/characters/{character.name}/"):
        assert client.get(page).status_code == 200, page
    assert client.post("/play/hunt/", {"location": "old-mill"}).status_code == 302
    assert Battle.objects.filter(character=character).count() == 1
    other = Client()
    assert log_in(other, make_user().username, PASSWORD).status_code == 302
    assert other.get("/play/new/").status_code == 200
    assert other.post("/accounts/logout/").status_code == 302 and other.get("/play/new/").status_code == 302
    publish("raid:1", Frame(1, '{"seq": 1}'))


def test_in_one_full_redis_a_job_that_cannot_be_queued_is_sent_later(together: OwnRedis) -> None:
    late = overdue(database_now())[0]
    fill(together)
    with capture_logs() as logs:
        ask(late.name)
    assert [line["event"] for line in logs] == ["job_not_queued"]
    empty(together)
    assert late.name in send_overdue() and redis_of("broker").llen(late.queue)


def test_the_doctor_knows_which_server_has_which_role(
    servers: tuple[OwnRedis, OwnRedis], senders: None, settings: Settings
) -> None:
    evicting, keeping = servers
    other_number = keeping.url.replace("/0", "/3")
    use(settings, cache=evicting.url, limits=keeping.url, broker=keeping.url, channels=other_number)
    assert list(redis_servers.findings()) == []
    use(settings, cache=keeping.url, limits=evicting.url, broker=keeping.url, channels=keeping.url)
    [fault] = redis_servers.findings()
    assert isinstance(fault, Fault) and fault.sentence.startswith(
        "The Redis of limits has the policy allkeys-lru: when it is full"
    )
    use(settings, **dict.fromkeys(ROLES, evicting.url))
    [fault] = redis_servers.findings()
    assert "limits and broker and channels" in str(fault) and "REDIS_CACHE_URL" in str(fault)


def test_the_doctor_goes_on_where_a_server_does_not_tell(
    servers: tuple[OwnRedis, OwnRedis], senders: None, settings: Settings
) -> None:
    keeping = servers[1]
    with redis.Redis.from_url(keeping.url) as client:
        client.acl_setuser(
            "tenant", enabled=True, passwords=["+pw"], keys=["*"], categories=["+@all"], commands=["-info", "-config"]
        )
    use(settings, **dict.fromkeys(ROLES, keeping.url))
    settings.REDIS_URLS = dict.fromkeys(ROLES, keeping.url.replace("//", "//tenant:pw@"))
    caches = copy.deepcopy(site.CACHES)
    caches["default"]["LOCATION"] = settings.REDIS_URLS["cache"]
    settings.CACHES = caches
    [note] = redis_servers.findings()
    assert not isinstance(note, Fault) and "does not tell its memory limit and policy" in str(note)


def test_the_doctor_sees_a_redis_that_cannot_save(
    servers: tuple[OwnRedis, OwnRedis], senders: None, settings: Settings, tmp_path: Path
) -> None:
    keeping, gone = servers[1], tmp_path / "gone"
    use(settings, **dict.fromkeys(ROLES, keeping.url))
    gone.mkdir()
    with redis.Redis.from_url(keeping.url) as client:
        client.config_set("dir", str(gone))
        gone.rmdir()
        client.bgsave()
        until(lambda: client.info("persistence")["rdb_last_bgsave_status"] == "err", 10)
        [fault] = redis_servers.findings()
        assert isinstance(fault, Fault) and "could not store its data on its disk" in fault.sentence
        client.config_set("dir", str(tmp_path))
        client.bgsave()
        until(lambda: client.info("persistence")["rdb_last_bgsave_status"] == "ok", 10)
    assert list(redis_servers.findings()) == []


def test_health_and_metrics_name_the_role_that_is_away(apart: OwnRedis, client: Client, settings: Settings) -> None:
    settings.REDIS_URLS = {**site.REDIS_URLS, "broker": "unix:///nowhere/redis.sock?db=0"}
    answer = client.get("/healthz/ready")
    assert list(answer.json()["reasons"]) == ["redis_broker"] and answer.status_code == 503
    text = client.get("/metrics").content.decode()
    assert 'vvw_part_up{part="redis_broker"} 0.0' in text and 'vvw_part_up{part="redis_cache"} 1.0' in text
    assert "celery_queue_length{" not in text and set(health.checks()) == {"postgres", *(f"redis_{role}" for role in ROLES)}

"""Connections to Postgres that die: while they are idle nobody notices, in the middle of a statement it is a plain 503."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import OperationalError, connection

from game.actions import tokens
from game.models import Battle
from game.tests.make import make_character
from vvw_site.tests.tiers import Caller, locked, tier

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ONE = {"WORKERS": "1", "THREADS": "4", "DATABASE_POOL_TIMEOUT": "10"}
JSON = {"Content-Type": "application/json"}
PASSWORD = "the moon is up 7"


def others() -> str:
    return "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"


def end_all() -> int:
    """All connections of this database but the test's own are ended; how many."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others()}")
        return cursor.fetchone()[0]


def end_who_waits(count: int = 1) -> None:
    """Connections of others that wait for a lock are ended, as soon as there are so many."""
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND {others()}")
            waiting = [pid for (pid,) in cursor.fetchall()]
            if len(waiting) >= count:
                break
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.3)  # they are at work, by anybody's measure
        for pid in waiting:
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


def allow_connections(yes: bool) -> None:
    """By way of another database: it cannot be said from within the one that it is about."""
    with psycopg.connect(**where() | {"dbname": "postgres"}, autocommit=True) as other:
        name = connection.settings_dict["NAME"]
        other.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS {"true" if yes else "false"}')


def logged_in(port: int, username: str) -> Caller:
    browser = Caller(port)
    browser.get("/accounts/login/")
    assert browser.form("/accounts/login/", login=username, password=PASSWORD).status == 302
    return browser


def token_of(user) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue(user).token}"}


def warm_up(site: Caller) -> None:
    """Several connections in the pool."""
    with ThreadPoolExecutor(8) as many:
        assert {answer.status for answer in many.map(site.get, ["/healthz/ready"] * 40)} == {200}


def test_a_connection_that_ended_while_it_was_idle_costs_no_client_an_error_and_is_counted(tmp_path):
    character = make_character()
    user = character.user
    user.is_staff = user.is_superuser = True
    user.set_password(PASSWORD)
    user.save()
    api = token_of(user)
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):
        browser, ended, seen = logged_in(site.port, user.username), 0, []
        for _ in range(8):
            warm_up(site)
            ended += end_all()
            for _ in range(3):
                seen += [
                    site.get("/api/v1/dashboard", **api).status,
                    browser.get("/play/").status,
                    browser.get("/admin/").status,
                    browser.get("/leaderboards/level/").status,
                ]
            end_all()
            seen.append(site.ask("POST", "/api/v1/fairness/rotate", "{}", **api, **JSON).status)
            end_all()
            logged_in(site.port, user.username)
        assert set(seen) == {200}, seen
        time.sleep(2.5)  # the figures are published every two seconds
        assert site.figures()("db_pool_connection_faults_total") >= ended >= 8


def test_requests_that_come_while_postgres_restarts_wait_for_it(tmp_path):
    character = make_character()
    api = token_of(character.user)
    with tier("site", tmp_path / "site.log", **ONE) as (site, _), ThreadPoolExecutor(8) as clients:
        warm_up(site)
        allow_connections(False)
        try:
            end_all()
            asked = [clients.submit(site.get, "/api/v1/dashboard", **api) for _ in range(20)]
            time.sleep(2)
        finally:
            allow_connections(True)
        assert {one.result().status for one in asked} == {200}
        assert site.get("/api/v1/dashboard", **api).status == 200


def test_a_connection_that_dies_in_the_middle_of_a_statement_is_a_503_and_nothing_is_done(tmp_path):
    character = make_character()
    user = character.user
    user.set_password(PASSWORD)
    user.save()
    api = token_of(user)
    with tier("site", tmp_path / "site.log", **ONE) as (site, _), ThreadPoolExecutor(8) as clients:
        browser = logged_in(site.port, user.username)
        browser.get("/play/")
        with locked(character.pk):
            asked = [
                clients.submit(site.ask, "POST", "/api/v1/hunts", '{"location": "old-mill"}', **api, **JSON),
                clients.submit(site.ask, "POST", "/api/v1/fairness/rotate", "{}", **api, **JSON),
            ]
            end_who_waits(2)
            for one in asked:
                answer = one.result()
                assert (answer.status, answer.json["error"]["code"], answer.headers["Retry-After"]) == (503, "unavailable", "5")
            page = clients.submit(browser.form, "/fairness/rotate/")
            end_who_waits()
            answer = page.result()
            assert (answer.status, answer.headers["Retry-After"]) == (503, "5") and 'href="/"' in answer.text
        with psycopg.connect(**where()) as other:
            other.execute("LOCK TABLE accounts_user IN ACCESS EXCLUSIVE MODE")
            for ask in (lambda: site.get("/api/v1/dashboard", **api), lambda: browser.get("/play/"),
                        lambda: browser.get("/admin/"), lambda: browser.form("/accounts/login/", login="x", password="y")):  # fmt: skip
                asking = clients.submit(ask)
                end_who_waits()
                assert asking.result().status == 503
        assert not Battle.objects.filter(character=character).exists()
        assert character.seeds.count() == 1
        assert site.get("/api/v1/dashboard", **api).status == browser.get("/play/").status == 200


def where() -> dict:
    had = connection.settings_dict
    return {"dbname": had["NAME"], "user": had["USER"], "password": had["PASSWORD"] or None, "host": had["HOST"],
            "port": had["PORT"] or None}  # fmt: skip


def test_connections_that_die_at_random_under_load_are_never_a_fault_of_ours(tmp_path):
    hunters = [make_character() for _ in range(4)]
    for character in hunters:
        character.user.set_password(PASSWORD)
        character.user.save()
    over, statuses = threading.Event(), []
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):

        def play(character, api, browser) -> None:
            while not over.is_set():
                answers = [
                    site.ask("POST", "/api/v1/hunts", '{"location": "old-mill"}', **api, **JSON),
                    site.ask("POST", "/api/v1/fairness/rotate", "{}", **api, **JSON),
                    site.get("/api/v1/inventory", **api),
                    browser.get("/play/"),
                    browser.form("/fairness/rotate/"),
                    browser.get("/no/such/page/"),
                    browser.get("/accounts/sessions/"),
                    browser.form("/accounts/login/", login=character.user.username, password=PASSWORD),
                ]
                statuses.extend(answer.status for answer in answers)

        with ThreadPoolExecutor(4) as players:
            known = [(c, token_of(c.user), logged_in(site.port, c.user.username)) for c in hunters]
            playing = [players.submit(play, *one) for one in known]
            ends = time.monotonic() + 8
            try:
                while time.monotonic() < ends:
                    end_all()
                    time.sleep(0.07)
            finally:
                over.set()
            for one in playing:
                one.result()
    assert len(statuses) > 50 and set(statuses) <= {200, 201, 302, 404, 409, 429, 503}


@pytest.fixture
def pooled():
    """A connection of this thread's own, from a pool as the site has it."""
    wrapper = connection.copy()
    wrapper.alias = "pooled"
    wrapper.settings_dict["OPTIONS"] = wrapper.settings_dict["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 3, "timeout": 5}}
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def end(wrapper) -> None:
    """Its connection is ended while it looks alive, as when Postgres ends it between our look and our statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [wrapper.connection.info.backend_pid])


@pytest.fixture
def repeated():
    """A table that any connection sees."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE repeated (n int)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE repeated")


def rows() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM repeated ORDER BY n")
        return [n for (n,) in cursor.fetchall()]


def asked(wrapper, sql: str) -> list:
    with wrapper.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_a_first_statement_is_repeated_where_that_can_do_no_harm(pooled, repeated):
    pooled.ensure_connection()
    end(pooled)
    assert asked(pooled, "SELECT 7") == [(7,)]
    pooled.close()
    pooled.ensure_connection()
    end(pooled)
    pooled.set_autocommit(False)  # a transaction: nothing of the first try can have been committed
    assert asked(pooled, "INSERT INTO repeated VALUES (1) RETURNING n") == [(1,)]
    assert asked(pooled, "INSERT INTO repeated VALUES (2) RETURNING n") == [(2,)]
    pooled.commit()
    pooled.set_autocommit(True)
    assert rows() == [1, 2]


def test_what_may_have_been_done_is_not_repeated(pooled, repeated):
    pooled.ensure_connection()
    end(pooled)
    with pytest.raises(OperationalError):  # a write by itself
        asked(pooled, "INSERT INTO repeated VALUES (1) RETURNING n")
    for before in ("SELECT 6", None):  # no first statement
        pooled.close()
        pooled.ensure_connection()
        pooled.set_autocommit(False)
        with pooled.cursor() as cursor:
            cursor.execute(before) if before else cursor.executemany("INSERT INTO repeated VALUES (%s)", [(8,), (9,)])
        end(pooled)
        with pytest.raises(OperationalError):
            asked(pooled, "SELECT 7")
        pooled.close()
    assert rows() == []

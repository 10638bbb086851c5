"""Connections to Postgres that die: while idle, no client notices; in the middle of a statement, the answer is a 503."""

import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import psycopg
import pytest
from django.db import OperationalError, connection
from psycopg import sql

from accounts.models import User
from game.models import Battle
from game.tests.make import make_character
from vvw_site.foundation.database.postgres.base import DEAD_BEFORE_SECONDS, DatabaseWrapper
from vvw_site.tests.players import PASSWORD, bearer, set_password, user_of
from vvw_site.tests.tiers import Answer, Caller, locked, tier, until, wait_until_blocked, where

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ONE = {"WORKERS": "1", "THREADS": "4", "DATABASE_POOL_TIMEOUT": "10"}
JSON = {"Content-Type": "application/json"}
HUNT = '{"location": "old-mill"}'


def end_all() -> int:
    """End all connections of this database except the test's own. Returns their number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        (count,) = cursor.fetchone()
        return int(count)


def end_blocked(count: int = 1) -> None:
    """End the connections that wait for a lock, as soon as there are so many."""
    waiting = wait_until_blocked(count)
    time.sleep(0.7)  # longer than DEAD_BEFORE_SECONDS: the statement counts as running, and is not repeated
    with connection.cursor() as cursor:
        for pid in waiting:
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


def allow_connections(yes: bool) -> None:
    """From another database, because a database cannot refuse connections while it has this one."""
    server = where()
    name = server["dbname"]
    server["dbname"] = "postgres"
    with psycopg.connect(**server, autocommit=True) as other:
        statement = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}")
        other.execute(statement.format(sql.Identifier(name), sql.SQL("true" if yes else "false")))


def logged_in(port: int, username: str) -> Caller:
    browser = Caller(port)
    browser.get("/accounts/login/")
    assert browser.form("/accounts/login/", login=username, password=PASSWORD).status == 302
    return browser


def warm_up(site: Caller) -> None:
    """Fill the pool with several connections."""
    with ThreadPoolExecutor(8) as many:
        assert {answer.status for answer in many.map(site.get, ["/healthz/ready"] * 40)} == {200}


def test_a_connection_that_ended_while_idle_causes_no_error_and_is_counted(tmp_path: Path) -> None:
    user = user_of(make_character())
    user.is_staff = user.is_superuser = True
    set_password(user)
    api = bearer(user)
    seen: list[int] = []
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):
        browser, ended = logged_in(site.port, user.username), 0
        for _ in range(8):
            warm_up(site)
            ended += end_all()
            for _ in range(3):
                seen += [
                    site.get("/api/v1/dashboard", api).status,
                    browser.get("/play/").status,
                    browser.get("/admin/").status,
                    browser.get("/leaderboards/level/").status,
                ]
            end_all()
            seen.append(site.request("POST", "/api/v1/fairness/rotate", "{}", api | JSON).status)
            end_all()
            logged_in(site.port, user.username)
        assert set(seen) == {200}, seen
        assert ended >= 8
        until(lambda: site.figures()("db_pool_connection_faults_total") >= ended, 10)


def test_requests_that_come_while_postgres_restarts_wait_for_it(tmp_path: Path) -> None:
    api = bearer(user_of(make_character()))
    with tier("site", tmp_path / "site.log", **ONE) as (site, _), ThreadPoolExecutor(8) as clients:
        warm_up(site)
        allow_connections(False)
        try:
            end_all()
            requests = [clients.submit(site.get, "/api/v1/dashboard", api) for _ in range(20)]
            time.sleep(2)  # the length of the outage
            assert not any(one.done() for one in requests)
        finally:
            allow_connections(True)
        assert {one.result().status for one in requests} == {200}
        assert site.get("/api/v1/dashboard", api).status == 200


def test_a_connection_that_dies_during_a_statement_is_a_503_and_nothing_is_done(tmp_path: Path) -> None:
    character = make_character()
    user = user_of(character)
    set_password(user)
    api = bearer(user)
    with tier("site", tmp_path / "site.log", **ONE) as (site, _), ThreadPoolExecutor(8) as clients:
        browser = logged_in(site.port, user.username)
        browser.get("/play/")
        with locked(character.pk):
            actions = [
                clients.submit(site.request, "POST", "/api/v1/hunts", HUNT, api | JSON),
                clients.submit(site.request, "POST", "/api/v1/fairness/rotate", "{}", api | JSON),
            ]
            end_blocked(2)
            for one in actions:
                answer = one.result()
                assert (answer.status, answer.json["error"]["code"], answer.headers["Retry-After"]) == (503, "unavailable", "5")
            page = clients.submit(browser.form, "/fairness/rotate/")
            end_blocked()
            answer = page.result()
            assert (answer.status, answer.headers["Retry-After"]) == (503, "5") and 'href="/"' in answer.text
        with psycopg.connect(**where()) as other:
            other.execute("LOCK TABLE accounts_user IN ACCESS EXCLUSIVE MODE")
            calls: tuple[Callable[[], Answer], ...] = (lambda: site.get("/api/v1/dashboard", api), lambda: browser.get("/play/"),
                        lambda: browser.get("/admin/"), lambda: browser.form("/accounts/login/", login="x", password="y"))  # fmt: skip
            for call in calls:
                result = clients.submit(call)
                end_blocked()
                assert result.result().status == 503
        assert not Battle.objects.filter(character=character).exists()
        assert character.seeds.count() == 1
        assert site.get("/api/v1/dashboard", api).status == browser.get("/play/").status == 200


def test_connections_that_die_at_random_under_load_never_cause_a_500(tmp_path: Path) -> None:
    hunters = [make_character() for _ in range(4)]
    for character in hunters:
        set_password(user_of(character))
    over = threading.Event()
    statuses: list[int] = []
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):

        def play(user: User, api: dict[str, str], browser: Caller) -> None:
            while not over.is_set():
                answers = [
                    site.request("POST", "/api/v1/hunts", HUNT, api | JSON),
                    site.request("POST", "/api/v1/fairness/rotate", "{}", api | JSON),
                    site.get("/api/v1/inventory", api),
                    browser.get("/play/"),
                    browser.form("/fairness/rotate/"),
                    browser.get("/no/such/page/"),
                    browser.get("/accounts/sessions/"),
                    browser.form("/accounts/login/", login=user.username, password=PASSWORD),
                ]
                statuses.extend(answer.status for answer in answers)

        with ThreadPoolExecutor(4) as players:
            users = [user_of(character) for character in hunters]
            known = [(user, bearer(user), logged_in(site.port, user.username)) for user in users]
            playing = [players.submit(play, *one) for one in known]
            end = time.monotonic() + 8
            try:
                while time.monotonic() < end:
                    end_all()
                    time.sleep(0.07)
            finally:
                over.set()
            for one in playing:
                one.result()
    assert len(statuses) > 50 and set(statuses) <= {200, 201, 302, 404, 409, 429, 503}


@pytest.fixture
def pooled() -> Iterator[DatabaseWrapper]:
    """A connection from a pool like the site's."""
    wrapper = cast(DatabaseWrapper, connection.copy())
    wrapper.alias = "pooled"
    wrapper.settings_dict["OPTIONS"] = wrapper.settings_dict["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 3, "timeout": 5}}
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def end(wrapper: DatabaseWrapper) -> None:
    """End its connection after it was found alive, as when Postgres ends it between our check and our statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [wrapper.connection.info.backend_pid])


@pytest.fixture
def repeated() -> Iterator[None]:
    """A table that all connections can see."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE repeated (n int)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE repeated")


def rows() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM repeated ORDER BY n")
        return [n for (n,) in cursor.fetchall()]


def fetch(wrapper: DatabaseWrapper, text: str) -> list[tuple[int]]:
    with wrapper.cursor() as cursor:
        cursor.execute(text)
        found: list[tuple[int]] = cursor.fetchall()
        return found


def test_a_first_statement_is_repeated_if_that_can_do_no_harm(pooled: DatabaseWrapper, repeated: None) -> None:
    pooled.ensure_connection()
    end(pooled)
    assert fetch(pooled, "SELECT 7") == [(7,)]
    pooled.close()
    pooled.ensure_connection()
    end(pooled)
    pooled.set_autocommit(False)  # a transaction: nothing of the first try can have been committed
    assert fetch(pooled, "INSERT INTO repeated VALUES (1) RETURNING n") == [(1,)]
    assert fetch(pooled, "INSERT INTO repeated VALUES (2) RETURNING n") == [(2,)]
    pooled.commit()
    pooled.set_autocommit(True)
    assert rows() == [1, 2]


def test_a_statement_that_may_have_been_executed_is_not_repeated(pooled: DatabaseWrapper, repeated: None) -> None:
    pooled.ensure_connection()
    end(pooled)
    with pytest.raises(OperationalError):  # a write outside of a transaction
        fetch(pooled, "INSERT INTO repeated VALUES (1) RETURNING n")
    for before in ("SELECT 6", None):  # another statement was the first
        pooled.close()
        pooled.ensure_connection()
        pooled.set_autocommit(False)
        with pooled.cursor() as cursor:
            cursor.execute(before) if before else cursor.executemany("INSERT INTO repeated VALUES (%s)", [(8,), (9,)])
        end(pooled)
        with pytest.raises(OperationalError):
            fetch(pooled, "SELECT 7")
        pooled.close()
    assert rows() == []


class Relay:
    """A way to Postgres that can go without a word: after `cut`, the connections that exist lead nowhere, and end only when
    somebody has waited on one of them for longer than a first statement may take."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.target = "{host}/.s.PGSQL.{port}".format(**where() | {"port": where()["port"] or "5432"})
        self.generation = 0
        threading.Thread(target=self.accept, daemon=True).start()

    def cut(self) -> None:
        self.generation += 1

    def accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.forward, args=(client, self.generation), daemon=True).start()

    def forward(self, client: socket.socket, generation: int) -> None:
        with client, socket.socket(socket.AF_UNIX) as server:
            server.connect(self.target)
            while True:
                for ready in select.select([client, server], [], [])[0]:
                    if not (data := ready.recv(65536)):
                        return
                    if generation != self.generation:
                        if ready is server:
                            continue
                        time.sleep(DEAD_BEFORE_SECONDS + 0.2)
                        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # ends with a reset
                        return
                    (client if ready is server else server).sendall(data)


@pytest.fixture
def relay(pooled: DatabaseWrapper) -> Iterator[Relay]:
    way = Relay()
    pooled.settings_dict |= {"HOST": "127.0.0.1", "PORT": str(way.port)}
    yield way
    way.listener.close()


def test_connections_that_died_without_a_sign_cost_one_request_together(pooled: DatabaseWrapper, relay: Relay) -> None:
    clients = [pooled, *(pooled.copy(pooled.alias) for _ in range(2))]
    for client in clients:
        assert fetch(client, "SELECT 1") == [(1,)]
    for client in clients:
        client.close()
    assert pooled.pool is not None and pooled.pool.get_stats()["pool_available"] == 3
    relay.cut()
    with pytest.raises(OperationalError):
        fetch(pooled, "SELECT 6")
    pooled.close()
    for client in clients:
        assert fetch(client, "SELECT 7") == [(7,)]
        client.close()
    assert pooled.pool.get_stats()["returns_bad"] == 3

"""Migrations and releases beside a site that is in use: real transactions and real processes hold the locks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from vvw_site.foundation.database import lock_patience, turns
from vvw_site.foundation.database.lock_patience import patience
from vvw_site.tests.tiers import CHECKOUT, database_url, until, where

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def before_the_last() -> Iterator[None]:
    """The jobs' tables as they were before their second migration, which adds columns."""
    call_command("migrate", "jobs", "0001", verbosity=0)
    yield
    call_command("migrate", "jobs", verbosity=0)


@contextmanager
def migrating(out: StringIO) -> Iterator[Future[None]]:
    def migrate() -> None:
        try:
            call_command("migrate", "jobs", stdout=out)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(migrate)


@contextmanager
def in_use(table: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A transaction that has read the table and does not end."""
    with psycopg.connect(**where(), application_name="sleeper") as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS SHARE MODE".encode())
        yield other
        other.rollback()


def has_column(table: str, column: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = %s", [table, column])
        return cursor.fetchone() is not None


def test_a_migration_lets_others_pass_and_tries_again(before_the_last: None) -> None:
    out = StringIO()
    with in_use("jobs_jobrun") as other, migrating(out) as result:
        until(lambda: "trying again in 2" in out.getvalue(), 30)
        assert "sleeper, idle in transaction" in out.getvalue()
        assert not has_column("jobs_jobrun", "failures")
        other.rollback()
        result.result(60)
    assert has_column("jobs_jobrun", "failures")
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("10s",)


def test_a_migration_that_never_gets_its_lock_ends_with_a_sentence(
    before_the_last: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_patience, "GIVE_UP_AFTER", 0.1)
    monkeypatch.setattr(lock_patience, "LOCK_SECONDS", 0.1)
    with (
        in_use("jobs_jobrun"),
        pytest.raises(CommandError, match=r"got no lock in 10 minutes.*sleeper.*goes on where it stopped"),
    ):
        call_command("migrate", "jobs", stdout=StringIO())
    assert not has_column("jobs_jobrun", "failures")


@pytest.fixture
def wide() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE wide (n int)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE wide")


def test_outside_a_transaction_one_statement_is_repeated_and_what_is_concurrent_waits(
    wide: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_patience, "LOCK_SECONDS", 0.2)
    monkeypatch.setattr(lock_patience, "FIRST_PAUSE", 0.1)
    said: list[str] = []

    def change(text: str) -> None:
        try:
            with patience(connection, said.append), connection.cursor() as cursor:
                cursor.execute("INSERT INTO wide VALUES (1)")  # not repeated with the one that waits
                cursor.execute(text)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        with in_use("wide") as other:
            result = thread.submit(change, "ALTER TABLE wide ADD COLUMN m int")
            until(lambda: len(said) >= 2, 30)
            other.rollback()
            result.result(30)
        told = len(said)
        with in_use("wide") as other:
            other.execute("INSERT INTO wide VALUES (2)")
            result = thread.submit(change, "CREATE INDEX CONCURRENTLY ON wide (n)")
            with pytest.raises(TimeoutError):
                result.result(1)  # several times as long as others wait
            other.rollback()
            result.result(30)
    assert len(said) == told
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wide")
        assert cursor.fetchone() == (2,)


def test_two_releases_take_turns(tmp_path: Path) -> None:
    code = (
        "import sys, django; django.setup()\n"
        "from vvw_site.management.commands import release\n"
        "from django.core.management import call_command\n"
        "from django.core.management.base import BaseCommand\n"
        "class Parts(BaseCommand):\n"
        "    def handle(self, *args, **options):\n"
        "        self.stdout.write('Applying it...', ending='')\n"
        "        self.stdout.write(' OK')\n"
        "release.STEPS = ((Parts(), {}), ('migrate', {'interactive': False, 'verbosity': 0}))\n"
        "call_command('release')\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "vvw_site.settings.bench", "DATABASE_URL": database_url(), "STATIC_ROOT": str(tmp_path)
    }  # fmt: skip
    log = tmp_path / "log"
    with psycopg.connect(**where(), autocommit=True) as other, log.open("a") as out:
        other.execute("SELECT pg_advisory_lock(%s)", [turns.RELEASE])
        both = [
            subprocess.Popen([sys.executable, "-u", "-c", code], cwd=CHECKOUT, env=environment, stdout=out, stderr=out)
            for _ in range(2)
        ]
        try:
            until(lambda: log.read_text().count("Another release is running") >= 2)
            assert "begins" not in log.read_text()
            other.execute("SELECT pg_advisory_unlock(%s)", [turns.RELEASE])
            assert [one.wait(90) for one in both] == [0, 0], log.read_text()
        finally:
            for one in both:
                one.kill()
    lines = [line for line in log.read_text().splitlines() if line.startswith("Release:")]
    assert lines == ["Release: begins.", "Release: done."] * 2
    assert log.read_text().count("\nApplying it... OK\n") == 2  # in one line, as the command wrote it

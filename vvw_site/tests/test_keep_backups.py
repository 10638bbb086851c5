"""`manage.py keep_backups` on a real server whose log has a gap; and the role with which it connects."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

import psycopg
import pytest

from bench.cluster import Cluster, folder_for_clusters
from vvw_site.foundation.backup import health, role
from vvw_site.foundation.backup.archive import Archive
from vvw_site.foundation.backup.config import BackupConfig
from vvw_site.foundation.backup.take import take
from vvw_site.foundation.backup.wal import start_stream
from vvw_site.foundation.services.children import die_with_parent, end_child
from vvw_site.settings.folders import BASE_DIR
from vvw_site.tests.test_backup import wait_for_log
from vvw_site.tests.tiers import until


def test_after_a_gap_in_the_log_a_new_backup_is_taken_at_once(tmp_path: Path) -> None:
    """However young the last one is: nothing after the gap can be replayed on it."""
    folder = folder_for_clusters()
    try:
        with Cluster(folder / "a") as cluster, psycopg.connect(cluster.url, autocommit=True) as database:
            config = BackupConfig(folder / "archive", url=role.prepare(cluster.url).url)
            stream, _ = start_stream(config, tmp_path / "stream.log")
            take(config)
            wait_for_log(database)
            end_child(stream, (signal.SIGTERM, 10.0))
            database.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'")
            database.execute("SELECT pg_reload_conf()")
            until(lambda: has_lost_its_log(database), 30)
            with kept(config, tmp_path / "said") as said:
                until(lambda: "has a gap" in said.read_text() and len(Archive(config.root).backups()) == 2, 60)
                # A restored server has no slot.
                database.execute("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots")
                until(lambda: has_dropped_the_slot(database), 30)
                until(lambda: not [words for words in health.faults(config) if "is not archived" in words], 60)
    finally:
        rmtree(folder, ignore_errors=True)


def test_a_server_that_takes_the_place_of_another_one_gets_a_backup_at_once(tmp_path: Path) -> None:
    """However young the last backup is: it is of the server that is gone."""
    folder = folder_for_clusters()
    try:
        with Cluster(folder / "a") as cluster:
            take(BackupConfig(folder / "archive", url=role.prepare(cluster.url).url))
        with Cluster(folder / "b") as cluster:
            config = BackupConfig(folder / "archive", url=role.prepare(cluster.url).url)
            with kept(config, tmp_path / "said") as said:
                until(lambda: len(Archive(config.root).backups()) == 2, 60)
            assert "restored or replaced" in said.read_text()
        gone, found = Archive(config.root).backups()
        assert found.system != gone.system and not found.parent
    finally:
        rmtree(folder, ignore_errors=True)


def has_dropped_the_slot(database: "psycopg.Connection[tuple[object, ...]]") -> bool:
    with suppress(psycopg.errors.ObjectInUse):
        database.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
        return True
    return False


def has_lost_its_log(database: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """Whether the slot has; writes some more than it may keep."""
    database.execute("SELECT pg_logical_emit_message(false, 'filler', repeat('x', 1000)), pg_switch_wal()")
    database.execute("CHECKPOINT")
    return database.execute("SELECT wal_status FROM pg_replication_slots").fetchall() == [("lost",)]


@contextmanager
def kept(config: BackupConfig, said: Path) -> Iterator[Path]:
    """`manage.py keep_backups`, which writes into `said`."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "vvw_site.settings.bench", "BACKUP_ROOT": str(config.root), "BACKUP_DATABASE_URL": config.url,
        "DATABASE_URL": config.url, "BACKUP_COPY_COMMAND": "",
    }  # fmt: skip
    with said.open("wb") as out:
        service = subprocess.Popen(
            [sys.executable, "manage.py", "keep_backups"], cwd=BASE_DIR, env=environment, stdin=subprocess.DEVNULL, stdout=out,
            stderr=out, start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    try:
        yield said
    finally:
        end_child(service, (signal.SIGTERM, 20.0))


@pytest.mark.parametrize(("url", "direct_url", "found"), [
    ("postgresql://postgres@/postgres", "postgresql://vvw:secret@127.0.0.1:5433/vvw", "postgresql://vvw_backup:new@127.0.0.1:5433/vvw"),
    ("postgresql://postgres@db/postgres", "postgresql://vvw:secret@127.0.0.1/vvw", "postgresql://vvw_backup:new@db/postgres"),
    ("postgresql://postgres@/postgres?host=/run&port=5433", "postgresql:///vvw?host=/run",
        "postgresql://vvw_backup:new@/postgres?host=%2Frun&port=5433"),
])  # fmt: skip
def test_the_role_of_backups_is_told_an_address_that_lets_it_in(url: str, direct_url: str, found: str) -> None:
    """A superuser often comes through the socket, which lets in nobody by a password."""
    assert role.with_role(role.reachable(url, direct_url), "new") == found

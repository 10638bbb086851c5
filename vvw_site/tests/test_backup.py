"""Backups on real servers: increments, restore to a moment, damage, keys, kills, and moving a database to another version."""

import io
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import chown, rmtree

import psycopg
import pyrage
import pytest

from bench.cluster import Cluster, folder_for_clusters
from deploy import healthcheck
from vvw_site.foundation.backup import copies, health, move, retention, role
from vvw_site.foundation.backup.archive import Archive, Backup
from vvw_site.foundation.backup.config import BackupConfig
from vvw_site.foundation.backup.errors import BackupError
from vvw_site.foundation.backup.programs import find_programs
from vvw_site.foundation.backup.restore import restore
from vvw_site.foundation.backup.take import take
from vvw_site.foundation.backup.wal import start_stream
from vvw_site.foundation.services.binaries import Binaries
from vvw_site.foundation.services.children import end_child
from vvw_site.settings.folders import BASE_DIR

SP = find_programs(None).folder.parents[1]


@dataclass
class World:
    """A cluster with a full backup, an increment, and rows 1 (before both), 2 (before the increment), 3, and 4 after `moment`."""

    folder: Path
    cluster: Cluster
    config: BackupConfig
    moment: datetime


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    folder = folder_for_clusters()
    try:
        with Cluster(folder / "a") as cluster:
            prepared = role.prepare(cluster.url)
            assert prepared.url and not prepared.to_do
            config = BackupConfig(folder / "archive", url=prepared.url)
            stream, gap = start_stream(config, folder / "stream.log")
            assert not gap
            with psycopg.connect(cluster.url, autocommit=True) as database:
                database.execute("CREATE TABLE entry (n int)")
                database.execute("INSERT INTO entry VALUES (1)")
                assert not take(config).parent
                database.execute("INSERT INTO entry VALUES (2)")
                assert take(config).parent
                database.execute("INSERT INTO entry VALUES (3)")
                row = database.execute("SELECT clock_timestamp()").fetchone()
                assert row
                database.execute("INSERT INTO entry VALUES (4)")
                wait_for_log(database)
            try:
                yield World(folder, cluster, config, row[0])
            finally:
                end_child(stream, (signal.SIGTERM, 10.0))
    finally:
        rmtree(folder, ignore_errors=True)


def wait_for_log(database: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Until all that was written is in the archive."""
    deadline = time.monotonic() + 20
    ask = "SELECT count(*) FROM pg_stat_replication WHERE flush_lsn >= pg_current_wal_flush_lsn() AND application_name = 'pg_receivewal'"
    while database.execute(ask).fetchone() != (1,):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def rows(folder: Path, data: Path) -> list[int]:
    with Cluster(folder, data) as restored, psycopg.connect(restored.url) as database:
        return [n for (n,) in database.execute("SELECT n FROM entry ORDER BY n").fetchall()]


def test_a_restore_brings_back_what_was_written_after_the_last_backup(world: World) -> None:
    done = restore(world.config, world.folder / "newest-data")
    assert not done.missing
    assert rows(world.folder / "newest", done.data) == [1, 2, 3, 4]


def test_a_restore_to_a_moment_has_nothing_newer(world: World) -> None:
    done = restore(world.config, world.folder / "moment-data", at=world.moment)
    assert rows(world.folder / "moment", done.data) == [1, 2, 3]


def test_a_moment_after_the_end_of_the_archive_is_refused(world: World) -> None:
    with pytest.raises(BackupError, match=r"The archive ends before .* leave out --at"):
        restore(world.config, world.folder / "later", at=datetime.now(UTC) + timedelta(hours=1))
    assert not (world.folder / "later").exists()


def test_a_restore_never_writes_over_a_folder_that_is_in_use(world: World) -> None:
    with pytest.raises(BackupError, match="is not empty and a server may run in it"):
        restore(world.config, world.cluster.data)
    with pytest.raises(BackupError, match="inside the archive"):
        restore(world.config, world.config.root / "here")


def test_a_damaged_backup_is_refused(world: World) -> None:
    data = Archive(world.config.root).data(Archive(world.config.root).backups()[0].name)
    damaged = max((data / "base").rglob("*"), key=lambda path: path.stat().st_size)
    good = damaged.read_bytes()
    damaged.write_bytes(good[:100] + bytes([good[100] ^ 1]) + good[101:])
    try:
        with pytest.raises(BackupError, match=r"-full is damaged and is not used: .*checksum"):
            restore(world.config, world.folder / "damaged")
    finally:
        damaged.write_bytes(good)


def test_two_backups_at_once_are_refused(world: World) -> None:
    with (
        Archive(world.config.root).locked("backup"),
        pytest.raises(BackupError, match="Another process already works on"),
    ):
        take(world.config)


def test_a_killed_backup_leaves_nothing_that_counts_and_the_next_one_works(world: World) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(BASE_DIR)!r})\nfrom pathlib import Path\n"
        "from vvw_site.foundation.backup.config import BackupConfig\nfrom vvw_site.foundation.backup.take import take\n"
        f"take(BackupConfig(Path({str(world.config.root)!r}), url={world.config.url!r}), full=True)"
    )
    archive = Archive(world.config.root)
    before = archive.backups()
    killed = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    deadline = time.monotonic() + 30
    while not list(archive.base.glob("*.new/data")):
        assert time.monotonic() < deadline and killed.poll() is None
        time.sleep(0.005)
    killed.kill()
    killed.wait()
    assert archive.backups() == before
    done = take(world.config)
    assert archive.backups() == [*before, done]
    assert list(archive.base.glob("*.new")) == []


def test_copies_open_with_their_key_only_and_can_be_restored(world: World) -> None:
    secret, public = copies.new_identity()
    away = world.folder / "away"
    away.mkdir()
    sending = replace(world.config, recipients=(public,), copy_command=f"cp {{file}} {away}/{{name}}")
    assert copies.send_new(sending) > 2
    assert copies.send_new(sending) == 0
    key, wrong = world.folder / "key", world.folder / "wrong"
    key.write_text(f"# mine\n{secret}\n")
    wrong.write_text(copies.new_identity()[0])
    with pytest.raises(BackupError, match="does not open with this key"):
        copies.open_copies(away, wrong, world.folder / "opened-wrong")
    opened = world.folder / "opened"
    copies.open_copies(away, key, opened)
    assert [one.name for one in Archive(opened).backups()] == [one.name for one in Archive(world.config.root).backups()]
    first = min(away.glob("base_*"))
    first.write_bytes(first.read_bytes()[:-1000])
    with pytest.raises(BackupError, match="is damaged and was not opened"):
        copies.open_copies(away, key, world.folder / "opened-damaged")


@pytest.mark.parametrize("python", ["this one", "3.11.2"])
def test_a_copy_that_somebody_else_made_writes_nothing_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    """Everybody may know the public key. Debian 12's Python has no filter for what is unpacked."""
    if python == "3.11.2":
        monkeypatch.delattr("tarfile.data_filter", raising=False)
    secret, public = copies.new_identity()
    (away := tmp_path / "away").mkdir()
    (key := tmp_path / "key").write_text(secret)
    for name, kind in (("../../escaped", tarfile.REGTYPE), ("a/link", tarfile.SYMTYPE)):
        with tarfile.open(fileobj=(packed := io.BytesIO()), mode="w:gz") as tar:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc"
            tar.addfile(member)
        sealed = pyrage.encrypt(packed.getvalue(), [pyrage.x25519.Recipient.from_str(public)])
        (away / "base_20260101T000000-full.tar.gz.age").write_bytes(sealed)
        with pytest.raises(BackupError, match="it was not made here"):
            copies.open_copies(away, key, tmp_path / "deep/opened")
    assert not list(tmp_path.rglob("escaped")) and not list(tmp_path.rglob("link"))


@pytest.mark.parametrize(("command", "recipients", "sentence"), [
    ("false {file}", None, r"was not sent: false exited with 1"),
    ("no-such-program {file}", None, "BACKUP_COPY_COMMAND cannot be run: no-such-program"),
    ("cp x", None, r"must contain \{file\}"),
    ("cp {file} /x", (), "BACKUP_RECIPIENTS is empty, so copies would leave the machine unencrypted"),
    ("cp {file} /x", ("age1bad",), "Entry 1 of BACKUP_RECIPIENTS is not a public key"),
])  # fmt: skip
def test_a_copy_that_cannot_be_sent_is_told(
    world: World, command: str, recipients: tuple[str, ...] | None, sentence: str
) -> None:
    given = (copies.new_identity()[1],) if recipients is None else recipients
    # An archive of its own, with one small segment.
    root = world.folder / f"one-{abs(hash(sentence))}"
    (folder := root / "wal" / "1-00000001").mkdir(parents=True)
    (folder / ("0" * 24)).write_bytes(b"x")
    (root / "base").mkdir()
    with pytest.raises(BackupError, match=sentence):
        copies.send_new(BackupConfig(root, recipients=given, copy_command=command))


def test_programs_of_another_version_are_refused(world: World) -> None:
    with pytest.raises(BackupError, match=r"are of Postgres 16 and the server is of 18: set POSTGRES_PROGRAMS"):
        take(replace(world.config, programs=SP / "pginstall" / "bin"))


def test_health_says_how_old_the_last_good_backup_is(world: World) -> None:
    assert health.faults(world.config) == []
    assert any("hours old" in words for words in health.faults(world.config, datetime.now(UTC) + timedelta(hours=9)))
    assert any("There is no backup" in words for words in health.faults(BackupConfig(world.folder / "none")))


def test_the_health_check_of_compose_says_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKUP_ROOT", str(world.config.root))
    monkeypatch.setenv("BACKUP_DATABASE_URL", world.config.url)
    assert healthcheck.backup() == ""
    monkeypatch.setenv("BACKUP_ROOT", str(world.folder / "none"))
    assert "There is no backup" in healthcheck.backup()


def test_a_database_is_moved_into_an_empty_one_that_nobody_writes_to(world: World) -> None:
    with psycopg.connect(world.cluster.url, autocommit=True) as database:
        database.execute("CREATE DATABASE moved TEMPLATE template0")
    target = world.cluster.url.replace("/vvw?", "/moved?")
    done = move.move(world.cluster.url, target, programs_folder=None)
    assert (done.tables, done.rows) == (1, 4)
    with pytest.raises(BackupError, match="has tables already"):
        move.move(world.cluster.url, target, programs_folder=None)
    with psycopg.connect(world.cluster.url), pytest.raises(BackupError, match="1 other connections use the source"):
        move.move(world.cluster.url, world.cluster.url.replace("/vvw?", "/postgres?"), programs_folder=None)


def test_a_database_moves_to_a_new_major_version(world: World) -> None:
    """From 16, which the package of the embedded servers has too."""
    old, runner = SP / "pginstall" / "bin", world.cluster.runner
    (data := world.folder / "sixteen-data").mkdir()
    chown(data, runner.uid, runner.gid)
    initdb = [str(old / "initdb"), "-D", str(data), "-U", "vvw", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run(initdb, check=True, capture_output=True, cwd=data, **runner.as_user)
    with psycopg.connect(world.cluster.url, autocommit=True) as database:
        database.execute("CREATE DATABASE upgraded TEMPLATE template0")
    target = world.cluster.url.replace("/vvw?", "/upgraded?")
    sixteen = Binaries(old / "initdb", old / "postgres", world.cluster.binaries.redis)
    with Cluster(world.folder / "sixteen", data, sixteen) as cluster:
        with psycopg.connect(cluster.url, autocommit=True) as database:
            database.execute(
                "CREATE TABLE kept (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text CHECK (word <> ''))"
            )
            database.execute("INSERT INTO kept (word) SELECT 'é' || n FROM generate_series(1, 50) AS n")
        done = move.move(cluster.url, target, programs_folder=None)
        assert (done.tables, done.rows) == (1, 50)
        with pytest.raises(BackupError, match="Postgres 16 cannot read a dump of 18"):
            move.move(world.cluster.url, cluster.url, programs_folder=None, despite_connections=True)
    with psycopg.connect(target, autocommit=True) as database:
        assert database.execute("INSERT INTO kept (word) VALUES ('next') RETURNING id").fetchone() == (51,)


def one(name: str, hours_ago: float, parent: str = "") -> Backup:
    ended = datetime(2026, 11, 29, 12, tzinfo=UTC) - timedelta(hours=hours_ago)
    return Backup(name, parent, ended, ended, "1", 1, f"00000001{int(1000 - hours_ago):016X}", 1, "18")


def test_retention_keeps_hours_days_the_newest_and_what_they_continue() -> None:
    now = datetime(2026, 11, 29, 12, tzinfo=UTC)
    backups = [
        one("old", 400), one("day", 60), one("day-2", 59, "day"), one("root", 50), one("root-2", 49, "root"), one("now", 1, "root-2"),
    ]  # fmt: skip
    gone = [backup.name for backup in retention.to_delete(backups, now, keep_hours=48, keep_days=14)]
    assert gone == ["day-2", "old"]
    assert retention.to_delete([one("only", 999)], now, 48, 14) == []
    assert retention.first_needed(backups, now, 48) == backups[4].start[8:]
    assert retention.unneeded_segments([one("x", 60).start, one("x", 2).start], backups[4].start[8:]) == [one("x", 60).start]

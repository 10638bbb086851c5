"""The embedded servers run while a process holds them, and leave no process behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from vvw_site.foundation import services
from vvw_site.foundation.services import instance_paths as paths_module
from vvw_site.foundation.services.children import command_of
from vvw_site.foundation.services.errors import check_free_space, error_from_os
from vvw_site.foundation.services.instance_paths import instance_paths, socket_folder
from vvw_site.foundation.services.lease import read_state, wait_until_free

TRIAL = f"trial{os.environ.get('PYTEST_XDIST_WORKER', '')}"
"""The instance of these tests, one for each process of a parallel run."""
HOLDER = """
import sys, time
sys.path.insert(0, {checkout!r})
from vvw_site.foundation import services
with services.hold({trial!r}):
    print("holding", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def trial() -> Iterator[str]:
    """The name of an instance for these tests; its data is deleted at the end."""
    yield TRIAL
    paths = instance_paths(TRIAL)
    assert wait_until_free(paths.daemon_lock, 30)
    shutil.rmtree(paths.home)


def holder() -> subprocess.Popen[str]:
    """Another process that holds the trial instance until its standard input ends."""
    code = HOLDER.format(checkout=str(paths_module.CHECKOUT), trial=TRIAL)
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "holding\n"
    return process


def server_pids(instance: str) -> list[int]:
    state = read_state(instance_paths(instance))
    servers, daemon = state["servers"], state["pid"]
    assert isinstance(servers, dict) and isinstance(daemon, int)
    return [*servers.values(), daemon]


def postgres_version(instance: str) -> str:
    """Through the URL that settings use. Redis must answer too."""
    with redis.Redis.from_url(services.redis_url(instance, 3)) as client:
        assert client.client_info()["db"] == 3
    with psycopg.connect(services.postgres_url(instance)) as connection:
        row = connection.execute("SHOW server_version").fetchone()
        assert row
        return str(row[0])


def test_the_servers_have_our_settings_and_store_data(trial: str) -> None:
    with services.hold(trial) as lease:
        assert lease.started
        assert postgres_version(trial).startswith("18")
        with psycopg.connect(services.postgres_url(trial), autocommit=True) as connection:
            settings = "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'listen_addresses')"
            assert dict(connection.execute(settings).fetchall()) == {
                "fsync": "on", "synchronous_commit": "on", "listen_addresses": "",
            }  # fmt: skip
            assert connection.execute("SELECT lower('ÉÀŁ'), 'B' < 'a'").fetchone() == ("éàł", True)
            connection.execute("CREATE TABLE stored AS SELECT 7 AS number")
        pids = server_pids(trial)
    assert not services.is_running(trial)
    assert [pid for pid in pids if command_of(pid)] == []
    with services.hold(trial), psycopg.connect(services.postgres_url(trial)) as connection:
        assert connection.execute("SELECT number FROM stored").fetchone() == (7,)


def test_two_holders_share_the_servers_and_the_last_one_stops_them(trial: str) -> None:
    first = holder()
    with services.hold(trial) as lease:
        assert not lease.started
        first.communicate("go\n")
        assert first.returncode == 0
        assert postgres_version(trial)
    assert not services.is_running(trial)


def test_a_killed_holder_leaves_no_process(trial: str) -> None:
    process = holder()
    pids = server_pids(trial)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 15
    while any(command_of(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if command_of(pid)] == []


def test_the_servers_of_a_killed_daemon_end_and_the_next_start_recovers(trial: str) -> None:
    process = holder()
    paths = instance_paths(trial)
    pids = server_pids(trial)
    os.kill(pids[-1], signal.SIGKILL)
    assert wait_until_free(paths.daemon_lock, 5)
    (paths.home / "redis.pid").write_text(f"{os.getpid()}\n")  # the id of another process by now
    with services.hold(trial) as lease:
        assert lease.started
        assert postgres_version(trial)
        assert not set(pids) & set(server_pids(trial))
    process.communicate("go\n")


def test_a_server_that_dies_is_reported_by_name(trial: str) -> None:
    with services.hold(trial) as lease:
        os.kill(server_pids(trial)[1], signal.SIGKILL)
        assert wait_until_free(lease.paths.daemon_lock, 20)
        assert not lease.alive()
        assert lease.reason().startswith("Redis ended by itself")


def test_an_interrupted_initdb_is_repeated(trial: str, tmp_path: Path) -> None:
    draft = instance_paths(trial).home / "postgres.new"
    data = instance_paths(trial).postgres_data
    if not data.exists():  # no other test of this process has used the instance
        with services.hold(trial):
            pass
    draft.mkdir()
    (draft / "half").touch()
    data.rename(tmp_path / "aside")
    with services.hold(trial):
        assert postgres_version(trial)
    assert not draft.exists()


def test_a_path_with_a_space_or_too_long_gets_a_short_socket() -> None:
    assert socket_folder(Path("/home/mina/.local/share/vvw/k/dev"), "k", "dev").is_relative_to("/home/mina")
    for home in (Path("/home/mina harker/.local/share/vvw/k/dev"), Path("/home") / ("x" * 90) / "dev"):
        assert socket_folder(home, "k", "dev") == Path(f"/tmp/vvw-{os.geteuid()}/k-dev")


def test_the_servers_work_in_a_checkout_and_a_home_with_spaces(tmp_path: Path) -> None:
    """Root's data is in one place whatever its home is; the data of another user is in the home."""
    checkout, home = tmp_path / "my game", tmp_path / "my home"
    home.mkdir()
    here = Path("vvw_site", "foundation", "services")
    shutil.copytree(paths_module.CHECKOUT / here, checkout / here)
    code = (
        "from vvw_site.foundation import services\n"
        "with services.hold('trial') as lease:\n"
        "    print(services.is_running('trial'), lease.paths.home)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, env=os.environ | {"HOME": str(home), "XDG_DATA_HOME": ""},
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    running, _, data = done.stdout.strip().partition(" ")
    assert running == "True"
    assert Path(data).is_relative_to(home) or os.geteuid() == 0
    shutil.rmtree(Path(data).parent)


def test_each_error_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 5 * 2**20})())
    with pytest.raises(services.ServicesError, match=r"disk of .* is full: 5 MB are free and 250 MB are needed"):
        check_free_space(tmp_path)
    assert "The disk is full at /x" in str(error_from_os(OSError(28, "No space left", "/x")))
    assert "No permission to write at /x" in str(error_from_os(OSError(13, "Permission denied", "/x")))


@pytest.mark.parametrize(
    ("url", "number", "expected"),
    [
        ("unix:///run/redis.sock?db=0", 3, "unix:///run/redis.sock?db=3"),
        ("redis://:pw@cache:6379/1?timeout=2", 5, "redis://:pw@cache:6379/5?timeout=2"),
        ("rediss://cache", 2, "rediss://cache/2"),
    ],
)
def test_a_redis_url_gets_another_database_number(url: str, number: int, expected: str) -> None:
    assert services.with_redis_db(url, number) == expected


def test_a_postgres_url_becomes_what_django_connects_with() -> None:
    config = services.postgres_config("postgresql://mina:p%40ss@db.example:5433/vvw?sslmode=require")
    assert (config["HOST"], config["PORT"], config["USER"], config["PASSWORD"]) == ("db.example", "5433", "mina", "p@ss")
    assert config["OPTIONS"] == {"sslmode": "require"}
    assert services.postgres_config("postgresql://vvw@/vvw?host=/run/db")["HOST"] == "/run/db"
    with pytest.raises(ValueError, match="Postgres only"):
        services.postgres_config("sqlite:///db")

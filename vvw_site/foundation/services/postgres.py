"""The embedded Postgres: its cluster on disk, its process, its database."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from .binaries import MAJOR, Binaries, Runner
from .children import die_with_parent, end_stray, read_pid
from .errors import ServicesError, error_from_log
from .instance_paths import InstancePaths, make_private
from .urls import DATABASE, ROLE

FAST_STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))


def environment(paths: InstancePaths) -> dict[str, str]:
    """The environment without the variables of Postgres: a PGDATA or PGPORT of the user must not reach our server."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**clean, "LC_ALL": "C", "TZ": "UTC", "HOME": str(paths.home)}


def prepare(paths: InstancePaths, binaries: Binaries, runner: Runner, log: Path) -> None:
    """Create the cluster, once. It is created under another name and renamed, so that a killed start leaves no half of one."""
    data = paths.postgres_data
    if (data / "PG_VERSION").is_file():
        found = (data / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise ServicesError(f"{data} was made by Postgres {found}, this is {MAJOR}: move it away and start again.")
        return
    draft = paths.home / "postgres.new"
    if draft.exists():
        shutil.rmtree(draft)
    make_private(draft, runner.uid, runner.gid)
    # Sorting by bytes, and Unicode for upper and lower case: the same on every machine.
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command: list[str | Path] = [binaries.initdb, "-D", draft, "-U", ROLE, "--auth=trust", "--no-instructions", *locale]
    with log.open("ab") as out:
        done = subprocess.run(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=draft, env=environment(paths),
            check=False, **runner.as_user,
        )  # fmt: skip
    if done.returncode:
        raise error_from_log("Postgres", log)
    draft.rename(data)


def recover(paths: InstancePaths) -> None:
    """Stop a server that outlived its daemon, and remove a pid file whose number may belong to another process by now."""
    pid_file = paths.postgres_data / "postmaster.pid"
    if (pid := read_pid(pid_file)) is not None:
        end_stray(pid, str(paths.postgres_data), (*FAST_STOP, (signal.SIGKILL, 5.0)))
        pid_file.unlink(missing_ok=True)


def start(paths: InstancePaths, binaries: Binaries, runner: Runner, log: Path) -> subprocess.Popen[bytes]:
    """Start the server on its socket only, with Postgres's default durability."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(paths.run),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "cluster_name": f"vvw-{paths.instance}",
    }
    command: list[str | Path] = [binaries.postgres, "-D", paths.postgres_data]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with log.open("ab") as out:
        return subprocess.Popen(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=paths.postgres_data,
            env=environment(paths), start_new_session=True, preexec_fn=die_with_parent(signal.SIGINT),
            **runner.as_user,
        )  # fmt: skip


def wait(paths: InstancePaths, server: subprocess.Popen[bytes], log: Path, seconds: float = 60.0) -> None:
    """Wait until the server answers, and create the database if it is missing. Raises ServicesError."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with psycopg.connect(host=str(paths.run), user=ROLE, dbname="postgres", autocommit=True) as connection:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
                if not known:
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise error_from_log("Postgres", log) from None
            time.sleep(0.05)

"""Postgres: its cluster on disk, its process, its database."""

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
from .faults import ServicesError, of_log
from .places import Places, make_private
from .urls import DATABASE, ROLE

FAST_STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))


def environment(places: Places) -> dict[str, str]:
    """A clean one: a PGDATA or PGPORT of the user's own must not lead our server astray."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC", "HOME": str(places.home)}


def prepare(places: Places, binaries: Binaries, runner: Runner, log: Path) -> None:
    """Make the cluster once. Built aside and renamed, so that a killed start leaves no half of one."""
    data = places.postgres_data
    if (data / "PG_VERSION").is_file():
        found = (data / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise ServicesError(f"{data} was made by Postgres {found}, this is {MAJOR}: move it away and start again.")
        return
    draft = places.home / "postgres.new"
    if draft.exists():
        shutil.rmtree(draft)
    make_private(draft, runner.uid, runner.gid)
    # Byte order for sorting, Unicode for upper and lower case: the same on every machine.
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [binaries.initdb, "-D", draft, "-U", ROLE, "--auth=trust", "--no-instructions", *locale]
    with log.open("ab") as out:
        done = subprocess.run(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=draft, env=environment(places),
            check=False, **runner.as_user,
        )  # fmt: skip
    if done.returncode:
        raise of_log("Postgres", log)
    draft.rename(data)


def recover(places: Places) -> None:
    """Stop a server that outlived its keeper, and clear a pid file that now names somebody else's process."""
    pid_file = places.postgres_data / "postmaster.pid"
    if (pid := read_pid(pid_file)) is not None:
        end_stray(pid, str(places.postgres_data), (*FAST_STOP, (signal.SIGKILL, 5.0)))
        pid_file.unlink(missing_ok=True)


def start(places: Places, binaries: Binaries, runner: Runner, log: Path) -> subprocess.Popen:
    """Start the server on its socket alone, with the durability it is shipped with."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(places.run),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "cluster_name": f"vvw-{places.instance}",
    }
    command = [binaries.postgres, "-D", places.postgres_data]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with log.open("ab") as out:
        return subprocess.Popen(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=places.postgres_data,
            env=environment(places), start_new_session=True, preexec_fn=die_with_parent(signal.SIGINT),
            **runner.as_user,
        )  # fmt: skip


def wait(places: Places, server: subprocess.Popen, log: Path, seconds: float = 60.0) -> None:
    """Wait until the server answers, and make the database when it is missing. Raises ServicesError."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with psycopg.connect(host=str(places.run), user=ROLE, dbname="postgres", autocommit=True) as connection:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
                if not known:
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise of_log("Postgres", log) from None
            time.sleep(0.05)

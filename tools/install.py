"""The venv: created once, updated when a requirements file changes. Runs on a bare Python 3.11."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.say import CHECKOUT, LOCAL, Sentence, ends_in_a_sentence, line, log_file, short, step
from vvw_site.foundation.services.children import die_with_parent

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "vvw-installed.json"
SPACE_NEEDED = 700 * 2**20
"""In bytes: for the packages, test packages included, and for pip's work."""
NO_NETWORK = ("Temporary failure in name resolution", "Name or service not known", "NewConnectionError", "ConnectTimeout",
              "Network is unreachable", "nodename nor servname", "Connection refused", "ProxyError")  # fmt: skip


def wanted(dev: bool) -> dict[str, str]:
    """The hash of each requirements file that must be installed."""
    names = ["requirements.txt", "requirements-dev.txt"] if dev else ["requirements.txt"]
    return {name: hashlib.sha256((CHECKOUT / name).read_bytes()).hexdigest() for name in names}


def installed() -> dict[str, str]:
    try:
        hashes: dict[str, str] = json.loads(STAMP.read_text())
        return hashes
    except (OSError, ValueError):
        return {}


def usable() -> bool:
    """False if the venv's Python is missing or too old."""
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", test], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def ensure(dev: bool = False) -> None:
    """Install whatever the venv lacks. Raises Sentence, OSError."""
    need = wanted(dev)
    if need.items() <= installed().items() and PYTHON.exists():
        return
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if need.items() <= installed().items() and usable():
            return
        if shutil.disk_usage(CHECKOUT).free < SPACE_NEEDED:
            raise Sentence(f"The disk is full: {SPACE_NEEDED // 2**20} MB are needed; free some space and start again.")
        log = log_file("install")
        if not usable():
            with step("Python environment"):
                make_venv(log)
        had = installed()
        first = "" if had else " (this once; a minute or two)"
        line(f"  Fetching packages{first} …")
        with step("Packages"):
            fetch(list(need), log)
        if not dev and had.get("requirements.txt") == need["requirements.txt"]:
            need = {**had, **need}
        STAMP.write_text(json.dumps(need))


def make_venv(log: Path) -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    with log.open("ab") as out:
        done = subprocess.run([sys.executable, "-m", "venv", VENV], stdout=out, stderr=out, check=False)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        text = tail(log)
        if "No space left" in text:
            raise Sentence("The disk is full: free some space and start again.")
        if "ensurepip" in text:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise Sentence(
                f"This Python cannot make a venv: install its venv package (Debian: apt install python{version}-venv)."
            )
        raise Sentence(f"The Python environment could not be made; the reason is at the end of {short(log)}.")


def fetch(files: list[str], log: Path) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    command += ["--retries", "2"]  # without a network it must fail soon
    for name in files:
        command += ["-r", name]
    before = log.stat().st_size
    with log.open("ab") as out:
        done = subprocess.run(
            command, stdout=out, stderr=out, cwd=CHECKOUT, stdin=subprocess.DEVNULL, check=False,
            preexec_fn=die_with_parent(15),
        )  # fmt: skip
    if done.returncode == 0:
        return
    text = tail(log, before)
    if "No space left on device" in text:
        raise Sentence("The disk is full: free some space and start again.")
    if any(sign in text for sign in NO_NETWORK):
        raise Sentence(
            "The packages cannot be fetched: there is no network to the package index. Connect once and start again."
        )
    raise Sentence(f"The packages could not be installed; the reason is at the end of {short(log)}.")


def tail(log: Path, begin: int = 0) -> str:
    with log.open("rb") as read:
        read.seek(max(begin, log.stat().st_size - 20_000))
        return read.read().decode(errors="replace")


if __name__ == "__main__":
    with ends_in_a_sentence():
        os.chdir(CHECKOUT)
        ensure(dev="--dev" in sys.argv[1:])

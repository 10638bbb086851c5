"""`make run`: starts everything and prints one address; Ctrl-C stops everything.

It starts on a bare Python (tools/python.sh), creates the virtual environment, and continues in it. It owns every process that it
starts: they stop in order (site, then workers and beat, then Redis and Postgres), and if it is killed, Linux ends them.
"""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import install
from tools.terminal import CHECKOUT, LOCAL, UserError, exit_on_error, line, log_file, paint, short, step
from vvw_site.settings import declared

HOST = "127.0.0.1"


def port_from_environment() -> int:
    given = os.environ.get("PORT") or str(declared.PORT.default)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise UserError(f"PORT={given} is not a port: use a number from 1 to 65535.")
    return int(given)


def check_port(port: int) -> None:
    """Raise UserError if the port cannot be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen()
        except PermissionError:
            raise UserError(f"Port {port} is not open to this user: start with another one, PORT=8123 make run.") from None
        except OSError:
            other = port + 1 if port < 65535 else port - 1
            raise UserError(
                f"Port {port} is taken by another program: stop that one, or start with another port, PORT={other} make run."
            ) from None


def only_one(port: int) -> TextIO:
    """The lock that lets only one `make run` run in this checkout. Raises UserError if another one has it."""
    LOCAL.mkdir(exist_ok=True)
    lock = (LOCAL / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        at = lock.read().strip() or "its address"
        raise UserError(f"VvW already runs in this checkout, at {at}: play there, or stop it first.") from None
    lock.seek(0)
    lock.truncate()
    lock.write(f"http://localhost:{port}/\n")
    lock.flush()
    return lock


def prepare() -> str:
    """Migrations, content, demo world and staff login, in one Django process. Returns the staff login, the first time only."""
    from vvw_site.foundation.services.children import die_with_parent

    done = subprocess.run(
        [sys.executable, "tools/prepare.py"], cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        preexec_fn=die_with_parent(9), text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.returncode)  # it has printed the reason
    return str(json.loads(done.stdout)["staff"])


def main() -> None:
    os.chdir(CHECKOUT)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in a script, `make run &` ignores it
    port = port_from_environment()
    inside = Path(sys.prefix) == install.VENV
    if not inside:
        line(paint("Vampires vs Werewolves", "1"))
    with only_one(port) as lock:
        check_port(port)
        if not inside:
            install.ensure()
            lock.close()
            os.execv(install.PYTHON, [str(install.PYTHON), "tools/run.py"])
        from tools.supervisor import PICTURES, Supervisor

        with Supervisor(port) as supervisor:
            begun = time.monotonic()
            supervisor.hold_services()
            staff = prepare()
            with step("Site, sockets, workers and beat"):
                supervisor.start_children()
            supervisor.start_errand("pictures", PICTURES)
            line(f"\n  {paint('Play at', '1')}  {paint(f'http://localhost:{port}/', '1;36')}"
                 f"     (ready in {time.monotonic() - begun:.0f} s; Ctrl-C stops everything)")  # fmt: skip
            if staff:
                line(f"\n{staff}")
            line(f"\n  Logs in {short(log_file('site').parent)}, mails in .local/mail.\n")
            supervisor.watch()


if __name__ == "__main__":
    with exit_on_error():
        main()

"""Output on the terminal, and errors as one sentence. Standard library only: it runs before anything is installed."""

import contextlib
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

CHECKOUT = Path(__file__).resolve().parent.parent
LOCAL = CHECKOUT / ".local"
LOGS = LOCAL / "log"
COLOUR = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
LOG_LIMIT = 5 * 2**20
"""Bytes. A larger log is emptied; what it held is kept beside it until the next time."""


class UserError(Exception):
    """One sentence: what is wrong and what to do about it. Printed without a traceback; the exit code is 1."""


def line(text: str = "") -> None:
    """Print a line. A terminal that is gone is no reason to fail."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def paint(text: str, code: str) -> str:
    """The text with an ANSI code, if the terminal has colours."""
    return f"\033[{code}m{text}\033[0m" if COLOUR else text


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Print a step's name, whether it succeeded, and how long it took."""
    begun = time.monotonic()
    if COLOUR:
        with contextlib.suppress(OSError):
            print(f"  {paint('…', '33')} {name}", end="", flush=True)
    try:
        yield
    except BaseException:
        line(f"{chr(13) if COLOUR else ''}  {paint('✗', '31')} {name}")
        raise
    took = f"{time.monotonic() - begun:5.1f} s"
    line(f"{chr(13) if COLOUR else ''}  {paint('✓', '32')} {name:<34} {paint(took, '2')}")


def log_file(name: str) -> Path:
    """A log in .local/log. Raises OSError if it cannot be written."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{name}.log"
    with path.open("ab"):
        pass
    bound(path)
    return path


def bound(path: Path) -> None:
    """Empty a log that is too large, and keep its text as `….log.1`. Its process goes on writing: it appends, so it continues at
    the new end. Lines that it writes at this very moment may be lost."""
    if path.stat().st_size > LOG_LIMIT:
        shutil.copyfile(path, path.with_name(f"{path.name}.1"))
        os.truncate(path, 0)


def bound_logs() -> None:
    """All logs in .local/log, also those of the embedded servers. A log that is gone, or a full disk, is no reason to fail."""
    for path in LOGS.glob("*.log"):
        with contextlib.suppress(OSError):
            bound(path)


def short(path: Path) -> str:
    """A path relative to the checkout, if it is in it."""
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else str(path)


@contextlib.contextmanager
def exit_on_error() -> Iterator[None]:
    """Turn errors that a person can fix into one sentence and exit code 1."""
    try:
        yield
    except KeyboardInterrupt:
        line("\nStopped.")
        sys.exit(130)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            fail(f"The disk is full{where}: free some space and start again.")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            fail(f"No permission{where}: give the checkout and its .local folder to the user who runs VvW.")
        fail(f"{error.strerror or error}{where}: fix this and start again.")
    except UserError as error:
        fail(str(error))


def fail(text: str) -> NoReturn:
    with contextlib.suppress(OSError):
        print(paint(text, "31") if COLOUR else text, file=sys.stderr, flush=True)
    sys.exit(1)

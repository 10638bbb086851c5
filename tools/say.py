"""Output on the terminal, and failures as one sentence. Standard library only: it runs before anything is installed."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LOCAL = CHECKOUT / ".local"
LOGS = LOCAL / "log"
COLOUR = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
LOG_LIMIT = 5 * 2**20


class Sentence(Exception):
    """A failure: what is wrong and what to do about it. Printed without a traceback, exit code 1."""


def line(text: str = "") -> None:
    """Print a line. A closed terminal is no reason to fail."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def paint(text: str, code: str) -> str:
    return f"\033[{code}m{text}\033[0m" if COLOUR else text


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Print the step that runs, and how long it took."""
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
    """A log under .local/log, emptied when it is large."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{name}.log"
    with path.open("ab"):
        pass
    if path.stat().st_size > LOG_LIMIT:
        os.truncate(path, 0)
    return path


def short(path: Path) -> str:
    """A path as one would type it from the checkout."""
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else str(path)


@contextlib.contextmanager
def ends_in_a_sentence() -> Iterator[None]:
    """Turn failures that a person can fix into one sentence and exit code 1."""
    import errno

    try:
        yield
    except KeyboardInterrupt:
        line("\nStopped.")
        sys.exit(130)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            fail(f"The disk is full{where}: free some space and start again.")
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            fail(f"No permission{where}: give the checkout and its .local folder to the user who runs VvW.")
        else:
            fail(f"{error.strerror or error}{where}: correct this and start again.")
    except Sentence as error:
        fail(str(error))


def fail(text: str) -> None:
    with contextlib.suppress(OSError):
        print(paint(text, "31") if COLOUR else text, file=sys.stderr, flush=True)
    sys.exit(1)

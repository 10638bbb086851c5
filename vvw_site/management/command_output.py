"""In production a command that runs as a service writes lines of the log, and at a terminal it writes sentences."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from vvw_site.settings.output import goes_to_the_log, line_stream

SERVICES = {
    "release", "migrate", "load_content", "collectstatic", "render_seo_pages", "backup", "keep_backups", "prepare_database",
    "doctor", "verify_ledger",
}  # fmt: skip
"""Commands that say what they did. The output of others is what was asked for: a report, a key, a password."""
ASKED_FOR = {"-h", "--help", "--version", "--list", "--new-key"}
"""Options with which the output of such a command is that too."""


@contextmanager
def as_lines(arguments: Sequence[str]) -> Iterator[None]:
    """While the command runs, each line that it writes is a line of the log, if nobody sits at a terminal. arguments: of manage.py."""
    command = arguments[0] if arguments else ""
    if command not in SERVICES or ASKED_FOR & set(arguments) or not goes_to_the_log():
        yield
        return
    plain = sys.stdout, sys.stderr
    out, err = line_stream(plain[0], "info", f"manage.{command}"), line_stream(plain[1], "warning", f"manage.{command}")
    sys.stdout, sys.stderr = out, err
    try:
        yield
    finally:
        sys.stdout, sys.stderr = plain
        out.finish()
        err.finish()

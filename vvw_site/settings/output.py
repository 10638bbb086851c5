"""To whom a process speaks that has no log yet, or is a command: a person at a terminal, or whatever collects the log."""

import sys
import traceback
from types import TracebackType
from typing import NoReturn, TextIO

from django.core.exceptions import ImproperlyConfigured

from vvw_site.foundation.logs.secrets import clean_text
from vvw_site.foundation.logs.sentences import LineStream, as_line

from . import declared
from .version import version

NOT_PRODUCTION = {f"vvw_site.settings.{name}" for name in ("dev", "test", "bench", "pages")}


def goes_to_the_log() -> bool:
    """Whether the settings are production's and neither output is a terminal. Then each line is one JSON object."""
    at_terminal = any(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))
    return declared.DJANGO_SETTINGS_MODULE.value() not in NOT_PRODUCTION and not at_terminal


def fields(logger: str) -> dict[str, str]:
    """Of each line, as the log has them."""
    try:
        known = version()
    except ImproperlyConfigured:  # it is what is wrong
        known = ""
    return {"logger": logger, "tier": declared.TIER.value(), "version": known}


def line_stream(to: TextIO, level: str, logger: str) -> LineStream:
    return LineStream(to, level, **fields(logger))


def say_fault(error: BaseException | str) -> None:
    """To standard error: sentences that say why this process ends."""
    out = line_stream(sys.stderr, "critical", "start") if goes_to_the_log() else sys.stderr
    out.write(f"{error}\n")
    out.flush()


def refuse(error: BaseException | str) -> NoReturn:
    """The same, and the exit code 1."""
    say_fault(error)
    sys.exit(1)


def say_what_nobody_catches() -> None:
    """For this process, until its log is set up. Settings that are wrong are sentences, whatever loads them."""
    sys.excepthook = _on_error


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, ImproperlyConfigured):
        say_fault(error)
    elif isinstance(error, Exception) and goes_to_the_log():
        text = "".join(traceback.format_exception(error))
        sys.stderr.write(as_line("uncaught", "critical", fields("start") | {"exception": clean_text(text)}))
    else:
        sys.__excepthook__(kind, error, trace)

"""Removes from a line what no log may contain: e-mail addresses, IP addresses, tokens, cookies, query strings, rows of Postgres.

Code that logs should not name them in the first place. Messages of libraries, and tracebacks, name what they like.
"""

import ipaddress
import re
from typing import Any

HIDDEN = "…"
EXCEPTION_MAX = 20_000
"""Characters of one text."""
OURS = frozenset({"time", "level", "logger", "tier", "version", "request_id", "task_id", "task", "route", "method"})
"""Fields that we fill ourselves. The id of a request looks like a token."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAIN = (
    # user:password@ in an address of a server
    (re.compile(r"(?<=://)[^/\s@]+@"), f"{HIDDEN}@"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), HIDDEN),
    (re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w)"), HIDDEN),
    (re.compile(r"(?i)\b(bearer|basic)\s+[^\s'\",]+"), rf"\1 {HIDDEN}"),
    (
        re.compile(r"(?i)\b((?:__Host-)?session(?:id)?|csrftoken|csrfmiddlewaretoken|known_browser)=[^\s;&'\"]+"),
        rf"\1={HIDDEN}",
    ),
    (re.compile(r"\?[\w%.\[\]~+-]+=[^\s'\"<>)]*"), f"?{HIDDEN}"),
    # the values of a row that broke a constraint
    (re.compile(r"(Failing row contains|Key \([^)]*\)=) ?\(.*?\)(?=\.|\s|$)"), rf"\1 ({HIDDEN})"),
)
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%\w+)?(?![\w:])")
_RUN = re.compile(r"(?<![\w-])(?=[\w-]*\d[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}")
"""A long word with digits: tokens, keys of sessions, hashes."""


def clean_line(line: dict[str, Any]) -> dict[str, Any]:
    """The fields of a line, with every text cleaned but those that we fill ourselves."""
    return {name: value if name in OURS else clean(value) for name, value in line.items()}


def clean(value: Any) -> Any:
    """The same value, if it is a number or None; otherwise as clean texts."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(name): clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [clean(inner) for inner in value]
    return clean_text(str(value))


def clean_text(text: str) -> str:
    if len(text) > EXCEPTION_MAX:  # the end of a traceback says what happened
        text = f"{text[: EXCEPTION_MAX // 4]} {HIDDEN} {text[-EXCEPTION_MAX * 3 // 4 :]}"
    return _RUN.sub(_hide_run, clean_sentence(text))


def clean_sentence(text: str) -> str:
    """The same for a sentence of a command of ours: it holds no token, and long names of migrations, files and backups stay."""
    for pattern, instead in _PLAIN:
        text = pattern.sub(instead, text)
    return _IPV6.sub(_hide_address, text) if text.count(":") > 1 else text


def _hide_address(found: re.Match[str]) -> str:
    whole = found[0].rstrip(".:") if not found[0].endswith("::") else found[0]
    try:
        ipaddress.ip_address(whole.partition("%")[0])
    except ValueError:
        return found[0]
    return HIDDEN + found[0][len(whole) :]


def _hide_run(found: re.Match[str]) -> str:
    """Ids of tasks are shown: they open nothing."""
    return found[0] if _UUID.fullmatch(found[0]) else HIDDEN

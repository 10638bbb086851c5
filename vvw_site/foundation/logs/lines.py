"""The format of a line: structlog's processors that make a record of any logger one JSON object."""

from collections.abc import MutableMapping
from typing import Any

import structlog

from vvw_site.foundation.logs import cause, secrets

Line = MutableMapping[str, Any]
FIRST = ("time", "level", "event", "logger", "tier", "version", "request_id", "user_id")


class AddProcess:
    """Adds the tier and the version of this process."""

    def __init__(self, tier: str, version: str) -> None:
        self.tier, self.version = tier, version

    def __call__(self, logger: Any, method: str, line: Line) -> Line:
        line["tier"], line["version"] = self.tier, self.version
        return line


def add_cause(logger: Any, method: str, line: Line) -> Line:
    """Adds request, task or socket, and takes the path that Django writes into its messages out of them: it may be a link that
    lets somebody in."""
    record = line.get("_record")
    found = cause.fields(getattr(record, "request", None))
    for name, value in found.items():
        line[name] = value if name == "path" else line.get(name, value)
    if "path" in found and (status := getattr(record, "status_code", None)):
        line["status"] = status
        line["event"] = str(line["event"]).partition(": /")[0]
    return line


def clean(logger: Any, method: str, line: Line) -> Line:
    """Without secrets, and with the most important fields first."""
    cleaned = secrets.clean_line(dict(line))
    return {name: cleaned.pop(name) for name in FIRST if name in cleaned} | cleaned


def json_processors(tier: str, version: str) -> list[Any]:
    """The last steps before a line is written."""
    return [
        AddProcess(tier, version),
        add_cause,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        clean,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]

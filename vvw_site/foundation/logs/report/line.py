"""A line of a log as the report reads it, and what makes a line broken."""

import re
from datetime import UTC, datetime
from typing import Any

import msgspec

KEY_LENGTH = 100
_VARYING = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+")
_decode = msgspec.json.Decoder(dict[str, Any]).decode


class BrokenLineError(ValueError):
    """The line is no JSON object with a time."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """time: in UTC. said: all fields of the line."""

    time: datetime
    said: dict[str, Any]

    @property
    def is_request(self) -> bool:
        """Written by nginx, for one request."""
        return self.said.get("logger") == "nginx" and self.said.get("event") == "request"

    def text(self, name: str) -> str:
        """A field as a short text that a terminal can show; "-" if there is none."""
        value = str(self.said.get(name) or "-")[:KEY_LENGTH]
        return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value)

    def number(self, name: str) -> float:
        """A field as a number; 0 if it is none."""
        value = self.said.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else 0

    @property
    def kind_of_event(self) -> str:
        """The event with `#` for ids and numbers, so that lines about different tasks count together."""
        return _VARYING.sub("#", self.text("event"))


def read_line(written: bytes) -> Line:
    """Raises BrokenLineError. nginx writes paths as it got them, so a line may contain bytes that are no UTF-8."""
    try:
        said = _decode(written.decode("utf-8", "replace"))
        time = datetime.fromisoformat(said["time"])
        return Line(time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC), said)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise BrokenLineError from error

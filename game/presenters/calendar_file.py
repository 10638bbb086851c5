"""Files for calendar programs (RFC 5545): the frame and the lines."""

from collections.abc import Iterable
from datetime import UTC, datetime

LINE_OCTETS = 75


def calendar_of(name: str, events: Iterable[str]) -> bytes:
    """name: the first word names the product too ("Raids of Veyrholt"). events: the lines of all events, not yet folded."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Vampires vs Werewolves//{name.split()[0]}//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"NAME:{name}", f"X-WR-CALNAME:{name}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", *events, "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(folded(line) for line in lines)


def alarm(words: str, before: str) -> list[str]:
    """The lines of a reminder within an event. before: a duration such as PT10M."""
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(words)}", f"TRIGGER:-{before}", "END:VALARM"]


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line break are escaped; other control characters are left out."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if sign.isprintable())


def folded(line: str) -> bytes:
    """The line with its end. A line of more than 75 octets goes on in the next one after a space; no character is torn apart."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"

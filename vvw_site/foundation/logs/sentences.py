"""Sentences that are written outside the log, as lines of it: what keeps a process from starting, and what a command says."""

import io
import json
from datetime import UTC, datetime
from typing import TextIO

from vvw_site.foundation.logs.secrets import clean_sentence

FAULTS = {"CommandError: ": "", "FAULT ": "FAULT "}
"""How a sentence about a fault begins, and what of that is kept. Its level is "error", whatever the stream's."""


class LineStream(io.TextIOBase):
    """In place of standard output or standard error: each line that is written becomes one JSON object. Lines of the log, which are one
    already, pass as they are."""

    def __init__(self, to: TextIO, level: str, **fields: str) -> None:
        """fields: of each line, besides time, level and event."""
        self.to, self.level, self.fields = to, level, fields
        self.begun = ""

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.to.fileno()

    def write(self, text: str) -> int:
        *whole, self.begun = (self.begun + text).split("\n")
        for sentence in filter(str.strip, whole):
            self.to.write(f"{sentence}\n" if is_line(sentence) else as_line(sentence, self.level, self.fields))
        return len(text)

    def flush(self) -> None:
        """A sentence without its end waits."""
        self.to.flush()

    def finish(self) -> None:
        """At the end of the process."""
        if self.begun:
            self.write("\n")
        self.flush()


def as_line(sentence: str, level: str, fields: dict[str, str]) -> str:
    words = sentence.strip()
    for begins, kept in FAULTS.items():
        if words.startswith(begins):
            words, level = kept + words.removeprefix(begins), "error"
    line = {"time": datetime.now(UTC).isoformat().replace("+00:00", "Z"), "level": level, "event": clean_sentence(words)}
    return json.dumps(line | fields, ensure_ascii=False) + "\n"


def is_line(text: str) -> bool:
    return text.startswith('{"time": ') and text.endswith("}")

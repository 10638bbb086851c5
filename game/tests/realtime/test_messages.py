"""The catalogue of messages: docs/socket.md, the code and the browser's client say the same, and each frame has a golden example."""

import json
import re
from typing import Any, get_type_hints

import msgspec
import pytest
from django.conf import settings

from game.realtime.frames import EncodedFrame
from game.realtime.messages import INCOMING, OUTGOING, REASONS, CloseCode, decode, encode, type_of
from game.realtime.rooms import kinds

DOC = (settings.BASE_DIR / "docs/socket.md").read_text()
SCRIPTS = {path.name: path.read_text() for path in (settings.BASE_DIR / "static/js").glob("*.js")}
EXAMPLES: dict[str, str] = {json.loads(text)["type"]: text for text in re.findall(r"^```json\n(\{.*\})\n```$", DOC, re.M)}


def outgoing() -> dict[str, type[msgspec.Struct]]:
    """All frames that the server sends, by type."""
    frames = [*OUTGOING, *(frame for kind in kinds().values() for frame in kind.frames)]
    found = {type_of(frame): frame for frame in frames}
    assert len(found) == len(frames), "Two frames have the same type."
    return found


def documented_fields(name: str) -> set[str]:
    """The first column of the table under the message's heading."""
    section = DOC.partition(f"### `{name}`\n")[2].partition("\n#")[0]
    return {field for line in re.findall(r"^\| (`.*?`) \|", section, re.M) for field in re.findall(r"`(\w+)`", line)}


def test_every_message_of_the_code_is_documented_with_its_fields() -> None:
    known = outgoing() | {type_of(message): message for message in INCOMING}
    for name, message in known.items():
        assert documented_fields(name) == set(message.__struct_fields__), name


def test_no_message_is_documented_that_the_code_does_not_have() -> None:
    names = re.findall(r"^### `([\w.]+)`$", DOC, re.M)
    prefixes = set(kinds())
    known = set(outgoing()) | {type_of(message) for message in INCOMING}
    assert len(names) >= 3
    # The section of a kind of room may be written before its code is.
    assert {name for name in names if name not in known and ("." not in name or name.partition(".")[0] in prefixes)} == set()


@pytest.mark.parametrize("name", sorted(outgoing()))
def test_the_example_of_each_outgoing_frame_is_what_the_code_writes(name: str) -> None:
    """The golden text of a frame is its example in docs/socket.md: it is read strictly and written again."""
    frame = outgoing()[name]
    strict = msgspec.defstruct("Strict", [], bases=(frame,), tag=name, tag_field="type", forbid_unknown_fields=True)
    message: Any = msgspec.json.decode(EXAMPLES[name], type=strict)
    assert set(json.loads(EXAMPLES[name])) == {"type", *frame.__struct_fields__}
    assert encode(message) == EXAMPLES[name]
    assert get_type_hints(frame)


def test_the_example_of_each_incoming_message_is_read() -> None:
    assert {type_of(message) for message in INCOMING} == {"resume"}
    assert decode(EXAMPLES["resume"]).seq == 41


def test_the_browser_handles_each_message_that_is_sent() -> None:
    for name in outgoing():
        handlers = [script for script, text in SCRIPTS.items() if f'"{name}"' in text]
        assert handlers, f"No script handles {name}."


def test_the_browser_sends_only_messages_of_the_catalogue() -> None:
    sent = set(re.findall(r'send\(JSON\.stringify\(\{ type: "(\w+)"', SCRIPTS["live.js"]))
    assert sent == {type_of(message) for message in INCOMING}


def test_each_close_code_is_documented_with_its_reason_and_known_to_the_browser() -> None:
    table = dict(re.findall(r"^\| `(\d{4})` \| (.*?) \|", DOC, re.M))
    assert {int(code) for code in table} == set(CloseCode)
    assert {int(code): reason for code, reason in table.items()} == {int(code): reason for code, reason in REASONS.items()}
    codes = {int(code) for code in re.findall(r"\b(4\d{3})\b", SCRIPTS["live.js"])}
    assert {code for code in codes if code in range(4400, 4430)} <= set(CloseCode)
    assert all(len(reason.encode()) <= 123 for reason in REASONS.values())


@pytest.mark.parametrize(("text", "head"), [("x", b"\x81\x01"), ("x" * 125, b"\x81\x7d"), ("x" * 126, b"\x81\x7e\x00\x7e"),
    ("é" * 40_000, b"\x81\x7f\x00\x00\x00\x00\x00\x018\x80")])  # fmt: skip
def test_a_frame_is_encoded_as_a_browser_reads_it(text: str, head: bytes) -> None:
    assert EncodedFrame(1, text).wire == head + text.encode()

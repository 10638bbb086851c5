"""The messages of every room, in both directions, and the close codes. docs/socket.md is compared with this module.

A kind of room declares its own outgoing frames where it registers (rooms.py). All are JSON objects with a `type`.
"""

from enum import IntEnum
from typing import Any

import msgspec


class Heartbeat(msgspec.Struct, tag="heartbeat", tag_field="type", frozen=True):
    """Nothing happened in the room for ten seconds, or the client that asked has everything. sent_at: seconds since the epoch."""

    seq: int
    sent_at: float


class Reconnect(msgspec.Struct, tag="reconnect", tag_field="type", frozen=True):
    """This process will end. When the socket closes, connect again at a random moment within so many seconds."""

    within: float


class Resume(msgspec.Struct, tag="resume", tag_field="type", frozen=True):
    """From a client: the last frame that I have is `seq`."""

    seq: int


OUTGOING: tuple[type[msgspec.Struct], ...] = (Heartbeat, Reconnect)
INCOMING: tuple[type[msgspec.Struct], ...] = (Resume,)


class CloseCode(IntEnum):
    """Why the server closes a socket. Codes from 4000 are ours."""

    BINARY = 1003
    TOO_LONG = 1009
    GOING_AWAY = 1012
    TRY_LATER = 1013
    BAD_MESSAGE = 4400
    NOT_LOGGED_IN = 4401
    NO_SUCH_ROOM = 4404
    TOO_SLOW = 4408
    TOO_MANY = 4429


REASONS = {
    CloseCode.BINARY: "Send text, not bytes.",
    CloseCode.TOO_LONG: "A frame has 4 KB at the most.",
    CloseCode.GOING_AWAY: "This server restarts: connect again.",
    CloseCode.TRY_LATER: "The state cannot be read now: try again later.",
    CloseCode.BAD_MESSAGE: "This is not a message of docs/socket.md.",
    CloseCode.NOT_LOGGED_IN: "This needs a session, and there is none, or it has ended: log in.",
    CloseCode.NO_SUCH_ROOM: "There is no such room.",
    CloseCode.TOO_SLOW: "You did not read for too long.",
    CloseCode.TOO_MANY: "That were too many messages.",
}

_decoder = msgspec.json.Decoder(Resume)
_encoder = msgspec.json.Encoder()


def decode(text: str) -> Resume:
    """Raises msgspec.DecodeError for anything that is no message of a client."""
    return _decoder.decode(text)


def encode(message: Any) -> str:
    return _encoder.encode(message).decode()


def type_of(message: type[msgspec.Struct]) -> str:
    """Its `type` on the wire."""
    return str(message.__struct_config__.tag)

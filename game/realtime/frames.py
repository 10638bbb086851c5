"""Frames: what a room sends to its sockets, encoded once for all of them."""

from collections.abc import Set

import msgspec


class Frame(msgspec.Struct, frozen=True):
    """A state of a room. seq: increases by one with each update of the room. text: the complete JSON, with the same seq. by: the account
    that it comes from, 0 for none; whoever hides that account gets `instead`, a message with the same seq and without content."""

    seq: int
    text: str
    by: int = 0
    instead: str = ""


class EncodedFrame:
    """A frame with its bytes on the wire: a WebSocket frame of a server has no mask, so it is the same for every socket."""

    __slots__ = ("by", "instead", "seq", "text", "wire")

    def __init__(self, seq: int, text: str, by: int = 0, instead: "EncodedFrame | None" = None) -> None:
        self.seq, self.text, self.by, self.instead = seq, text, by, instead
        payload = text.encode()
        self.wire = _header(len(payload)) + payload

    def for_one_who_hides(self, accounts: Set[int]) -> "EncodedFrame":
        return self.instead if self.instead is not None and self.by in accounts else self


def encoded(frame: Frame) -> EncodedFrame:
    instead = EncodedFrame(frame.seq, frame.instead) if frame.by else None
    return EncodedFrame(frame.seq, frame.text, frame.by, instead)


def _header(size: int) -> bytes:
    """RFC 6455, section 5.2: a final text frame without a mask."""
    if size < 126:
        return bytes([0x81, size])
    if size < 2**16:
        return b"\x81\x7e" + size.to_bytes(2, "big")
    return b"\x81\x7f" + size.to_bytes(8, "big")

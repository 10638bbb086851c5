"""Frames: what a room sends to its sockets, encoded once for all of them."""

import msgspec


class Frame(msgspec.Struct, frozen=True):
    """A state of a room. seq: increases by one with each update of the room. text: the complete JSON, with the same seq."""

    seq: int
    text: str


class EncodedFrame:
    """A frame with its bytes on the wire: a WebSocket frame of a server has no mask, so it is the same for every socket."""

    __slots__ = ("seq", "text", "wire")

    def __init__(self, seq: int, text: str) -> None:
        self.seq, self.text = seq, text
        payload = text.encode()
        self.wire = _header(len(payload)) + payload


def encoded(frame: Frame) -> EncodedFrame:
    return EncodedFrame(frame.seq, frame.text)


def _header(size: int) -> bytes:
    """RFC 6455, section 5.2: a final text frame without a mask."""
    if size < 126:
        return bytes([0x81, size])
    if size < 2**16:
        return b"\x81\x7e" + size.to_bytes(2, "big")
    return b"\x81\x7f" + size.to_bytes(8, "big")

"""A name server on loopback: it answers with the addresses that a test has put into its table, and with "no such name"."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

FOUND, NO_SUCH_NAME = 0x8180, 0x8183
HEAD = 12
"""Bytes before the question."""


def answer(query: bytes, table: dict[str, str]) -> bytes:
    """One question in, its answer out: an address of type A, or none."""
    end, labels = HEAD, []
    while length := query[end]:
        labels.append(query[end + 1 : end + 1 + length].decode())
        end += length + 1
    question = query[HEAD : end + 5]
    (kind,) = struct.unpack(">H", query[end + 1 : end + 3])
    address = table.get(".".join(labels))
    if not address:
        return query[:2] + struct.pack(">HHHHH", NO_SUCH_NAME, 1, 0, 0, 0) + question
    if kind != 1:
        return query[:2] + struct.pack(">HHHHH", FOUND, 1, 0, 0, 0) + question
    record = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 1, 4) + socket.inet_aton(address)
    return query[:2] + struct.pack(">HHHHH", FOUND, 1, 1, 0, 0) + question + record


@contextmanager
def name_server() -> Iterator[tuple[int, dict[str, str]]]:
    """Its port, and its table of names and addresses, which may change while it runs."""
    table: dict[str, str] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as at:
        at.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                query, sender = at.recvfrom(512)
                if not query:
                    return
                at.sendto(answer(query, table), sender)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield at.getsockname()[1], table
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.sendto(b"", at.getsockname())
        thread.join(10)

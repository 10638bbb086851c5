"""Requests as bytes, for what HTTP clients do not send."""

import socket
from contextlib import suppress


def raw(port: int, sent: bytes) -> bytes:
    """All that the server sends until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # a server may answer and close before it has read everything
            connection.sendall(sent)
        return read_all(connection)


def read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


def request(method: str, path: str, *lines: str, body: str = "") -> bytes:
    """lines: further header lines."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *lines, "", body]).encode()

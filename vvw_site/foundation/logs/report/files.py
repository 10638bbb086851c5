"""The lines of log files, plain or compressed by gzip, one at a time."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from io import BufferedReader

LONGEST_LINE = 1 << 20
"""Bytes. Our lines are shorter (`EXCEPTION_MAX` of secrets.py); what is longer is no line of ours."""


class UnreadableFileError(Exception):
    """A sentence that names the file."""


def lines_of(file: BufferedReader, name: str) -> Iterator[bytes]:
    """Each line that is not empty; of a line that is too long, its beginning. Raises UnreadableFileError."""
    try:
        is_compressed = file.peek(2)[:2] == b"\x1f\x8b"
        with gzip.GzipFile(fileobj=file) if is_compressed else nullcontext(file) as plain:
            yield from _split(plain)
    except EOFError as error:
        raise UnreadableFileError(
            f"{name} ends in the middle of its compressed data: leave it out, or copy it again."
        ) from error
    except (OSError, zlib.error) as error:
        raise UnreadableFileError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _split(file: BufferedReader | gzip.GzipFile) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            pass
        if not line.isspace():
            yield line

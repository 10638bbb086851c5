"""Reads the whole body of every request, up to its limit, or refuses the request: no code acts on part of a body.

Django's WSGI request reads as many bytes as Content-Length says, accepts fewer, and treats a body without a length as empty. So
the length is compared here, and a body without a length is read or refused here.
"""

import re
from io import BytesIO
from typing import Protocol, cast

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError

from game.rules.errors import GameError

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
PLAIN = ("", "identity")
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\";\s]*)", re.I)
_UTF_8 = ("utf-8", "utf8", "us-ascii", "ascii")


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


def read(request: HttpRequest) -> None:
    """Afterwards the body is in memory.

    Raises GameError with the status of the response. 411: a body of unknown length that cannot be read safely. 413: too long.
    415: compressed, or not a type that this address reads. 400: cut off, a length that is not a number, or a NUL in a form.
    """
    meta = request.META
    length, content_type = meta.get("CONTENT_LENGTH"), meta.get("CONTENT_TYPE")
    if content_type and "charset" in content_type.lower():
        _check_charset(content_type)
    if "HTTP_TRANSFER_ENCODING" in meta:
        read_chunks(request)
    elif length and length != "0":
        read_length(request, length)


def read_length(request: HttpRequest, length: str) -> None:
    """Read a body whose Content-Length is `length`."""
    if not (length.isascii() and length.isdigit()):
        raise GameError("invalid", "Content-Length is not a number.", field="content-length")
    most = limit(request)
    if len(length) > 12 or int(length) > most:
        raise _too_large(most)
    if "HTTP_CONTENT_ENCODING" in request.META:
        check_encoding(request)
    try:
        raw = request.body
    except UnreadablePostError as error:
        raise _cut_off() from error
    if len(raw) < int(length):
        raise _cut_off()
    check_form(request, raw)


def read_chunks(request: HttpRequest) -> None:
    """Read a body in chunks. Only JSON is accepted, because its end is visible in it: for a body that was cut off, granian
    passes on the first part as if it were the whole, and half a form looks like a form."""
    if request.META["HTTP_TRANSFER_ENCODING"].strip().lower() != "chunked":
        raise _compressed()
    check_encoding(request)
    source = chunk_source(request)
    if source is None or not _is_api(request):
        raise _length_required()
    most = limit(request)
    parts: list[bytes] = []
    size = 0
    while size <= most and (part := source.read(most + 1 - size)):
        parts.append(part)
        size += len(part)
    if size > most:
        raise _too_large(most)
    raw = b"".join(parts)
    if not raw.strip():
        raise _length_required()
    if raw.rstrip()[-1:] not in b"}]":
        raise _cut_off()
    request._body, request._stream = raw, BytesIO(raw)
    request.META["CONTENT_LENGTH"] = str(size)


def chunk_source(request: HttpRequest) -> Source | None:
    """What to read chunks from; None if the server does not mark the body's end, and reading would block for ever."""
    if "wsgi.input" not in request.META:
        return cast(Source, request)  # ASGI
    return cast(Source, request.META["wsgi.input"]) if request.META.get("wsgi.input_terminated") else None


def limit(request: HttpRequest) -> int:
    """Bytes."""
    return settings.API_BODY_MAX if _is_api(request) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def check_encoding(request: HttpRequest) -> None:
    if request.META.get("HTTP_CONTENT_ENCODING", "").strip().lower() not in PLAIN:
        raise _compressed()


def check_form(request: HttpRequest, raw: bytes) -> None:
    """Pages read only forms; Django would treat a body of another type as an empty form."""
    if _is_api(request) or request.method in ("GET", "HEAD"):
        return
    if request.content_type not in FORM_TYPES:
        raise GameError("wrong_type", "This page takes forms, and nothing else.")
    # The account forms report a NUL beside the field, and show again all that was typed.
    if (b"%00" in raw or b"\0" in raw) and not request.path_info.startswith("/accounts/"):
        named = (name for name, values in request.POST.lists() if "\0" in name + "".join(values))
        field = next(named, "form").replace("\0", "")[:60]
        raise GameError("invalid", f"“{field}” holds a character that no text of ours can hold.", field=field)


def _check_charset(content_type: str) -> None:
    found = _CHARSET.search(content_type)
    if found and found[1].lower() not in _UTF_8:
        raise GameError("wrong_type", "Send text as UTF-8, which is what every page and call of ours reads.")


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _too_large(most: int) -> GameError:
    return GameError("too_large", f"A body has {most // 1024} KB at the most.")


def _cut_off() -> GameError:
    return GameError("invalid", "The body ended before it was complete.")


def _compressed() -> GameError:
    return GameError("wrong_encoding", "Send the body as it is: packed ones (gzip and others) are not read here.")


def _length_required() -> GameError:
    return GameError("length_required", "Say how long the body is (Content-Length): one in chunks is not read here.")

"""One POST to an address that a player chose: https only, to a public address that was checked, within limits of time and size.

The host is resolved once. Every address that it has must be public, and the connection goes to one of these, so a second answer of the
name server changes nothing. There is no redirect and no proxy. WEBHOOK_TEST_ADDRESSES is empty except in tests, which reach a server of
their own by it.
"""

import socket
import ssl
import threading
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection

from django.conf import settings

from clans.rules.webhook import PORTS, Target, is_public

CONNECT_SECONDS = 5
TOTAL_SECONDS = 10
"""Of the whole call. A server that sends a byte now and then does not lengthen it."""
ANSWER_MOST = 4_096
"""Bytes of an answer's body that are read; it is not stored."""


class NotReported(Exception):
    """It did not work, in words for the clan. status: of the answer, if there was one."""

    def __init__(self, words: str, status: int | None = None) -> None:
        super().__init__(words)
        self.words, self.status = words, status


def allowed_ports() -> tuple[int, ...]:
    """Those of the rules, and in tests those of their servers."""
    return PORTS + tuple(port for _, port in settings.WEBHOOK_TEST_ADDRESSES)


def post(target: Target, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer, which is from 200 to 299. NotReported for everything else."""
    address = checked_address(target)
    try:
        return _post(target, address, body, headers)
    except ssl.SSLCertVerificationError as error:
        raise NotReported("The certificate of the server is not valid.") from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotReported(f"The server could not be reached, or did not answer in time ({type(error).__name__}).") from error


def checked_address(target: Target) -> str:
    """An address of the host, after checking all of them. NotReported."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise NotReported("The host of the address is not known.") from error
    addresses = [str(one[4][0]) for one in found]
    bad = [one for one in addresses if not is_public(one) and (one, target.port) not in settings.WEBHOOK_TEST_ADDRESSES]
    if bad or not addresses:
        raise NotReported("The host of the address is not in the public network.")
    return addresses[0]


def _post(target: Target, address: str, body: bytes, headers: dict[str, str]) -> int:
    plain = socket.create_connection((address, target.port), timeout=CONNECT_SECONDS)
    encrypted = _context().wrap_socket(plain, server_hostname=target.host, do_handshake_on_connect=False)
    is_over = threading.Event()
    deadline = threading.Timer(TOTAL_SECONDS, _end, [encrypted, is_over])
    deadline.daemon = True
    deadline.start()
    try:
        encrypted.do_handshake()
        connection = HTTPSConnection(target.host, target.port, timeout=CONNECT_SECONDS)
        connection.sock = encrypted
        connection.request("POST", target.path, body, headers)
        answer = connection.getresponse()
        answer.read(ANSWER_MOST)
        status = answer.status
    finally:
        deadline.cancel()
        encrypted.close()
    if is_over.is_set():  # headers that were cut off would count as whole
        raise TimeoutError
    if not 200 <= status < 300:
        raise NotReported(f"The server answered with {status}. Only 200 to 299 counts, and no redirect is followed.", status)
    return status


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=settings.WEBHOOK_TEST_CA or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _end(connection: ssl.SSLSocket, is_over: threading.Event) -> None:
    """From the timer's thread: the other one's read or write ends. The socket's own shutdown would take its encryption away meanwhile."""
    is_over.set()
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)

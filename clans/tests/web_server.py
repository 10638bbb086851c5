"""A server with TLS on this machine, which a webhook can reach in tests, with a certificate of its own."""

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = Callable[[ssl.SSLSocket], None]


class WebServer:
    """requests: what it received, headers and body. answer: what it sends then, by default 204."""

    def __init__(self, folder: Path, answer: Answer | None = None) -> None:
        self.requests: list[bytes] = []
        self.answer = answer or _plain(b"HTTP/1.1 204 No Content\r\n\r\n")
        self.certificate = _certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, folder / "key.pem")
        self._context, self._listener = context, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/hook?clan=1"

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._handle, args=[plain], daemon=True).start()

    def _handle(self, plain: socket.socket) -> None:
        try:
            plain.settimeout(5)
            with self._context.wrap_socket(plain, server_side=True) as connection:
                self.requests.append(_read(connection))
                self.answer(connection)
        except OSError:
            plain.close()


@contextmanager
def web_server(folder: Path, settings: Any, answer: Answer | None = None) -> Iterator[WebServer]:
    """A server that webhooks may reach: settings let them, as no setting of the site does."""
    server = WebServer(folder, answer)
    settings.WEBHOOK_TEST_ADDRESSES = frozenset({("127.0.0.1", server.port), ("::1", server.port)})
    settings.WEBHOOK_TEST_CA = str(server.certificate)
    try:
        yield server
    finally:
        server.close()


def status(line: str, *headers: str) -> Answer:
    return _plain("\r\n".join([f"HTTP/1.1 {line}", *headers, "Content-Length: 0", "", ""]).encode())


def _plain(data: bytes) -> Answer:
    return lambda connection: connection.sendall(data)


def _read(connection: ssl.SSLSocket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def _certificate(folder: Path) -> Path:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(names, critical=False).add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "cert.pem"

"""A small SMTP server in a thread, for tests: it keeps what it took, and answers as a test wants."""

import socket
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Thread

Answer = Callable[[str], str | None]
"""Gets a line of the client, such as `RCPT TO:<a@b>`; returns another answer than usual, or None. "close": hang up."""


class SmtpServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[EmailMessage] = []
        self.connections = 0
        self.answer: Answer = lambda line: None
        self.got_one, self.go_on = Event(), Event()
        self.go_on.set()

    @property
    def subjects(self) -> list[str]:
        return [mail["Subject"] for mail in self.taken]

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self.server.connections += 1
        try:
            self._say(self.server.answer("CONNECT") or "220 ready")
            while line := self.rfile.readline().decode().strip():
                answer = self.server.answer(line)
                if answer is None and line.upper() == "DATA":
                    self._say("354 go on")
                    answer = self._take()
                if answer == "close":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self._say(answer or {"EHLO": "250 me", "QUIT": "221 bye"}.get(line[:4].upper(), "250 ok"))
        except OSError:
            return

    def _take(self) -> str | None:
        data = b""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return "close"
            data += line[1:] if line.startswith(b"..") else line
        refusal = self.server.answer("BODY")
        if refusal is None:
            self.server.taken.append(message_from_bytes(data, _class=EmailMessage, policy=policy.default))
            self.server.got_one.set()
            self.server.go_on.wait(20)  # a test may kill the sender between the taking and the answer
        return refusal

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp_server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.go_on.set()
            server.shutdown()

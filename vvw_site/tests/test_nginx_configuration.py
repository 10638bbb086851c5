"""The proxy by itself: nginx accepts every file, starts without its tiers, and what it refuses by itself has pages of ours."""

import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from vvw_site.foundation.ports import free_port
from vvw_site.tests.name_server import name_server
from vvw_site.tests.proxies import (
    CHECKOUT,
    NGINX,
    NO_NGINX,
    PAGE,
    RESOLVES,
    at_addresses,
    nginx_version,
    proxy,
    write_configuration,
)
from vvw_site.tests.tiers import Caller, until

pytestmark = pytest.mark.skipif(not NGINX, reason=NO_NGINX)
FILES = sorted((CHECKOUT / "deploy/nginx").glob("*.conf"))
RAW = {
    "long line": (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400),
    "long header": (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", 400),
    "no request": (b"nothing\r\n\r\n", 400),
    "no host": (b"GET /wiki/ HTTP/1.1\r\n\r\n", 400),
    "bad host": (b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
    "trace": (b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 405),
}


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """The proxy, and no tier behind it."""
    here = tmp_path_factory.mktemp("front")
    with proxy(here, {}) as running:
        yield running


def raw(port: int, sent: bytes) -> tuple[int, str, str]:
    """Status, headers and body of the answer to these bytes, after which nginx closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as to:
        to.sendall(sent)
        got = b""
        while part := to.recv(65536):
            got += part
    head, _, body = got.decode().partition("\r\n\r\n")
    return int(head.split()[1]), head, body


def assert_is_ours(body: str) -> None:
    assert "<h1>" in body and ('href="/"' in body or 'href="/wiki/"' in body) and "nginx" not in body


@pytest.mark.parametrize("what", RAW)
def test_a_request_that_cannot_be_read_gets_a_page_of_ours(front: Caller, what: str) -> None:
    sent, expected = RAW[what]
    status, head, body = raw(front.port, sent)
    assert status == expected
    assert "Cache-Control: no-store" in head and "text/html; charset=utf-8" in head
    assert_is_ours(body)


@pytest.mark.parametrize("path", ["/wiki/", "/wiki/items/", "/robots.txt", "/wiki/og/item/clerks-sabre.png"])
def test_a_form_sent_to_a_static_page_gets_a_page_of_ours(front: Caller, path: str) -> None:
    answer = front.request("POST", path, "a=b")
    if path == "/wiki/":
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
        assert answer.headers["Cache-Control"] == "no-store"
        assert_is_ours(answer.text)
    else:  # there is nothing, so what was sent to it does not matter
        assert answer.status == 404 and "Nothing has this address." in answer.text
    long = front.request("POST", path, b"a" * 2**21)
    assert (long.status, long.headers["Cache-Control"]) == (413, "no-store")
    assert_is_ours(long.text)


def test_a_part_that_does_not_exist_and_a_page_that_changed_get_pages_of_ours(front: Caller) -> None:
    part = front.get("/wiki/", {"Range": "bytes=90000-"})
    changed = front.get("/wiki/", {"If-Match": '"another"'})
    assert (part.status, changed.status) == (416, 412)
    for answer in (part, changed):
        assert_is_ours(answer.text)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_without_a_tier_every_method_gets_the_page_or_the_error_of_the_api(front: Caller, method: str) -> None:
    body = None if method == "GET" else "a=b"
    for path in ("/", "/accounts/login/", "/play/", "/raids/1/", "/ws/raids/1/"):
        page = front.request(method, path, body)
        assert (page.status, page.headers["Retry-After"], page.headers["Cache-Control"]) == (503, "5", "no-store"), path
        assert_is_ours(page.text)
    program = front.request(method, "/api/v1/dashboard", body)
    assert (program.status, program.json["error"]["code"]) == (503, "unavailable")
    assert front.get("/wiki/").text == PAGE
    assert front.get("/maintenance.html").status == 404  # the page has no address of its own


def test_the_plain_port_redirects_and_refuses_with_pages_of_ours(tmp_path: Path) -> None:
    with proxy(tmp_path, {}, tls=True, plain=(plain := free_port())) as front:
        status, head, _ = raw(plain, b"GET /wiki/?a=b HTTP/1.1\r\nHost: example.org:81\r\nConnection: close\r\n\r\n")
        assert status == 308 and "Location: https://example.org/wiki/?a=b\r\n" in head + "\r\n"
        status, head, body = raw(plain, b"nothing\r\n\r\n")
        assert status == 400 and "no-store" in head
        assert_is_ours(body)
        token = tmp_path / "acme/.well-known/acme-challenge/token"
        token.parent.mkdir(parents=True)
        token.write_text("proof")
        status, head, body = raw(
            plain, b"GET /.well-known/acme-challenge/token HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"
        )
        assert status == 200 and body == "proof" and "text/plain" in head
        # Plain HTTP on the port of HTTPS.
        host = f"127.0.0.1:{front.port}"
        status, head, _ = raw(front.port, f"GET /wiki/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert status == 308 and f"Location: https://{host}/wiki/" in head
        connection = HTTPSConnection("127.0.0.1", front.port, context=ssl._create_unverified_context(), timeout=10)
        connection.request("GET", "/wiki/")
        assert connection.getresponse().read().decode() == PAGE
        connection.close()


@pytest.mark.parametrize("tiers", ["tiers.conf", "tiers-local.conf"])
def test_nginx_accepts_the_whole_configuration(tmp_path: Path, tiers: str) -> None:
    """With the certificate, and both files of tiers. An nginx that cannot resolve names while it runs sees them as addresses."""
    text = (CHECKOUT / "deploy/nginx" / tiers).read_text()
    if tiers == "tiers.conf" and nginx_version() < RESOLVES:
        text = at_addresses({})
    conf = write_configuration(tmp_path, text, port=free_port(), plain=free_port(), tls=True)
    done = subprocess.run(
        [NGINX, "-t", "-e", f"{tmp_path}/error.log", "-c", str(conf)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    # Newer versions spell `http2` in another way, which older ones do not know.
    warnings = [
        line for line in done.stderr.splitlines() if "warn" in line and '"listen ... http2" directive is deprecated' not in line
    ]
    assert warnings == []


def test_each_file_is_part_of_the_configuration_that_nginx_accepts() -> None:
    used = {"main.conf", "vvw.conf", "tiers.conf", "tiers-local.conf"}
    for file in FILES:
        used |= {Path(name).name for name in re.findall(r"^\s*include vvw/(\S+);", file.read_text(), re.M)}
    assert used == {file.name for file in FILES}


def test_both_files_of_tiers_have_the_same_groups_and_limits() -> None:
    here = [(CHECKOUT / "deploy/nginx" / name).read_text() for name in ("tiers.conf", "tiers-local.conf")]
    groups = [
        re.findall(r"^upstream (\w+) \{ (.*)server \S+(?: resolve)?( max_conns=\d+)?; (keepalive \d+); \}$", text, re.M)
        for text in here
    ]
    assert groups[0] == groups[1] and [name for name, *_ in groups[0]] == ["vvw_site", "vvw_game", "vvw_sockets"]


class Tier(BaseHTTPRequestHandler):
    """Answers with its own address and the Host that it was sent."""

    def do_GET(self) -> None:
        body = f"{self.connection.getsockname()[0]} {self.headers['Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """Nothing."""


@contextmanager
def listening(address: str, port: int) -> Iterator[None]:
    with ThreadingHTTPServer((address, port), Tier) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join(10)


def test_a_tier_that_is_missing_at_the_start_is_found_when_it_comes(tmp_path: Path) -> None:
    site, game = free_port(), free_port()
    with listening("127.0.0.1", site), proxy(tmp_path, {"site": site, "game": game}) as front:
        assert front.get("/accounts/login/").text == f"127.0.0.1 127.0.0.1:{front.port}"  # with its port
        assert (front.get("/wiki/").status, front.get("/play/").status) == (200, 503)
        with listening("127.0.0.1", game):
            until(lambda: front.get("/play/").status == 200, 20)
        until(lambda: front.get("/play/").status == 503, 20)
        assert front.get("/accounts/login/").status == 200


def test_names_that_appear_move_and_vanish_are_followed(tmp_path: Path) -> None:
    """tiers.conf itself. Debian's nginx is older; the image of compose.yaml is new enough."""
    if nginx_version() < RESOLVES:
        pytest.skip(f"nginx {'.'.join(map(str, nginx_version()))} cannot resolve names while it runs: 1.27.3 can.")
    port = free_port()
    with name_server() as (resolver, names), listening("127.0.0.2", port), listening("127.0.0.3", port):
        tiers = (CHECKOUT / "deploy/nginx/tiers.conf").read_text()
        tiers = re.sub(r"resolver 127\.0\.0\.11 valid=5s", f"resolver 127.0.0.1:{resolver} valid=1s", tiers)
        tiers = tiers.replace(":8000 resolve", f":{port} resolve")
        names["site"] = "127.0.0.2"
        with proxy(tmp_path, {}, tiers=tiers) as front:
            until(lambda: front.get("/accounts/login/").status == 200, 20)
            assert (front.get("/wiki/").status, front.get("/play/").status) == (200, 503)
            for address in ("127.0.0.2", "127.0.0.3"):
                names["game"] = address
                until(lambda at=address: front.get("/play/").text.startswith(at), 30)  # type: ignore[misc]  # mypy wants no default
            del names["game"]
            until(lambda: front.get("/play/").status == 503, 30)
            assert front.get("/accounts/login/").status == 200
